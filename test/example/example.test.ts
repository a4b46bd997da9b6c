import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * What a feature costs, by building one: CONTRIBUTING.md's two lists are followed to the letter in a copy of the repository. The action is
 * `customer.add-note`; the real API has no call for it that we know of, so call.patch gives the copy's sandbox one. A patch that no longer
 * applies is made again: apply it by hand in a copy, and save `git diff -U1`.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = (name: string) => fileURLToPath(new URL(`${name}.patch`, import.meta.url));
/** A busy machine takes a minute for a build and a start. */
const longMs = 600_000;
const minutes = { timeout: longMs };
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'wheelhouse-example-'));
  // Copies and not links: what is generated below is written into them.
  for (const path of git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).split('\0').filter(Boolean))
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  apply('call');
  apply('done');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('an action and a read, added as CONTRIBUTING.md says', () => {
  it('touch the files that are listed there, and no others', () => {
    const action = listed('Add an action', { feature: 'customer', verb: 'add-note' });
    expect(touched('action')).toEqual(action);
    expect(action.length).toBeLessThanOrEqual(9);
    const read = listed('Add a read', { feature: 'customer', verb: 'notes', what: 'notes' });
    expect(touched('read').filter((path) => path.startsWith('src/'))).toEqual(read.filter((path) => path.startsWith('src/')));
    expect(read.filter((path) => path.startsWith('src/'))).toHaveLength(3);
    // The rest asks for itself: the row of the samples, the read's own test, and its view drawn with hostile data.
    expect(touched('read').filter((path) => !path.startsWith('src/'))).toEqual([
      'scripts/workflows/samples.ts',
      'test/commands/customer/notes.test.ts',
      'test/views/customer-views.ts',
    ]);
  });

  it('are formatted and built', minutes, async () => {
    apply('action');
    apply('read');
    const files = [...touched('action'), ...touched('read'), ...touched('done')];
    await passes('biome', ['check', '--vcs-enabled=false', ...new Set(files)]);
    await passes('node', ['scripts/build.mjs']);
  });

  it('a note that an agent types is Done: written once, read back, and listed by the read', minutes, async () => {
    expect(await passes('vitest', ['run', 'test/journey/example.test.ts'])).toMatch(/Tests .*1 passed/);
  });
});

function git(folder: string, words: readonly string[]): string {
  return execFileSync('git', words, { cwd: folder, encoding: 'utf8', maxBuffer: 20_000_000 });
}

/** Lines may have moved, and their neighbours changed. */
function apply(patch: string): void {
  git(copy, ['apply', '-C1', here(patch)]);
}

/** The files that a patch adds or changes, in order. */
function touched(patch: string): string[] {
  return [...readFileSync(here(patch), 'utf8').matchAll(/^diff --git a\/(\S+) /gm)].map(([, path = '']) => path).sort();
}

/** The files that the numbered list of this section begins its lines with, filled in for the example, in order. */
function listed(section: string, names: Readonly<Record<string, string>>): string[] {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...text.matchAll(/^\d+\. `([^`]+)`/gm)]
    .map(([, path = '']) => path.replace(/<(\w+)>/g, (_, name: string) => names[name] ?? name))
    .sort();
}

async function passes(program: string, words: readonly string[]): Promise<string> {
  const { code, said } = await run(program, words);
  expect(code, said.slice(-4_000)).toBe(0);
  return said;
}

/** Runs a program in the copy, without what this test's own run told it. */
function run(program: string, words: readonly string[]): Promise<{ code: number | null; said: string }> {
  const file = program === 'node' ? process.execPath : join(copy, 'node_modules/.bin', program);
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, HOME: process.env.HOME, NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        said += String(part);
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
