-- SPDX-License-Identifier: Apache-2.0
-- Statements of the writer. Places are bound in order.

-- name: name.find
SELECT id FROM name WHERE text = ?;
-- name: name.add
INSERT INTO name (text) VALUES (?);

-- name: revision.read
SELECT events, rejected, event_changes, integrations, runs, records, environments, marks FROM revision WHERE id = 1;
-- name: revision.save
UPDATE revision SET events = ?, rejected = ?, event_changes = ?, integrations = ?, runs = ?, records = ?, environments = ?, marks = ?
WHERE id = 1;
-- name: revision.touch
UPDATE revision SET events = events WHERE id = 1;

-- name: event.add
INSERT INTO event (seq, received_at, env, type, integration, tool, category, organization, outcome, verdict, deliveries,
    conflict, answered, body_size, identity, digest, id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?)
ON CONFLICT (identity, digest) DO NOTHING;
-- name: event.addBody
INSERT INTO event_body (seq, remote, headers, body) VALUES (?, ?, ?, ?);
-- name: event.find
SELECT seq, deliveries, verdict, received_at, body_size FROM event WHERE identity = ? AND digest = ?;
-- name: event.again
UPDATE event SET deliveries = deliveries + 1 WHERE seq = ?;
-- name: event.others
SELECT count(*) FROM event WHERE identity = ? AND digest <> ?;
-- name: event.flagConflict
UPDATE event SET conflict = 1 WHERE identity = ?;
-- name: event.clearConflict
UPDATE event SET conflict = 0 WHERE identity = ?1 AND conflict = 1 AND (SELECT count(*) FROM event WHERE identity = ?1) = 1;
-- name: event.setVerdict
UPDATE event SET verdict = ? WHERE seq = ?;
-- name: event.remove
DELETE FROM event WHERE seq = ?;
-- name: event.removeBody
DELETE FROM event_body WHERE seq = ?;
-- name: event.removeRedeliveries
DELETE FROM redelivery WHERE event = ?;
-- name: mark.find
SELECT m.pinned, m.comment FROM event e LEFT JOIN mark m ON m.event = e.seq WHERE e.seq = ?;
-- name: mark.save
INSERT INTO mark (event, pinned, comment, marked_at) VALUES (?, ?, ?, ?)
ON CONFLICT (event) DO UPDATE SET pinned = excluded.pinned, comment = excluded.comment, marked_at = excluded.marked_at;
-- name: mark.remove
DELETE FROM mark WHERE event = ?;
-- name: event.redeliver
INSERT INTO redelivery (event, received_at, answered, remote, headers) VALUES (?, ?, ?, ?, ?);
-- name: event.unchecked
SELECT seq FROM event WHERE env = ? AND verdict = 1 AND seq > ? ORDER BY seq LIMIT 1000;
-- name: event.stored
SELECT e.received_at, e.answered, e.identity, b.remote, b.headers, b.body
FROM event e JOIN event_body b ON b.seq = e.seq WHERE e.seq = ?;
-- name: event.redeliveries
SELECT received_at, answered, remote, headers FROM redelivery WHERE event = ? ORDER BY id;

-- name: rejected.add
INSERT INTO rejected (seq, received_at, env, reason, answered, body_size, bytes, type, id, integration, tool, category,
    organization, outcome)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: rejected.addBody
INSERT INTO rejected_body (seq, remote, headers, body) VALUES (?, ?, ?, ?);
-- name: rejected.kept
SELECT coalesce(sum(count), 0), coalesce(sum(bytes), 0) FROM total WHERE env = ? AND verdict = 2;
-- name: rejected.oldest
SELECT seq, bytes FROM rejected WHERE env = ? ORDER BY seq;
-- name: rejected.removeBodies
DELETE FROM rejected_body WHERE seq IN (SELECT seq FROM rejected WHERE env = ? AND seq <= ?);
-- name: rejected.remove
DELETE FROM rejected WHERE env = ? AND seq <= ?;

-- name: volume.add
INSERT INTO volume (env, span, start, type, verdict, count) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (env, span, start, type, verdict) DO UPDATE SET count = count + excluded.count;
-- name: flow.add
INSERT INTO flow (env, span, start, category, verdict, count) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (env, span, start, category, verdict) DO UPDATE SET count = count + excluded.count;
-- name: total.add
INSERT INTO total (env, type, verdict, count, bytes, last_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (env, type, verdict) DO UPDATE SET count = count + excluded.count, bytes = bytes + excluded.bytes,
    last_at = max(last_at, excluded.last_at);

-- name: integration.find
SELECT key, tool, category, organization, origin_id, creator_email, state, setup_status, qa_status, state_updated_at,
    last_sync_id, last_sync_state, last_sync_started_at, last_sync_ended_at, last_good_sync_at, last_event_at,
    last_fetch_at, created_at, recreated_at, deleted_at, details_at, available_models
FROM integration WHERE env = ? AND name = ?;
-- name: integration.add
INSERT INTO integration (env, name) VALUES (?, ?);
-- name: integration.save
UPDATE integration SET tool = ?, category = ?, organization = ?, origin_id = ?, creator_email = ?, state = ?,
    setup_status = ?, qa_status = ?, state_updated_at = ?, last_sync_id = ?, last_sync_state = ?,
    last_sync_started_at = ?, last_sync_ended_at = ?, last_good_sync_at = ?, last_event_at = ?, last_fetch_at = ?,
    created_at = ?, recreated_at = ?, deleted_at = ?, details_at = ?, available_models = ?
WHERE key = ?;
-- name: history.add
INSERT INTO history (integration, field, before, after, at, applied, event) VALUES (?, ?, ?, ?, ?, ?, ?);
-- name: sync.save
INSERT INTO sync (integration, sync_id, state, started_at, ended_at, event) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (integration, sync_id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
    ended_at = excluded.ended_at, event = excluded.event
WHERE coalesce(excluded.ended_at, 0) >= coalesce(ended_at, 0);
-- name: issue.save
INSERT INTO issue (env, issue_id, integration, type, title, status, change, first_observed_at, resolved_at, event)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (env, issue_id) DO UPDATE SET integration = excluded.integration, type = excluded.type,
    title = excluded.title, status = excluded.status, change = excluded.change,
    first_observed_at = excluded.first_observed_at, resolved_at = excluded.resolved_at, event = excluded.event;

-- name: environment.save
INSERT INTO environment (name, region, base_url, listener_path, production, sandbox) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET region = excluded.region, base_url = excluded.base_url,
    listener_path = excluded.listener_path, production = excluded.production, sandbox = excluded.sandbox;
-- name: environment.remove
DELETE FROM environment WHERE name = ?;
-- name: setting.save
INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- A listener that was killed listened at least until the last delivery that it stored.
-- name: listening.settle
UPDATE listening SET seen_at = max(seen_at, coalesce((SELECT max(at) FROM (
        SELECT received_at AS at FROM event WHERE seq = (SELECT max(seq) FROM event)
        UNION ALL SELECT received_at FROM rejected WHERE seq = (SELECT max(seq) FROM rejected)) WHERE at <= ?1), 0))
WHERE id = (SELECT max(id) FROM listening) AND ended_at IS NULL;
-- name: listening.begin
INSERT INTO listening (started_at, seen_at) VALUES (?1, ?1);
-- name: listening.seen
UPDATE listening SET seen_at = max(seen_at, ?1) WHERE id = ?2;
-- name: listening.end
UPDATE listening SET seen_at = max(seen_at, ?1), ended_at = max(seen_at, ?1) WHERE id = ?2;
