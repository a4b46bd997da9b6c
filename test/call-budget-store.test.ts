import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callBudgetStore } from '../src/call-budget-store.ts';
import { silentLog } from './support/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-spent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spent = { day: '2026-11-21', reads: 42, told: 80 };

it('what was kept is there at the next start', () => {
  const first = callBudgetStore(join(folder, 'not-yet-there'), silentLog);
  expect(first.load()).toBeUndefined();
  first.keep({ ...spent, reads: 41 });
  first.keep(spent);
  first.close();
  expect(callBudgetStore(join(folder, 'not-yet-there'), silentLog).load()).toEqual(spent);
});

it.each(['', '{"day":', 'null', '{"day":"today","reads":1,"told":0}', '{"day":"2026-11-21","reads":-1,"told":0}'])(
  'a file that says %j is as good as none',
  (content) => {
    writeFileSync(join(folder, 'reads-today.json'), content);
    expect(callBudgetStore(folder, silentLog).load()).toBeUndefined();
  },
);

it('a folder that cannot be written stops nothing', () => {
  writeFileSync(join(folder, 'a-file'), '');
  const store = callBudgetStore(join(folder, 'a-file'), silentLog);
  store.keep(spent);
  expect(() => store.close()).not.toThrow();
  expect(store.load()).toBeUndefined();
});
