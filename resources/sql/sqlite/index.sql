-- SPDX-License-Identifier: Apache-2.0
-- Statements around the side index of events.

-- name: change.add
INSERT INTO event_change (event) VALUES (?);
-- name: change.addConflict
INSERT INTO event_change (event) SELECT seq FROM event WHERE identity = ? AND conflict = 0;
-- name: change.addCleared
INSERT INTO event_change (event) SELECT seq FROM event
WHERE identity = ?1 AND conflict = 1 AND (SELECT count(*) FROM event WHERE identity = ?1) = 1;
-- At most 10,000 at once, so that the writer is not held up. While no index is there to take them in, a million stay.
-- name: change.trim
DELETE FROM event_change
WHERE id <= max(?1, (SELECT max(id) FROM event_change) - 1000000) AND id < (SELECT min(id) FROM event_change) + 10000;

-- name: index.identity
SELECT value FROM setting WHERE key = 'store.identity';
-- name: index.state
SELECT (SELECT events FROM revision WHERE id = 1), coalesce((SELECT min(seq) FROM event), 0), coalesce((SELECT max(seq) FROM event), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event_change'), 0), coalesce((SELECT min(id) FROM event_change), 0);
-- name: index.changes
SELECT id, event FROM event_change WHERE id > ? ORDER BY id LIMIT 1000;
-- name: index.changed
SELECT 1 FROM event_change WHERE id > ? AND event = ? LIMIT 1;
-- name: index.rows
SELECT e.seq, e.received_at, e.env, e.type, e.integration, e.tool, e.category, e.organization, e.outcome, e.body_size, e.deliveries,
    e.answered, e.verdict, e.conflict, e.id, b.body
FROM event e LEFT JOIN event_body b ON b.seq = e.seq WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq;
-- name: index.facts
SELECT seq, received_at, env, type, integration, tool, category, organization, outcome, body_size, deliveries, answered, verdict,
    conflict, id
FROM event WHERE seq = ?;
-- name: index.count
SELECT coalesce(sum(count), 0) FROM total WHERE verdict < 2;
