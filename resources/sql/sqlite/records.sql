-- SPDX-License-Identifier: Apache-2.0
-- Runs, their steps, and the local copy of what they read.

-- name: run.add
INSERT INTO run (env, integration, organization, tool, kind, state, cause, requested_at, started_at, ended_at, error_code,
    error_detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: run.save
UPDATE run SET env = ?, integration = ?, organization = ?, tool = ?, kind = ?, state = ?, cause = ?, requested_at = ?,
    started_at = ?, ended_at = ?, error_code = ?, error_detail = ?
WHERE id = ?;
-- name: step.clear
DELETE FROM step WHERE run = ? AND position >= ?;
-- name: step.save
INSERT INTO step (run, position, endpoint, state, pages, records, changed, deleted, retries, updated_after, watermark,
    started_at, ended_at, waiting_until, error_code, error_detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (run, position) DO UPDATE SET endpoint = excluded.endpoint, state = excluded.state, pages = excluded.pages,
    records = excluded.records, changed = excluded.changed, deleted = excluded.deleted, retries = excluded.retries,
    updated_after = excluded.updated_after, watermark = excluded.watermark, started_at = excluded.started_at,
    ended_at = excluded.ended_at, waiting_until = excluded.waiting_until, error_code = excluded.error_code,
    error_detail = excluded.error_detail;
-- name: watermark.save
INSERT INTO watermark (env, integration, endpoint, at) VALUES (?, ?, ?, ?)
ON CONFLICT (env, integration, endpoint) DO UPDATE SET at = excluded.at WHERE excluded.at > at;

-- name: record.add
INSERT INTO record (env, integration, model, id, hash, label, changed_at, deleted_at, fetched_at, seen_at, run, versions, json)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, 1, ?11)
ON CONFLICT (env, integration, model, id) DO NOTHING;
-- name: record.find
SELECT key, hash, deleted_at IS NOT NULL FROM record WHERE env = ? AND integration = ? AND model = ? AND id = ?;
-- name: record.keepVersion
INSERT INTO record_version (record, seen_at, run, json) SELECT key, seen_at, run, json FROM record WHERE key = ?;
-- name: record.change
UPDATE record SET hash = ?1, label = ?2, changed_at = ?3, deleted_at = ?4, fetched_at = ?5, seen_at = ?5, run = ?6,
    versions = versions + 1, json = ?7
WHERE key = ?8;
-- name: record.seen
UPDATE record SET fetched_at = ? WHERE key = ?;

-- name: read.runs
SELECT r.id, e.text, n.text, r.organization, r.tool, r.kind, r.state, r.cause, r.requested_at, r.started_at, r.ended_at,
    r.error_code, r.error_detail
FROM run r LEFT JOIN name e ON e.id = r.env LEFT JOIN name n ON n.id = r.integration
WHERE ?1 = -1 OR r.env = ?1 ORDER BY r.id DESC LIMIT ?2;
-- name: read.run
SELECT r.id, e.text, n.text, r.organization, r.tool, r.kind, r.state, r.cause, r.requested_at, r.started_at, r.ended_at,
    r.error_code, r.error_detail
FROM run r LEFT JOIN name e ON e.id = r.env LEFT JOIN name n ON n.id = r.integration
WHERE r.id = ?;
-- name: read.steps
SELECT endpoint, state, pages, records, changed, deleted, retries, updated_after, watermark, started_at, ended_at,
    waiting_until, error_code, error_detail
FROM step WHERE run = ? ORDER BY position;
-- name: read.watermarks
SELECT endpoint, at FROM watermark WHERE env = ? AND integration = ?;

-- name: read.records
SELECT key, integration, model, id, label, changed_at, deleted_at, fetched_at, versions, CASE WHEN ?5 THEN json END
FROM record INDEXED BY record_list
WHERE env = ?1 AND integration = ?2 AND key > ?3 AND (?4 = -1 OR model = ?4) ORDER BY key;
-- name: read.recordsOfAll
SELECT key, integration, model, id, label, changed_at, deleted_at, fetched_at, versions, CASE WHEN ?5 THEN json END
FROM record
WHERE (?1 = -1 OR env = ?1) AND (?2 = -1 OR integration = ?2) AND key > ?3 AND (?4 = -1 OR model = ?4) ORDER BY key;
-- name: read.record
SELECT key, integration, model, id, label, changed_at, deleted_at, fetched_at, versions, json FROM record WHERE key = ?;
-- name: read.recordModels
SELECT n.text, count(*) FROM record r JOIN name n ON n.id = r.model
WHERE r.env = ? AND r.integration = ? GROUP BY r.model ORDER BY n.text;
-- name: read.recordModelsOfAll
SELECT n.text, count(*) FROM record r JOIN name n ON n.id = r.model
WHERE (?1 = -1 OR r.env = ?1) AND (?2 = -1 OR r.integration = ?2) GROUP BY r.model ORDER BY n.text;
-- name: read.presentVersion
SELECT seen_at, run, json FROM record WHERE key = ?;
-- name: read.earlierVersions
SELECT seen_at, run, json FROM record_version WHERE record = ? ORDER BY id DESC;
