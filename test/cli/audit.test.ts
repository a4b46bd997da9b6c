import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEntries } from '../../src/journal/entries.ts';
import { openSocketServer } from '../../src/journal/socket-server.ts';
import { sourceOf } from '../../src/journal/source.ts';
import { openPlace, type Place, someEntries } from '../journal/support.ts';
import { silentLog } from '../support/log.ts';
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
          const socket = await openSocketServer(DATA_DIR, sourceOf(place.database.db, place.journal), silentLog);
          closers.unshift(() => socket.close());
          expect(statSync(join(DATA_DIR, 'journal.sock')).mode & 0o777).toBe(0o600);
        }
      });
      afterAll(async () => {
        for (const close of closers) await close();
      });
      const run = (...argv: string[]) => wheelhouse(['audit', ...argv], place.environment);

      it('verify says that it is whole, with exit code 3 against itself alone, 0 against a head, and 1 against one that it does not have', async () => {
        const whole = await run('verify');
        expect(whole).toMatchObject({ code: 3, stdout: expect.stringContaining('is whole: 6 entries.') });
        expect(whole.stdout).toContain('against itself only');
        const head = /Head (6:[0-9a-f]{16}) /.exec(whole.stdout)?.[1] ?? '';
        expect(await run('verify', '--head', head)).toMatchObject({ code: 0, stdout: expect.stringContaining('1 head') });
        const cut = await run('verify', '--head', head, `9:${'ab'.repeat(8)}`);
        expect(cut).toMatchObject({ code: 1, stdout: expect.stringContaining('First bad entry: 7: ') });
      });

      it('verify tells by its exit code what the kept head is to the journal', async () => {
        const file = join(mkdtempSync(join(tmpdir(), 'wheelhouse-head-')), 'head');
        const against = (text: string | undefined) => {
          if (text !== undefined) writeFileSync(file, text);
          return wheelhouse(['audit', 'verify'], { ...place.environment, AUDIT_HEAD_FILE: file });
        };
        const entries = await readEntries(place.database.db, 0, 100);
        const line = (seq: number, hash = entries[seq - 1]?.hash) => `2026-11-21T10:00:00.000Z ${seq} ${hash}\n`;
        expect(await against(undefined)).toMatchObject({ code: 2, stdout: expect.stringContaining('is not there') });
        expect(await against('')).toMatchObject({ code: 2, stdout: expect.stringContaining('is empty') });
        expect(await against('12')).toMatchObject({ code: 2, stdout: expect.stringContaining('line 1') });
        expect(await against(line(entries.length))).toMatchObject({ code: 0, stdout: expect.stringContaining('1 head') });
        // The entries are a second apart.
        expect(await against(line(1))).toMatchObject({ code: 0 });
        expect(await against(line(entries.length + 1, 'ab'.repeat(32)))).toMatchObject({ code: 1 });
        expect(await against(line(2, 'ab'.repeat(32)))).toMatchObject({ code: 1 });
        await place.append(...someEntries(6));
        expect(await against(line(1))).toMatchObject({ code: 2, stdout: expect.stringContaining('11 seconds behind') });
        expect(await against(line(2))).toMatchObject({ code: 0 });
      });

      it('export writes one entry a line, and no personal data', async () => {
        const { code, stdout } = await run('export', '--format', 'ndjson');
        expect(code).toBe(0);
        const lines = stdout
          .trimEnd()
          .split('\n')
          .map((line): unknown => JSON.parse(line));
        expect(lines).toHaveLength(12);
        expect(lines[5]).toMatchObject({ seq: 6, kind: 'request.asked', data: { data: { action: 'voucher.apply' } } });
        expect(stdout).not.toMatch(/twice|Waited|ticket|salt/);
        const csv = await run('export', '--format', 'csv');
        expect(csv.stdout.split('\r\n')[0]).toBe('seq,at,kind,request_id,actor,data,previous_hash,hash');
        expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(13);
        expect(csv.stdout).not.toMatch(/twice|Waited|ticket/);
      });

      it('export keeps to the times given, both included', async () => {
        const rows = async (...argv: string[]) =>
          (await run('export', '--format', 'csv', ...argv)).stdout
            .trimEnd()
            .split('\r\n')
            .slice(1)
            .map((line) => line.split(',')[0]);
        expect(await rows('--from', '2026-11-21T10:00:02Z', '--to', '2026-11-21T10:00:04Z')).toEqual(['2', '3', '4']);
        expect(await rows('--from', '2026-11-21', '--to', '2026-11-21')).toHaveLength(12);
        expect(await rows('--from', '2026-11-22')).toEqual([]);
        expect(await run('export', '--format', 'csv', '--to', '2026-13-01')).toMatchObject({ code: 2, stdout: '' });
        expect(await run('export', '--format', 'xml')).toMatchObject({ code: 2, stdout: '' });
      });

      it('personal data is exported with a reason alone, and that is in the journal before it is shown', async () => {
        expect(await run('export', '--format', 'ndjson', '--personal')).toMatchObject({
          code: 2,
          stdout: '',
          stderr: expect.stringContaining('--reason'),
        });
        const { code, stdout } = await run('export', '--format', 'csv', '--personal', '--reason', 'asked by the regulator');
        expect(code).toBe(0);
        expect(stdout).toContain('"{""reason"":""said \\""no\\"", twice,\\nin two lines""}"');
        expect(stdout).toMatch(/\r\n13,[^,]+,reveal\.journal,,cli:/);
        expect(stdout).toContain('asked by the regulator');
        expect(await run('verify')).toMatchObject({ stdout: expect.stringContaining('whole: 13 entries') });
      });
    },
  );
}

it('what is not understood, or cannot be looked at, is exit code 2', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-none-'));
  expect(await wheelhouse(['audit', 'verify'], { DATA_DIR: folder })).toMatchObject({ code: 2 });
  expect(await wheelhouse(['audit', 'export'], { DATA_DIR: folder })).toMatchObject({ code: 2 });
});
