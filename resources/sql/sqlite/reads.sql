-- SPDX-License-Identifier: Apache-2.0
-- Statements of readers. Lists go by a key; nothing uses OFFSET. An environment of -1 stands for all.

-- name: read.name
SELECT text FROM name WHERE id = ?;
-- name: read.nameId
SELECT id FROM name WHERE text = ?;
-- name: read.revision
SELECT events, rejected, event_changes, integrations, runs, records, environments, marks FROM revision WHERE id = 1;
-- name: read.dataVersion
PRAGMA data_version;
-- name: read.environments
SELECT name, region, base_url, listener_path, production, sandbox FROM environment ORDER BY name;
-- name: read.setting
SELECT value FROM setting WHERE key = ?;

-- name: read.eventSpan
SELECT (SELECT min(seq) FROM event), (SELECT max(seq) FROM event);
-- name: read.rejectedSpan
SELECT (SELECT min(seq) FROM rejected), (SELECT max(seq) FROM rejected);
-- Each bound alone: SQLite looks up one minimum or maximum, but scans for an expression of both.
-- name: read.gapless
SELECT (SELECT max(seq) FROM event) - (SELECT min(seq) FROM event) + 1 = (SELECT sum(count) FROM total WHERE verdict < 2 AND (?1 = -1 OR env = ?1));
-- name: read.eventRange
SELECT e.seq, e.received_at, e.env, e.id, e.type, e.integration, e.tool, e.category, e.organization, e.outcome, e.verdict,
    e.deliveries, e.conflict, e.answered, e.body_size, i.tool, i.category, i.organization, m.pinned, m.comment
FROM event e LEFT JOIN integration i ON i.env = e.env AND i.name = e.integration LEFT JOIN mark m ON m.event = e.seq
WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq;
-- name: read.rejectedRange
SELECT seq, received_at, env, id, type, integration, tool, category, organization, outcome, reason, answered, body_size
FROM rejected WHERE seq BETWEEN ? AND ? ORDER BY seq;
-- Marks are few: a person made each. Joined with the event, so that one of a removed event never counts.
-- name: read.pinned
SELECT m.event FROM mark m JOIN event e ON e.seq = m.event WHERE m.pinned = 1 AND (?1 = -1 OR e.env = ?1) ORDER BY m.event;
-- name: read.eventBody
SELECT body FROM event_body WHERE seq = ?;
-- name: read.rejectedBody
SELECT body FROM rejected_body WHERE seq = ?;
-- name: read.eventDelivery
SELECT remote, headers, body FROM event_body WHERE seq = ?;
-- name: read.rejectedDelivery
SELECT remote, headers, body FROM rejected_body WHERE seq = ?;
-- name: read.redeliveries
SELECT received_at, answered, remote, headers FROM redelivery WHERE event = ? ORDER BY id;
-- What the event index may not have been told: the changes behind one, and the first change that is still known.
-- name: read.changedEvents
SELECT id, event FROM event_change WHERE id > ? ORDER BY id;
-- name: read.firstChange
SELECT coalesce(min(id), 0) FROM event_change;
-- name: read.marks
SELECT event, pinned, comment FROM mark WHERE event BETWEEN ? AND ? ORDER BY event;
-- name: read.allFallbacks
SELECT env, name, tool, category, organization FROM integration;
-- name: read.fallback
SELECT tool, category, organization FROM integration WHERE env = ? AND name = ?;

-- name: read.totals
SELECT verdict, sum(count), max(last_at) FROM total WHERE ?1 = -1 OR env = ?1 GROUP BY verdict;
-- name: read.lastHour
SELECT coalesce(sum(count), 0) FROM volume
WHERE env IN (SELECT env FROM total WHERE ?1 = -1 OR env = ?1) AND span = 60000 AND start > ?2 AND verdict < 2;
-- name: read.lastRejected
SELECT received_at, reason FROM rejected WHERE env = ? ORDER BY seq DESC LIMIT 1;
-- name: read.lastRejectedOfAll
SELECT received_at, reason FROM rejected ORDER BY seq DESC LIMIT 1;
-- name: read.volume
SELECT start, verdict, sum(count) FROM volume
WHERE env IN (SELECT env FROM total WHERE ?1 = -1 OR env = ?1) AND span = ?2 AND start >= ?3 AND start < ?4
GROUP BY start, verdict;
-- name: read.flow
SELECT start, category, verdict, count FROM flow
WHERE env IN (SELECT env FROM total WHERE ?1 = -1 OR env = ?1) AND span = ?2 AND start >= ?3 AND start < ?4;
-- name: read.flowExtent
SELECT min(first), max(last) FROM (
    SELECT (SELECT min(start) FROM flow WHERE env = t.env AND span = 60000) AS first,
           (SELECT max(start) FROM flow WHERE env = t.env AND span = 60000) AS last
    FROM (SELECT DISTINCT env FROM total WHERE ?1 = -1 OR env = ?1) t);
-- name: read.flowEvents
SELECT seq, received_at, verdict, category FROM event WHERE seq BETWEEN ? AND ?;
-- name: read.flowRejected
SELECT seq, received_at FROM rejected WHERE seq BETWEEN ? AND ?;
-- name: read.listening
SELECT started_at, seen_at, ended_at FROM listening;
-- name: read.lastReceived
SELECT max(at) FROM (
    SELECT received_at AS at FROM event WHERE seq = (SELECT max(seq) FROM event)
    UNION ALL SELECT received_at FROM rejected WHERE seq = (SELECT max(seq) FROM rejected));
-- name: read.types
SELECT n.text, sum(t.count) FROM total t JOIN name n ON n.id = t.type
WHERE (?1 = -1 OR t.env = ?1) AND t.verdict < 2 GROUP BY t.type HAVING sum(t.count) > 0 ORDER BY n.text;

-- name: read.integrations
SELECT i.key, e.text, n.text, i.tool, i.category, i.organization, i.origin_id, i.creator_email, i.state, i.setup_status,
    i.qa_status, i.state_updated_at, i.last_sync_id, i.last_sync_state, i.last_sync_started_at, i.last_sync_ended_at,
    i.last_good_sync_at, i.last_event_at, i.last_fetch_at, i.created_at, i.recreated_at, i.deleted_at, i.details_at, i.available_models
FROM integration i JOIN name n ON n.id = i.name LEFT JOIN name e ON e.id = i.env
WHERE ?1 = -1 OR i.env = ?1 ORDER BY i.key;
-- name: read.integration
SELECT i.key, e.text, n.text, i.tool, i.category, i.organization, i.origin_id, i.creator_email, i.state, i.setup_status,
    i.qa_status, i.state_updated_at, i.last_sync_id, i.last_sync_state, i.last_sync_started_at, i.last_sync_ended_at,
    i.last_good_sync_at, i.last_event_at, i.last_fetch_at, i.created_at, i.recreated_at, i.deleted_at, i.details_at, i.available_models
FROM integration i JOIN name n ON n.id = i.name LEFT JOIN name e ON e.id = i.env
WHERE i.env = ? AND i.name = ?;
-- name: read.history
SELECT h.field, h.before, h.after, h.at, h.applied, h.event
FROM history h JOIN integration i ON i.key = h.integration
WHERE i.env = ? AND i.name = ? ORDER BY h.id DESC LIMIT ?;
