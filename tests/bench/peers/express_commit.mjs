// SPDX-License-Identifier: Apache-2.0
// express_commit.mjs PORT FILE : express and better-sqlite3, a commit an event. What most people would write.
import http from 'node:http';
import express from 'express';
import { openStore, path, ready, verified } from './common.mjs';

const { store } = openStore(process.argv[3]);
const app = express();
app.post(path, express.raw({ type: '*/*', limit: '4mb' }), (request, response) => {
  if (!verified(request.body, request.get('x-kombo-signature')))
    return response.status(401).send('signature');
  store(request.body);
  response.json({ status: 'stored' });
});
ready(http.createServer(app));
