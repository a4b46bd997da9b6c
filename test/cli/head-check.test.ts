import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkHead } from '../../src/cli/head-check.ts';
import type { Config } from '../../src/config.ts';
import { Secret } from '../../src/lib/secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-head-'));
const dataDir = join(folder, 'data');
mkdirSync(dataDir);
const check = (auditHeadFile: string | undefined, url?: string) => {
  const database = { dataDir, url: url === undefined ? undefined : new Secret(url) };
  return checkHead({ database, auditHeadFile } as Config); // safe: nothing else is read
};
const found = (state: string, say: RegExp) => [
  expect.objectContaining({ state, what: 'journal head', where: 'AUDIT_HEAD_FILE', say: expect.stringMatching(say) }),
];

it('doctor warns when no head is kept, or only within DATA_DIR', async () => {
  expect(await check(undefined, 'postgres://x')).toEqual(found('warning', /^none is kept/));
  expect(await check(undefined)).toEqual(found('warning', /within DATA_DIR/));
  expect(await check(join(dataDir, 'heads', 'head'), 'postgres://x')).toEqual(found('warning', /within DATA_DIR/));
});

it('doctor says where the kept head is, and what is wrong with a file that can’t be used', async () => {
  const file = join(folder, 'head');
  expect(await check(file)).toEqual(found('ok', /will be written/));
  writeFileSync(file, `2026-11-21T10:00:00.000Z 12 ${'ab'.repeat(32)}\n`);
  expect(await check(file)).toEqual(found('ok', /at entry 12/));
  writeFileSync(file, 'something\n');
  expect(await check(file)).toEqual(found('error', /something else/));
  expect(await check(join(folder, 'nowhere', 'head'))).toEqual(
    found('error', /^AUDIT_HEAD_FILE: .*there is no folder .*nowhere/),
  );
  const link = join(folder, 'linked');
  symlinkSync(dataDir, link);
  expect(await check(join(link, 'head'))).toEqual(found('warning', /within DATA_DIR/));
});

it.runIf(process.platform === 'linux')(
  'doctor finds a folder that takes no files though its rights say so, and leaves nothing in one that does',
  async () => {
    expect(await check('/proc/head')).toEqual(found('error', /^AUDIT_HEAD_FILE: .*can't be written/));
    const own = mkdtempSync(join(folder, 'own-'));
    expect(await check(join(own, 'head'))).toEqual(found('ok', /will be written/));
    expect(readdirSync(own)).toEqual([]);
  },
);
