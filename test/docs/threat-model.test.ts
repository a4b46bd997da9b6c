import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');

/** `test/a.test.ts` “its name”, “and another of the same file” */
const named = [...page.matchAll(/`(test\/[^`]+\.test\.ts)` (“[^”]+”(?:, “[^”]+”)*)/g)].flatMap(([, file = '', names = '']) =>
  [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name })),
);

/** What is wrong with a test that the page names; undefined when it is there. */
function problemOf({ file, name }: { file: string; name: string }): string | undefined {
  const path = join(root, file);
  if (!existsSync(path)) return `${file} is not there`;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isThere = new RegExp(`\\b(?:test|it)(?:\\.[a-zA-Z]+(?:\\([^)]*\\))?)*\\(\\s*['"\`]${escaped}['"\`]`).test(
    readFileSync(path, 'utf8'),
  );
  return isThere ? undefined : `${file} has no test “${name}”`;
}

describe('the threat model', () => {
  it('names tests that are there', () => {
    expect(named.length).toBeGreaterThan(35);
    expect(named.map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('names a test in every line of every table', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (could try|---)/.test(line));
    expect(rows.length).toBeGreaterThan(35);
    expect(rows.filter((row) => !/`test\/[^`]+\.test\.ts` “[^”]+”/.test(row))).toEqual([]);
  });

  it('says of everybody what remains', () => {
    const sections = page.split(/^## /m).slice(1);
    expect(sections.filter((section) => section.includes('| could try') && !section.includes('Remains:'))).toEqual([]);
  });

  it('a name that no test has is found', () => {
    expect(problemOf({ file: 'test/docs/threat-model.test.ts', name: 'does what it says' })).toContain('has no test');
    expect(problemOf({ file: 'test/docs/nothing.test.ts', name: 'x' })).toContain('is not there');
  });
});
