import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Process } from './app.ts';
import { until } from './fakes/server.ts';
import { askLead, becomes, says, someone, writesTo } from './flows.ts';
import * as people from './people.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
const sockets = new Set<Socket>();
beforeEach(async () => {
  here = await stage({ environment: { LOG_LEVEL: 'info' } });
}, 180_000);
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await here.stop();
});

const port = () => Number(here.environment.PORT);
const app = (): Process => {
  if (here.app === undefined) throw new Error('no app');
  return here.app;
};
/** What is said to the port by somebody who does not read; undefined where nobody takes the connection. */
async function say(...parts: (string | Buffer)[]): Promise<Socket | undefined> {
  const socket = connect(port(), '127.0.0.1');
  sockets.add(socket);
  socket.on('error', () => undefined);
  socket.resume();
  await new Promise((done) => socket.once('connect', done).once('close', done));
  for (const part of parts) if (!socket.destroyed) socket.write(part);
  return socket;
}
const residentMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app().child.pid}/status`, 'utf8'))?.[1]) / 1_024;
/** What the app has computed so far: what else the machine does does not count. */
const cpuMs = () => {
  const fields = readFileSync(`/proc/${app().child.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
/** Asks for /healthz over and over from a process of its own, on a new connection each time; prints the slowest when its stdin ends. */
const looker = `
  const { get } = require('node:http');
  let slowest = 0, looks = 0, over = false;
  process.stdin.resume().on('end', () => { over = true; });
  const look = () => {
    const began = performance.now();
    const next = (why) => {
      slowest = Math.max(slowest, why === undefined ? performance.now() - began : Infinity);
      looks += 1;
      if (over && looks >= 20) { console.log(JSON.stringify({ slowest, looks, why })); process.exit(); }
      setTimeout(look, 5);
    };
    get({ host: '127.0.0.1', port: process.argv[1], path: '/healthz', agent: false }, (response) => {
      response.resume().on('end', () => next(response.statusCode === 200 ? undefined : 'status'));
    }).on('error', (error) => next(error.code));
  };
  look();
  console.log('looking');`;

/** How long the slowest look took while that went on; infinite when one was not answered. */
async function slowestLook(flood: () => Promise<unknown>): Promise<number> {
  const child = spawn(process.execPath, ['-e', looker, String(port())], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (part) => {
    said += String(part);
  });
  await once(child.stdout, 'data');
  await flood();
  child.stdin.end();
  await once(child, 'close');
  const { slowest } = JSON.parse(said.trim().split('\n').at(-1) ?? '{}') as { slowest: number | null }; // safe: the script above
  return slowest ?? Number.POSITIVE_INFINITY;
}

const head = (length: number, more = '') =>
  `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${length}\r\n${more}\r\n`;
const looksSigned = () =>
  `x-slack-request-timestamp: ${Math.floor(Date.now() / 1_000)}\r\nx-slack-signature: v0=${'ab'.repeat(32)}\r\n`;
const fourMb = Buffer.alloc(4 * 1_048_576, 'x');
const many = (count: number, one: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, one));

// By the clock the machine's other work counts, too: the hard bound is on what the app itself computes. With FLOODS set, all is printed.
const answeredMs = 20_000;
const computedMs = 6_000;

describe.runIf(process.platform === 'linux')('strangers who flood the port of the whole app', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['300 unsigned, unfinished bodies of 4 MB', () => many(300, () => say(head(fourMb.length), fourMb.subarray(0, 3_000_000)))],
    [
      '300 unfinished bodies of 4 MB whose headers look signed',
      () => many(300, () => say(head(fourMb.length, looksSigned()), fourMb.subarray(0, 3_000_000))),
    ],
    [
      '300 unfinished bodies of just under 1 MB whose headers look signed',
      () => many(300, () => say(head(1_000_000, looksSigned()), fourMb.subarray(0, 990_000))),
    ],
    ['ten unsigned bodies of 4 MB', () => many(10, () => say(head(fourMb.length), fourMb))],
    ['500 that send their headers drop by drop', () => many(500, () => say('POST /slack/events HTTP/1.1\r\nhost: x\r\nx-a: '))],
    [
      '5,000 connections that say nothing',
      async () => {
        for (let some = 0; some < 50; some += 1) await many(100, () => say());
      },
    ],
  ])(
    '%s: /healthz answers, memory stays, and Slack is heard',
    async (_name, flood) => {
      const beforeMb = residentMb();
      const cpuBefore = cpuMs();
      const slowest = await slowestLook(flood);
      const cpu = cpuMs() - cpuBefore;
      process.stdout.write(
        process.env.FLOODS
          ? `${_name}: ${Math.round(slowest)} ms, ${cpu} ms of computing, ${Math.round(beforeMb)} → ${Math.round(residentMb())} MB\n`
          : '',
      );
      expect(slowest).toBeLessThan(answeredMs);
      expect(cpu).toBeLessThan(computedMs);
      expect(residentMb() - beforeMb).toBeLessThan(150);
      const one = someone(here);
      const card = await askLead(here, here.as(people.anna), one.id);
      expect(says(card)).toContain('Waiting for approval');
      expect(app().child.exitCode).toBe(null);
    },
    180_000,
  );
});

test('SIGTERM ends it within five seconds and well, however much is under way', async () => {
  const one = someone(here);
  const card = await askLead(here, here.as(people.anna), one.id);
  // A write that hangs, look-ups that hang, half a body on a hundred connections, and a reader that takes nothing.
  here.operations.misbehave(() => true, { kind: 'timeout' });
  await here.as(people.lea).press(inMessage(card), 'Approve');
  await until('a call that hangs', () => here.operations.calls.some(({ path }) => path.includes(`/${one.id}`)));
  await many(
    30,
    async () =>
      void here
        .as(people.anna)
        .type('/customer lookup 1010')
        .catch(() => undefined),
  );
  await many(100, () => say(head(900_000, looksSigned()), fourMb.subarray(0, 400_000)));
  const began = performance.now();
  const code = await app().kill('SIGTERM');
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(code).toBe(0);
  here.operations.behave();
  await here.start();
  await becomes(card, 'Done', 90_000);
  expect(writesTo(here, `/customers/${one.id}/apply-vouchers`)).toHaveLength(1);
}, 180_000);
