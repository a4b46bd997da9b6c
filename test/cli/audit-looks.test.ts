import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { auditStream } from '../../src/cli/audit-stream.ts';
import { lastEntry } from '../../src/journal/journal.ts';
import { openSocketServer } from '../../src/journal/socket-server.ts';
import { sourceOf } from '../../src/journal/source.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openPlace, type Place, someEntries } from '../journal/support.ts';
import { ana, openHarness } from '../support/harness.ts';
import { silentLog } from '../support/log.ts';
import { startPostgres } from '../support/postgres.ts';
import { wheelhouse } from './run.ts';

const server = await startPostgres();
afterAll(() => server?.stop());
const Line = z.object({ seq: z.number(), kind: z.string() });
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => Line.parse(JSON.parse(line)));

it('export --customer gives the requests, looks and reveals of one customer, and nobody else’s', {
  timeout: 120_000,
}, async () => {
  const place = await openPlace();
  const seen = (customer: number) => ({ kind: 'look.customer', actor: 'U0ANA', data: { customer, saw: 'profile' } });
  const asked = (id: string, subjects: string[], beneficiary: string | null) => ({
    kind: 'request.asked',
    requestId: id,
    actor: 'U0ANA',
    data: { action: 'voucher.apply', sealed: { id, subjects, beneficiary }, seal: 'x' },
  });
  await place.append(
    seen(1018),
    seen(101),
    asked('R1', ['customer:1018'], null),
    asked('R2', ['customer:101'], null),
    { kind: 'request.done', requestId: 'R1', actor: 'app' },
    asked('R3', ['account:4'], 'customer:1018'),
    { kind: 'request.done', requestId: 'R2', actor: 'app' },
    { kind: 'reveal.customer', actor: 'U0BEN', data: { customer: 1018 }, personal: { reason: 'ticket' } },
    // As older versions wrote it: whom it was for came later.
    { kind: 'request.asked', requestId: 'R4', actor: 'U0ANA', data: { action: 'voucher.apply' } },
    { kind: 'request.pending', requestId: 'R4', actor: 'U0ANA', data: { facts: { beneficiary: 'customer:1018' } } },
    asked('R5', ['new:customer'], null),
    { kind: 'request.done', requestId: 'R5', actor: 'app', data: { facts: { created: 'customer:1018' } } },
  );
  await place.database.close();
  const { code, stdout } = await wheelhouse(['audit', 'export', '--customer', '1018'], place.environment);
  expect(code).toBe(0);
  expect(linesOf(stdout).map(({ seq }) => seq)).toEqual([1, 3, 5, 6, 8, 9, 10, 11, 12]);
  expect(stdout).not.toContain('ticket');
  expect(await wheelhouse(['audit', 'export', '--customer', 'lena'], place.environment)).toMatchObject({ code: 2, stdout: '' });
});

for (const engine of ['embedded', 'postgres'] as const) {
  it.skipIf(engine === 'postgres' && server === undefined)(
    `stream gives every entry once and follows, through restarts of what it reads from, on ${engine}`,
    { timeout: 120_000 },
    async () => {
      const place = await openPlace(engine === 'postgres' ? server : undefined);
      const open = async () => {
        const { DATA_DIR } = place.environment;
        return DATA_DIR === undefined
          ? undefined
          : openSocketServer(DATA_DIR, sourceOf(place.database.db, place.journal), silentLog);
      };
      let socket = await open();
      await place.append(...someEntries(3));
      const stop = new AbortController();
      let out = '';
      const deps = {
        environment: place.environment,
        tell: () => undefined,
        write: async (text: string) => {
          out += text;
        },
      };
      // Its pauses are real ones, but short.
      const clock = { ...systemClock, sleep: (_ms: number, signal?: AbortSignal) => systemClock.sleep(20, signal) };
      const streaming = auditStream(deps, { after: '1' }, { clock, signal: stop.signal });
      const seqs = () => linesOf(out).map(({ seq }) => seq);
      await expect.poll(seqs).toEqual([2, 3]);
      await place.append(...someEntries(2));
      await expect.poll(seqs).toEqual([2, 3, 4, 5]);
      await socket?.close();
      await place.append(...someEntries(1));
      socket = await open();
      await expect.poll(seqs).toEqual([2, 3, 4, 5, 6]);
      stop.abort();
      expect(await streaming).toBe(0);
      expect(out).not.toMatch(/Waited|ticket|salt/);
      await socket?.close();
    },
  );
}

