// SPDX-License-Identifier: Apache-2.0
// What both receivers share: the check of the signature and the table.
import { createHmac, timingSafeEqual } from 'node:crypto';
import Database from 'better-sqlite3';

export const secret = process.env.KOMBO_WEBHOOK_SECRET;
export const path = '/webhooks/kombo';

export function verified(body, given) {
  const expected = createHmac('sha256', secret).update(body).digest('base64url');
  return typeof given === 'string' && given.length === expected.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** Opens a store as durable as the console's: WAL, fsync at each commit. */
export function openStore(file) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE events (seq INTEGER PRIMARY KEY, id TEXT, type TEXT, integration TEXT, received INTEGER,
           deliveries INTEGER NOT NULL DEFAULT 1, body BLOB, UNIQUE (type, id))`);
  const insert = db.prepare(`INSERT INTO events (id, type, integration, received, body) VALUES (?, ?, ?, ?, ?)
                             ON CONFLICT (type, id) DO UPDATE SET deliveries = deliveries + 1`);
  return { db, store(body) {
    const event = JSON.parse(body);
    insert.run(event.id, event.type, event.data?.integration_id ?? null, Date.now(), body);
  } };
}

export function ready(server) {
  server.keepAliveTimeout = 60_000;
  server.listen(Number(process.argv[2]), '127.0.0.1', () => console.error('listening'));
}
