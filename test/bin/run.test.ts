import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A little project with our `bin/`, and packages of its own: esbuild alone. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wheelhouse-run-')));
  made.push(folder);
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['esbuild', '@esbuild']) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  for (const [name, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files }))
    writeFileSync(join(folder, name), text);
  return folder;
}

const run = (folder: string, ...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [join(folder, 'bin/run.js'), ...words], { cwd: tmpdir() }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
const bundles = (folder: string) =>
  readdirSync(join(folder, 'node_modules/.cache/wheelhouse')).filter((name) => !name.endsWith('.json'));

const files = {
  'a.ts':
    "import { b } from './b.ts';\nconst words: string[] = process.argv.slice(2);\nconsole.log(b, import.meta.url, ...words);\n",
  'b.ts': "export const b: string = 'first';\n",
};

describe('bin/run.js', () => {
  test('runs TypeScript with its words, from any folder, and tells a source where it is', async () => {
    const folder = project(files);
    expect(await run(folder, 'a.ts', 'one', '--two')).toMatchObject({ code: 0, out: `first file://${folder}/a.ts one --two\n` });
  });

  test('bundles once, and again as soon as one of the sources is another', async () => {
    const folder = project(files);
    await run(folder, 'a.ts');
    const before = bundles(folder);
    await run(folder, 'a.ts');
    expect(bundles(folder)).toEqual(before);
    writeFileSync(join(folder, 'b.ts'), "export const b: string = 'other';\n");
    expect((await run(folder, 'a.ts')).out).toMatch(/^other /);
  });

  test('runs what lies here, when the whole folder was moved', async () => {
    const folder = project(files);
    await run(folder, 'a.ts');
    const moved = `${folder}-moved`;
    made.push(moved);
    renameSync(folder, moved);
    expect((await run(moved, 'a.ts')).out).toBe(`first file://${moved}/a.ts\n`);
  });

  test('starts at the same moment do not disturb each other', async () => {
    const folder = project(files);
    const all = await Promise.all([1, 2, 3, 4].map(() => run(folder, 'a.ts')));
    expect(all.map(({ out }) => out)).toEqual(Array(4).fill(`first file://${folder}/a.ts\n`));
  });

  test('a stack names the line of the source', async () => {
    const folder = project({ 'a.ts': "type Long = {\n  gone: 'in the bundle';\n};\n\nthrow new Error('as planned');\n" });
    const { code, err } = await run(folder, 'a.ts');
    expect({ code, named: err.includes(`${folder}/a.ts:5:`) }).toEqual({ code: 1, named: true });
  });

  test('a source that does not compile is named with its line', async () => {
    const folder = project({ 'a.ts': 'const = 1;\n' });
    const { code, err } = await run(folder, 'a.ts');
    expect({ code, named: err.includes('a.ts:1:') }).toEqual({ code: 1, named: true });
  });
});
