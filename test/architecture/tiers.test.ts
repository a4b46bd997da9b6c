import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { told } from '../../scripts/budgets.mjs';
import { apart, browser, ci, whole } from '../tiers.ts';
import { root } from './cruise.ts';

const testFiles = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts'));
/** Matching is slow, so only what begins as the pattern does is looked at. */
const filesOf = (pattern: string) => {
  const beginning = pattern.split(/[*{]/)[0] ?? '';
  return testFiles.filter((path) => path.startsWith(beginning) && matchesGlob(path, pattern));
};
const filesByPattern = new Map([...browser, ...ci, ...whole, ...apart].map((pattern) => [pattern, filesOf(pattern)]));

/** What starts a database, the product or a process. */
const heavy = /^(node:child_process|src\/db\/(database|embedded)\.ts|src\/(wheelhouse|main)\.ts|sandbox\/(run|start)\.ts)$/;
/** They run programs of this repository's tools, quickly and by themselves. */
const tools = ['test/architecture/', 'test/docs/'];

type Read = (path: string) => string;

/** What a test file imports of `heavy`, through the tests' own helpers; types do not count. */
function heavyOf(path: string, read: Read, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const imports = [...read(path).matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gms)].map(([, from = '']) => from);
  return imports.flatMap((from) => {
    const to = from.startsWith('.') ? normalize(join(dirname(path), from)).replaceAll('\\', '/') : from;
    if (heavy.test(to)) return [to];
    return to.startsWith('test/') ? heavyOf(to, read, seen) : [];
  });
}

describe('the tiers of tests', () => {
  it.each([...filesByPattern])('%s names tests that there are', (_pattern, files) => {
    expect(files).not.toEqual([]);
  });

  it('a unit test starts no database, no product and no process', () => {
    const heavier = new Set([...filesByPattern.values()].flat());
    const units = testFiles.filter((path) => !heavier.has(path) && !tools.some((one) => path.startsWith(one)));
    const read: Read = (path) => readFileSync(join(root, path), 'utf8');
    expect(units.length).toBeGreaterThan(150);
    expect(units.map((path) => [path, ...heavyOf(path, read)]).filter((found) => found.length > 1)).toEqual([]);
  });

  it('sees what a helper of a helper starts', () => {
    const files: Record<string, string> = {
      'test/a/a.test.ts': "import { b } from '../support/b.ts';",
      'test/support/b.ts': "import type { D } from '../../src/db/database.ts';\nimport {\n  c,\n} from './c.ts';",
      'test/support/c.ts': "import { spawn } from 'node:child_process';",
    };
    expect(heavyOf('test/a/a.test.ts', (path) => files[path] ?? '')).toEqual(['node:child_process']);
  });
});

describe('the budget of a tier', () => {
  const quiet = { load: 2, cores: 2 };
  it.each([
    ['within it is told alone', 100, quiet, 'verify: 100 s of 180 s', false],
    ['a little over it is told', 200, quiet, 'verify: 200 s of 180 s, over its budget', false],
    ['far over it fails', 300, quiet, 'verify: 300 s of 180 s: TOO SLOW. docs/tiers.md says where a slow test belongs.', true],
    ['is not held against a busy machine', 300, { load: 9, cores: 2 }, /^verify: 300 s of 180 s; not counted/, false],
  ] as const)('%s', (_, seconds, machine, line, isOver) => {
    const said = told('verify', seconds, machine);
    expect(said.isOver).toBe(isOver);
    expect(said.line).toMatch(line);
  });
});
