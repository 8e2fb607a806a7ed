// SPDX-License-Identifier: Apache-2.0
// What one would write instead: node's fetch and better-sqlite3; a transaction a page, WAL, fsync at each commit, an upsert
// by id that compares the content. Reads the same list as fetch_rate.
// node fetch_peer.mjs BASE INTEGRATION FOLDER [LIST]   (key in KOMBO_API_KEY; prints a line of JSON)
import Database from 'better-sqlite3';
import { join } from 'node:path';

const [base, integration, folder, list] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${process.env.KOMBO_API_KEY}`, 'X-Integration-Id': integration };

async function get(path) {
  const response = await fetch(base + path, { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()).data;
}

const mainLists = { HRIS: '/hris/employees', ATS: '/ats/applications', ASSESSMENT: '/assessment/orders', LMS: '/lms/users' };
const details = await get(`/integrations/${encodeURIComponent(integration)}`);
const path = list ?? mainLists[details.category] ?? '/hris/employees';
const model = path.slice(1).replaceAll('/', '_').replaceAll('-', '_');

const db = new Database(join(folder, 'peer.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`CREATE TABLE records (integration TEXT, model TEXT, id TEXT, changed_at TEXT, remote_deleted_at TEXT,
                               fetched_at INTEGER, versions INTEGER NOT NULL DEFAULT 1, json TEXT,
                               UNIQUE (integration, model, id))`);
const find = db.prepare('SELECT rowid AS key, json FROM records WHERE integration = ? AND model = ? AND id = ?');
const insert = db.prepare(`INSERT INTO records (integration, model, id, changed_at, remote_deleted_at, fetched_at, json)
                           VALUES (?, ?, ?, ?, ?, ?, ?)`);
const update = db.prepare(`UPDATE records SET changed_at = ?, remote_deleted_at = ?, fetched_at = ?, json = ?,
                           versions = versions + 1 WHERE rowid = ?`);
const savePage = db.transaction((records) => {
  let changed = 0;
  for (const record of records) {
    const json = JSON.stringify(record);
    const before = find.get(integration, model, record.id);
    if (before?.json === json) continue;
    ++changed;
    const times = [record.changed_at ?? null, record.remote_deleted_at ?? null, Date.now()];
    if (before) update.run(...times, json, before.key);
    else insert.run(integration, model, record.id, ...times, json);
  }
  return changed;
});

const start = performance.now();
let records = 0, changed = 0, pages = 0, cursor = null;
do {
  const query = new URLSearchParams({ page_size: '250', include_deleted: 'true' });
  if (cursor) query.set('cursor', cursor);
  const page = await get(`${path}?${query}`);
  changed += savePage(page.results);
  records += page.results.length;
  ++pages;
  cursor = page.next;
} while (cursor);
const seconds = (performance.now() - start) / 1000;
db.close();
console.log(JSON.stringify({ records, changed, pages, seconds, records_per_second: Math.round(records / seconds) }));
