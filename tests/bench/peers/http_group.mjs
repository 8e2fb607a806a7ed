// SPDX-License-Identifier: Apache-2.0
// http_group.mjs PORT FILE : node's own http server and better-sqlite3, with all that has arrived in one commit. What
// somebody would write who knows where the time goes.
import http from 'node:http';
import { openStore, path, ready, verified } from './common.mjs';

const { db, store } = openStore(process.argv[3]);
const storeAll = db.transaction((batch) => { for (const { body } of batch) store(body); });
const answer = Buffer.from('{"status":"stored"}');
let waiting = [];

function commit() {
  const batch = waiting;
  waiting = [];
  storeAll(batch);
  for (const { response } of batch) {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
    response.end(answer);
  }
}

ready(http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    if (request.method !== 'POST' || request.url !== path || !verified(body, request.headers['x-kombo-signature'])) {
      response.writeHead(401);
      return response.end();
    }
    if (waiting.push({ body, response }) === 1) setImmediate(commit);
  });
}));
