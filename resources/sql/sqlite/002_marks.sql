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

-- Counters as in volume, by what the flow of events is looked at by. Rejected deliveries have no category of ours.
CREATE TABLE flow (
    env INTEGER NOT NULL,
    span INTEGER NOT NULL,
    start INTEGER NOT NULL,
    category INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (env, span, start, category, verdict)
) WITHOUT ROWID;
INSERT INTO flow
SELECT env, 60000, received_at / 60000 * 60000, category, verdict, count(*) FROM event GROUP BY 1, 3, 4, 5;
-- Rejected ones stay counted after their rows went.
INSERT INTO flow
SELECT env, 60000, start, 0, verdict, sum(count) FROM volume WHERE span = 60000 AND verdict = 2 GROUP BY 1, 3;
INSERT INTO flow
SELECT env, 3600000, start / 3600000 * 3600000, category, verdict, sum(count) FROM flow WHERE span = 60000 GROUP BY 1, 3, 4, 5;
