import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { lastEntry } from '../../src/journal/journal.ts';
import { openSocketServer } from '../../src/journal/socket-server.ts';
import { sourceOf } from '../../src/journal/source.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { operatorCommands } from '../../src/operator.ts';
import { openPlace, someEntries } from '../journal/support.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { startPostgres } from '../support/postgres.ts';
import { wheelhouse } from './run.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

for (const engine of ['embedded', 'embedded behind its app', 'postgres'] as const) {
  describe.skipIf(engine === 'postgres' && server === undefined)(`wheelhouse restored on ${engine}`, { timeout: 120_000 }, () => {
    it('says what is lost, goes on once, and then finds nothing to accept', async () => {
      const closers: (() => Promise<void>)[] = [];
      const place = await openPlace(engine === 'postgres' ? server : undefined, (close) => closers.push(close));
      await place.append(...someEntries(5));
      const { DATA_DIR } = place.environment;
      const headFile = `${DATA_DIR ?? `/tmp/wheelhouse-${process.pid}`}.head`;
      const environment = { ...place.environment, AUDIT_HEAD_FILE: headFile };
      const last = await lastEntry(place.database.db);
      writeFileSync(headFile, `${last?.at} 5 ${last?.hash}\n`);
      if (engine === 'embedded') await place.database.close();
      if (engine === 'embedded behind its app' && DATA_DIR !== undefined) {
        const { db } = place.database;
        const commands = operatorCommands({
          db,
          log: silentLog,
          keys: testKeys,
          journal: place.journal,
          jobs: { schedule: async () => undefined, scheduleAll: async () => undefined },
          clock: systemClock,
          policy: { notifications: [], webhooks: [] },
          headFile,
        });
        const socket = await openSocketServer(DATA_DIR, sourceOf(db, place.journal), silentLog, commands);
        closers.unshift(() => socket.close());
      }
      const run = (...argv: string[]) => wheelhouse(['restored', ...argv], environment);
      expect(await run('--accept')).toMatchObject({ code: 1, stdout: expect.stringContaining('Nothing to accept') });
      writeFileSync(headFile, `${last?.at} 9 ${'ab'.repeat(32)}\n`);
      expect(await run()).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/ends at entry 5, and the kept head is entry 9/),
      });
      expect(await run('--accept', '--reason', 'the disk broke')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('goes on from the restored database'),
      });
      expect(await run('--accept')).toMatchObject({ code: 1, stdout: expect.stringContaining('Nothing to accept') });
      const exported = await wheelhouse(
        ['audit', 'export', '--format', 'ndjson', '--personal', '--reason', 'a test'],
        environment,
      );
      const entry = exported.stdout
        .trimEnd()
        .split('\n')
        .map((line): { kind: string } => JSON.parse(line))
        .find(({ kind }) => kind === 'journal.restored');
      expect(entry).toMatchObject({
        actor: expect.stringMatching(/^cli:/),
        data: { data: { after: 5, head: { seq: 9 } } },
        personal: { reason: 'the disk broke' },
      });
      for (const close of closers) await close();
    });
  });
}

it('wheelhouse restored says what it cannot look at, with exit code 2', async () => {
  const nowhere = await wheelhouse(['restored', '--accept'], { DATA_DIR: '/nonexistent/wheelhouse' });
  expect(nowhere).toMatchObject({ code: 2, stdout: expect.stringContaining('There is no journal in /nonexistent/wheelhouse') });
  expect(await wheelhouse(['restored', '--what'])).toMatchObject({ code: 2 });
});
