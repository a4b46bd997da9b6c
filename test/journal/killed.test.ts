import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readKeptHead } from '../../src/journal/head-file.ts';
import { wheelhouse } from '../cli/run.ts';
import { atPage, sandboxProcess } from '../sandbox/sandbox-process.ts';

it('an app that is killed in the middle of its work leaves a journal that verifies, and goes on with its head', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, 'head');
  const settings = { DATA_DIR: join(folder, 'data'), AUDIT_HEAD_FILE: file };
  const verify = () => wheelhouse(['audit', 'verify'], settings);
  const seqs: number[] = [];
  let running: ReturnType<typeof sandboxProcess> | undefined;
  onTestFinished(() => void running?.end('SIGKILL'));
  for (let round = 0; round < 2; round += 1) {
    const app = sandboxProcess({ ...settings, WORKSPACE_PORT: '0', PORT: '0' });
    running = app;
    const base = await app.ready();
    const ana = atPage(base, 'U0ANANOVAK');
    // Its entry is written within a second; the kill comes somewhere around it.
    const isKept = async () => ((await readKeptHead(file).catch(() => undefined))?.seq ?? 0) > (seqs.at(-1) ?? 0) || undefined;
    await ana.does(
      () => ana.act({ act: 'send', channel: 'C0SUPPORT', text: '/customer lookup 1010' }),
      isKept,
      'the head was kept',
    );
    if (round === 0) expect(await verify()).toMatchObject({ code: 0 });
    running = undefined;
    await app.end('SIGKILL');
    const killed = await verify();
    expect(killed, killed.stdout).toMatchObject({ code: 0 });
    seqs.push((await readKeptHead(file))?.seq ?? 0);
  }
  // A database that is older than the head that was kept.
  writeFileSync(file, `2026-11-21T10:00:00.000Z 99999 ${'ab'.repeat(32)}\n`);
  expect(await verify()).toMatchObject({ code: 1 });
});
