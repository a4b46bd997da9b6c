import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, root } from './cruise.ts';

/** The suite from outside is an oracle apart: it keeps its own ways, fakes included. */
const apart = /^test\/outside\//;
const importsTest = (text: string) => /^import \{[^}]*\btest\b[^}]*\} from 'vitest';$/m.test(text);
const assertsNothing = (text: string) => /expect\((true|false|1|0)\)\.toBe\(\1\)/.test(text);

describe('how tests are written', () => {
  const files = filesUnder(root, ['test']).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

  it('with it, and never with test', () => {
    expect(files.filter(({ path, text }) => !apart.test(path) && importsTest(text)).map(({ path }) => path)).toEqual([]);
  });

  it('without an assertion that cannot fail', () => {
    expect(files.filter(({ text }) => assertsNothing(text)).map(({ path }) => path)).toEqual([]);
  });

  it('sees both', () => {
    expect(importsTest("import { expect, test } from 'vitest';")).toBe(true);
    expect(importsTest("import { expect, it } from 'vitest';\nconst test = 1;")).toBe(false);
    const [empty, full] = [`expect(${true}).toBe(${true});`, 'expect(found).toBe(true);'];
    expect([assertsNothing(empty), assertsNothing(full)]).toEqual([true, false]);
  });
});
