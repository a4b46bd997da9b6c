import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { spentFile } from '../src/spent-file.ts';
import { silentLog } from './support/database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-spent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spent = { day: '2026-11-21', reads: 42, told: 80 };

it('what was kept is there at the next start', () => {
  const first = spentFile(join(folder, 'not-yet-there'), silentLog);
  expect(first.load()).toBeUndefined();
  first.keep({ ...spent, reads: 41 });
  first.keep(spent);
  first.close();
  expect(spentFile(join(folder, 'not-yet-there'), silentLog).load()).toEqual(spent);
});

it.each(['', '{"day":', 'null', '{"day":"today","reads":1,"told":0}', '{"day":"2026-11-21","reads":-1,"told":0}'])(
  'a file that says %j is as good as none',
  (content) => {
    writeFileSync(join(folder, 'reads-today.json'), content);
    expect(spentFile(folder, silentLog).load()).toBeUndefined();
  },
);

it('a folder that cannot be written stops nothing', () => {
  writeFileSync(join(folder, 'a-file'), '');
  const shelf = spentFile(join(folder, 'a-file'), silentLog);
  shelf.keep(spent);
  expect(() => shelf.close()).not.toThrow();
  expect(shelf.load()).toBeUndefined();
});
