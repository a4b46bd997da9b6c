import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor } from '../../src/journal/door.ts';
import { sourceOf } from '../../src/journal/source.ts';
import { openPlace, type Place, someEntries } from '../journal/support.ts';
import { silentLog } from '../support/database.ts';
import { startPostgres } from '../support/postgres.ts';
import { wheelhouse } from './run.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

for (const engine of ['embedded', 'postgres'] as const) {
  describe.skipIf(engine === 'postgres' && server === undefined)(
    `wheelhouse audit beside a running app on ${engine}`,
    { timeout: 120_000 },
    () => {
      let place: Place;
      const closers: (() => Promise<void>)[] = [];
      beforeAll(async () => {
        place = await openPlace(engine === 'postgres' ? server : undefined, (close) => closers.push(close));
        await place.append(...someEntries(5), {
          kind: 'request.asked',
          actor: 'U0ANA',
          data: { action: 'voucher.apply' },
          personal: { reason: 'said "no", twice,\nin two lines' },
        });
        const { DATA_DIR } = place.environment;
        if (DATA_DIR !== undefined) {
          const door = await openDoor(DATA_DIR, sourceOf(place.database.db, place.journal), silentLog);
          closers.unshift(() => door.close());
          expect(statSync(join(DATA_DIR, 'journal.sock')).mode & 0o777).toBe(0o600);
        }
      });
      afterAll(async () => {
        for (const close of closers) await close();
      });
      const run = (...argv: string[]) => wheelhouse(['audit', ...argv], place.environment);

      test('verify says that it is whole, with exit code 0, and 1 against a head that it does not have', async () => {
        const whole = await run('verify');
        expect(whole).toMatchObject({ code: 0, stdout: expect.stringContaining('is whole: 6 entries.') });
        const head = /Head (6:[0-9a-f]{16}) /.exec(whole.stdout)?.[1] ?? '';
        expect(await run('verify', '--head', head)).toMatchObject({ code: 0, stdout: expect.stringContaining('1 head') });
        const cut = await run('verify', '--head', head, `9:${'ab'.repeat(8)}`);
        expect(cut).toMatchObject({ code: 1, stdout: expect.stringContaining('First bad entry: 7: ') });
      });

      test('export writes one entry a line, and no personal data', async () => {
        const { code, stdout } = await run('export', '--format', 'ndjson');
        expect(code).toBe(0);
        const lines = stdout
          .trimEnd()
          .split('\n')
          .map((line): unknown => JSON.parse(line));
        expect(lines).toHaveLength(6);
        expect(lines.at(-1)).toMatchObject({ seq: 6, kind: 'request.asked', data: { data: { action: 'voucher.apply' } } });
        expect(stdout).not.toMatch(/twice|Waited|ticket|salt/);
        const csv = await run('export', '--format', 'csv');
        expect(csv.stdout.split('\r\n')[0]).toBe('seq,at,kind,request_id,actor,data,previous_hash,hash');
        expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(7);
        expect(csv.stdout).not.toMatch(/twice|Waited|ticket/);
      });

      test('export keeps to the times given, both included', async () => {
        const rows = async (...argv: string[]) =>
          (await run('export', '--format', 'csv', ...argv)).stdout
            .trimEnd()
            .split('\r\n')
            .slice(1)
            .map((line) => line.split(',')[0]);
        expect(await rows('--from', '2026-11-21T10:00:02Z', '--to', '2026-11-21T10:00:04Z')).toEqual(['2', '3', '4']);
        expect(await rows('--from', '2026-11-21', '--to', '2026-11-21')).toHaveLength(6);
        expect(await rows('--from', '2026-11-22')).toEqual([]);
        expect(await run('export', '--format', 'csv', '--to', '2026-13-01')).toMatchObject({ code: 2, stdout: '' });
        expect(await run('export', '--format', 'xml')).toMatchObject({ code: 2, stdout: '' });
      });

      test('personal data is exported with a reason alone, and that is in the journal before it is shown', async () => {
        expect(await run('export', '--format', 'ndjson', '--personal')).toMatchObject({
          code: 2,
          stdout: '',
          stderr: expect.stringContaining('--reason'),
        });
        const { code, stdout } = await run('export', '--format', 'csv', '--personal', '--reason', 'asked by the regulator');
        expect(code).toBe(0);
        expect(stdout).toContain('"{""reason"":""said \\""no\\"", twice,\\nin two lines""}"');
        expect(stdout).toMatch(/\r\n7,[^,]+,reveal\.journal,,cli:/);
        expect(stdout).toContain('asked by the regulator');
        expect(await run('verify')).toMatchObject({ code: 0, stdout: expect.stringContaining('7 entries') });
      });
    },
  );
}

test('what is not understood, or cannot be looked at, is exit code 2', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-none-'));
  expect(await wheelhouse(['audit', 'verify'], { DATA_DIR: folder })).toMatchObject({ code: 2 });
  expect(await wheelhouse(['audit', 'export'], { DATA_DIR: folder })).toMatchObject({ code: 2 });
});
