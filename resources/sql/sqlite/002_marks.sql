-- SPDX-License-Identifier: Apache-2.0
-- What people note on events, when we listened, and what a side index must be told.

-- Tells this store from any other, also from a copy that was put back: side files carry it.
INSERT INTO setting (key, value) VALUES ('store.identity', lower(hex(randomblob(16))));

-- Events whose stored facts changed after they were stored (redelivery, conflict, verdict, removal), in order.
CREATE TABLE event_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL
);

-- Pins and comments. A row with neither is removed.
CREATE TABLE mark (
    event INTEGER PRIMARY KEY,
    pinned INTEGER NOT NULL,
    comment TEXT,
    marked_at INTEGER NOT NULL
);

-- When the listener was up: from start to end, or to the last sign of life when it was killed.
CREATE TABLE listening (
    id INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER
);

ALTER TABLE revision ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
