-- SPDX-License-Identifier: Apache-2.0
-- Times are UTC milliseconds since 1970. Columns called `env`, `type`, `tool`… hold name.id; 0 stands for "not there".

-- Texts that repeat from event to event.
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

-- One row: how far each topic is. Numbers are never given twice, also when the newest rows were removed.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    events INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    event_changes INTEGER NOT NULL,
    integrations INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    records INTEGER NOT NULL,
    environments INTEGER NOT NULL
);
INSERT INTO revision VALUES (1, 0, 0, 0, 0, 0, 0, 0);

CREATE TABLE environment (
    name TEXT PRIMARY KEY,
    region TEXT NOT NULL,
    base_url TEXT,
    listener_path TEXT NOT NULL,
    production INTEGER NOT NULL,
    sandbox INTEGER NOT NULL
);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT
);

-- Facts of an event; what was received lies in event_body under the same number.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    env INTEGER NOT NULL,
    type INTEGER NOT NULL,
    integration INTEGER NOT NULL,
    tool INTEGER NOT NULL,
    category INTEGER NOT NULL,
    organization INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    deliveries INTEGER NOT NULL,
    conflict INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    body_size INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    id TEXT
);
-- identity: of (environment, type, id); digest: of the bytes. This index decides what is a redelivery.
CREATE UNIQUE INDEX event_identity ON event (identity, digest);
CREATE INDEX event_unchecked ON event (env) WHERE verdict = 1;

CREATE TABLE event_body (
    seq INTEGER PRIMARY KEY,
    remote TEXT,
    headers BLOB NOT NULL,
    body BLOB NOT NULL
);

-- Second and later deliveries of an event.
CREATE TABLE redelivery (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    remote TEXT,
    headers BLOB NOT NULL
);
CREATE INDEX redelivery_event ON redelivery (event);

-- Kept apart, bounded, and with texts of their own: a flood must not fill the names.
CREATE TABLE rejected (
    seq INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    env INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    body_size INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    type TEXT,
    id TEXT,
    integration TEXT,
    tool TEXT,
    category TEXT,
    organization TEXT,
    outcome TEXT
);
CREATE INDEX rejected_env ON rejected (env, seq);

CREATE TABLE rejected_body (
    seq INTEGER PRIMARY KEY,
    remote TEXT,
    headers BLOB NOT NULL,
    body BLOB NOT NULL
);

-- Counters kept by the writer, so that figures and charts never scan events. span: width of a bar in milliseconds.
CREATE TABLE volume (
    env INTEGER NOT NULL,
    span INTEGER NOT NULL,
    start INTEGER NOT NULL,
    type INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (env, span, start, type, verdict)
) WITHOUT ROWID;

-- What is stored now (rejected: what is still kept).
CREATE TABLE total (
    env INTEGER NOT NULL,
    type INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    count INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (env, type, verdict)
) WITHOUT ROWID;

-- name: name.id of the integration id.
CREATE TABLE integration (
    key INTEGER PRIMARY KEY,
    env INTEGER NOT NULL,
    name INTEGER NOT NULL,
    tool TEXT,
    category TEXT,
    organization TEXT,
    origin_id TEXT,
    creator_email TEXT,
    state TEXT,
    setup_status TEXT,
    qa_status TEXT,
    state_updated_at INTEGER,
    last_sync_id TEXT,
    last_sync_state TEXT,
    last_sync_started_at INTEGER,
    last_sync_ended_at INTEGER,
    last_good_sync_at INTEGER,
    last_event_at INTEGER,
    last_fetch_at INTEGER,
    created_at INTEGER,
    recreated_at INTEGER,
    deleted_at INTEGER,
    details_at INTEGER,
    available_models TEXT,
    UNIQUE (env, name)
);

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    integration INTEGER NOT NULL,
    field TEXT NOT NULL,
    before TEXT,
    after TEXT,
    at INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    event INTEGER NOT NULL
);
CREATE INDEX history_integration ON history (integration);

CREATE TABLE sync (
    integration INTEGER NOT NULL,
    sync_id TEXT NOT NULL,
    state TEXT,
    started_at INTEGER,
    ended_at INTEGER,
    event INTEGER NOT NULL,
    PRIMARY KEY (integration, sync_id)
) WITHOUT ROWID;

CREATE TABLE issue (
    env INTEGER NOT NULL,
    issue_id TEXT NOT NULL,
    integration INTEGER NOT NULL,
    type TEXT,
    title TEXT,
    status TEXT,
    change TEXT,
    first_observed_at INTEGER,
    resolved_at INTEGER,
    event INTEGER NOT NULL,
    PRIMARY KEY (env, issue_id)
) WITHOUT ROWID;

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    env INTEGER NOT NULL,
    integration INTEGER NOT NULL,
    organization TEXT,
    tool TEXT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT,
    requested_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    error_code TEXT,
    error_detail TEXT
);
CREATE INDEX run_env ON run (env);

CREATE TABLE step (
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    state TEXT NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    retries INTEGER NOT NULL,
    updated_after INTEGER,
    watermark INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    waiting_until INTEGER,
    error_code TEXT,
    error_detail TEXT,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

-- Start of the last complete read of an endpoint.
CREATE TABLE watermark (
    env INTEGER NOT NULL,
    integration INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (env, integration, endpoint)
) WITHOUT ROWID;

-- The present content of each API object; hash: of its bytes.
CREATE TABLE record (
    key INTEGER PRIMARY KEY,
    env INTEGER NOT NULL,
    integration INTEGER NOT NULL,
    model INTEGER NOT NULL,
    id TEXT NOT NULL,
    hash INTEGER NOT NULL,
    label TEXT,
    changed_at INTEGER,
    deleted_at INTEGER,
    fetched_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    run INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    json BLOB NOT NULL
);
CREATE UNIQUE INDEX record_identity ON record (env, integration, model, id);
-- For lists by key; with the model, so that other models are skipped without reading their rows.
CREATE INDEX record_list ON record (env, integration, key, model);

-- Earlier contents.
CREATE TABLE record_version (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    run INTEGER NOT NULL,
    json BLOB NOT NULL
);
CREATE INDEX record_version_record ON record_version (record);
