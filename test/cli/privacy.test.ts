import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openPlace } from '../journal/support.ts';
import { startPostgres } from '../support/postgres.ts';
import { wheelhouse } from './run.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

const reveals = (many: number) =>
  Array.from({ length: many }, (_, index) => ({
    kind: 'reveal.customer',
    actor: 'U0ANA',
    data: { customer: index % 2 === 0 ? 1018 : 1019 },
    personal: { reason: `called about ticket ${index}` },
  }));

for (const engine of ['embedded', 'postgres'] as const) {
  describe.skipIf(engine === 'postgres' && server === undefined)(
    `wheelhouse privacy erase on ${engine}`,
    { timeout: 120_000 },
    () => {
      it('erases what lies beside the entries about one customer, says so, and the journal stays whole', async () => {
        const closers: (() => Promise<void>)[] = [];
        const place = await openPlace(engine === 'postgres' ? server : undefined, (close) => closers.push(close));
        await place.append(...reveals(6));
        await place.database.close();
        const run = (...argv: string[]) => wheelhouse(argv, place.environment);
        const erased = await run('privacy', 'erase', '--customer', '1018', '--reason', 'case 7');
        expect(erased).toMatchObject({ code: 0, stdout: expect.stringContaining('what lay beside 3 journal entries') });
        expect(erased.stdout).toContain('Answers that only one person saw');
        expect(await run('privacy', 'erase', '--customer', '1018')).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('0 journal entries'),
        });
        const exported = await run('audit', 'export', '--format', 'ndjson', '--personal', '--reason', 'a test');
        expect(exported.stdout).not.toMatch(/ticket [024]\b/);
        expect(exported.stdout).toContain('ticket 1');
        expect(exported.stdout).toContain('case 7');
        expect((await run('audit', 'verify')).stdout).toContain('is whole');
        for (const close of closers) await close();
      });
    },
  );
}

it('wheelhouse privacy erase says what it did not understand, with exit code 2', async () => {
  expect(await wheelhouse(['privacy', 'erase', '--customer', 'Lena'])).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('write the customer’s number'),
  });
  expect(await wheelhouse(['privacy', 'erase'])).toMatchObject({ code: 2 });
  expect(await wheelhouse(['privacy', 'erase', '--customer', '7'], { DATA_DIR: '/nonexistent/wheelhouse' })).toMatchObject({
    code: 2,
  });
});

describe.skipIf(server === undefined)('wheelhouse privacy erase that is killed', { timeout: 120_000 }, () => {
  it('goes on where it was when it is run again, at whatever moment that was', async () => {
    const closers: (() => Promise<void>)[] = [];
    const place = await openPlace(server, (close) => closers.push(close));
    await place.append(...reveals(1_400));
    await place.database.close();
    const program = join(fileURLToPath(new URL('../../', import.meta.url)), 'bin/wheelhouse.js');
    const kill = async (afterMs: number) => {
      const child: ChildProcess = spawn(process.execPath, [program, 'privacy', 'erase', '--customer', '1018'], {
        env: { PATH: process.env.PATH, ...place.environment },
        stdio: 'ignore',
      });
      await Promise.race([pause(afterMs), once(child, 'exit')]);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    };
    for (const afterMs of [400, 700, 1_000, 1_300]) await kill(afterMs);
    expect(await wheelhouse(['privacy', 'erase', '--customer', '1018'], place.environment)).toMatchObject({ code: 0 });
    const exported = await wheelhouse(['audit', 'export', '--personal', '--reason', 'a test'], place.environment);
    const left = exported.stdout.split('\n').filter((line) => /"customer":1018\b/.test(line) && line.includes('called about'));
    expect(left).toEqual([]);
    expect((await wheelhouse(['audit', 'verify'], place.environment)).stdout).toContain('is whole');
    for (const close of closers) await close();
  });
});