/** As a backup does that comes back: what lies behind this entry was never there. */
const cutBehind = ({ database }: Place, seq: number) =>
  database.db.transaction().execute(async (tx) => {
    for (const table of ['journal_private', 'journal'] as const) {
      await sql.raw(`ALTER TABLE ${table} DISABLE TRIGGER ALL`).execute(tx);
      await tx.deleteFrom(table).where('seq', '>', seq).execute();
      await sql.raw(`ALTER TABLE ${table} ENABLE TRIGGER ALL`).execute(tx);
    }
  });

it.skipIf(server === undefined)(
  'stream ends, and says so, where what it has given is not in the journal any more: a restored one goes on with other entries',
  { timeout: 120_000 },
  async () => {
    const place = await openPlace(server);
    await place.append(...someEntries(5));
    const told: string[] = [];
    let out = '';
    const deps = {
      environment: place.environment,
      tell: (line: string) => void told.push(line),
      write: async (text: string) => {
        out += text;
      },
    };
    const clock = { ...systemClock, sleep: (_ms: number, signal?: AbortSignal) => systemClock.sleep(20, signal) };
    const stream = (after: string) => auditStream(deps, { after }, { clock });
    const fifth = (await lastEntry(place.database.db))?.hash ?? '';
    const streaming = stream('1');
    await expect.poll(() => linesOf(out).length).toBe(4);
    await cutBehind(place, 3);
    await place.append(...someEntries(4).reverse());
    expect(await streaming).toBe(1);
    expect(told).toEqual([expect.stringMatching(/Entry 5 .*restored.*audit verify/)]);
    expect(linesOf(out).map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
    // Begun again it says the same, if it is told of what it has given, and if the journal ends before that in any case.
    expect(await stream(`5:${fifth}`)).toBe(1);
    expect(await stream('99')).toBe(1);
    await place.database.close();
  },
);

it('stream as a command prints what is there, and ends when it is stopped', { timeout: 120_000 }, async () => {
  const place = await openPlace();
  await place.append(...someEntries(2));
  await place.database.close();
  const program = join(fileURLToPath(new URL('../../', import.meta.url)), 'bin/wheelhouse.js');
  const child = spawn(process.execPath, [program, 'audit', 'stream'], { env: { PATH: process.env.PATH, ...place.environment } });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await expect.poll(() => linesOf(out).map(({ seq }) => seq), { timeout: 60_000 }).toEqual([1, 2]);
  child.kill('SIGTERM');
  await new Promise((done) => child.on('close', done));
  expect(await wheelhouse(['audit', 'stream', '--after', 'x'], place.environment)).toMatchObject({ code: 2 });
});

it('who looked at a customer in Slack is answered a second later', { timeout: 120_000 }, async () => {
  const harness = await openHarness();
  try {
    const me = harness.workspace.as(ana);
    await me.command('support', '/customer lookup 1010');
    const lea = harness.workspace.as('U0LEABRANDT');
    await expect
      .poll(
        async () => {
          await lea.command('support', '/wheelhouse audit 1010');
          return JSON.stringify(lea.messages('support'));
        },
        { timeout: 60_000, interval: 500 },
      )
      .toContain('Looked at');
    expect(JSON.stringify(lea.messages('support'))).toContain(ana);
    const had = me.messages('support').length;
    await me.command('support', '/wheelhouse audit 1010');
    await expect.poll(() => me.messages('support').length).toBeGreaterThan(had);
    expect(JSON.stringify(me.messages('support'))).not.toContain('Looked at');
  } finally {
    await harness.close();
  }
});
