/** A Bolt app as its documentation begins: `app.command`, `ack`, the reads of one look-up in the app's order, `respond`. Nothing else. */

import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { Pool } from 'undici';

const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', OPERATIONS_API_URL = '' } = process.env;
const { OPERATIONS_AUTH_URL = '', OPERATIONS_CLIENT_ID = '', OPERATIONS_CLIENT_KEY = '' } = process.env;
/** Round trips one after the other, each a list of paths that are read together. */
const reads = JSON.parse(process.env.BENCH_READS ?? '[]') as string[][]; // safe: bench/run.ts writes it
/** As long as what the app answers. */
const answer = JSON.parse(process.env.BENCH_ANSWER ?? '{}') as Record<string, unknown>; // safe: bench/run.ts writes it

const base = new URL(OPERATIONS_API_URL);
const pool = new Pool(base.origin, { connections: 50 });
const signedIn = await fetch(`${OPERATIONS_AUTH_URL}/sign-in-api-client`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ clientId: OPERATIONS_CLIENT_ID, clientKey: OPERATIONS_CLIENT_KEY }),
});
const { accessToken } = (await signedIn.json()) as { accessToken: string }; // safe: the fake back office answers so

const receiver = new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET });
const app = new App({ receiver, token: SLACK_BOT_TOKEN, clientOptions: { slackApiUrl: SLACK_API_URL } });
app.command('/customer', async ({ ack, respond }) => {
  await ack();
  for (const together of reads)
    await Promise.all(
      together.map(async (path) => {
        const response = await pool.request({
          path: `${base.pathname}${path}`,
          method: 'GET',
          headers: { authorization: `Bearer ${accessToken}` },
        });
        return response.body.json();
      }),
    );
  await respond(answer);
});
const server = await receiver.start(0);
const { port } = server.address() as AddressInfo; // safe: it listens on TCP
process.stdout.write(`${JSON.stringify({ msg: 'running', port })}\n`);
