import { execFile, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const files = {
  'package.json': '{"type":"module"}',
  'start.ts': "import { b } from './src/b.ts';\nconst words: string[] = process.argv.slice(2);\nconsole.log(b, ...words);\n",
  'src/b.ts': "export const b: string = 'first';\n",
  'src/cli/main.ts':
    "export const loadEnvironment = () => undefined;\nexport const main = async (argv: readonly string[]) => (console.log(argv.slice(2).join('+')), 3);\n",
  'scripts/seed.ts': '',
  'scripts/count.ts': "import { b } from '../src/b.ts';\nconsole.log(b, ...process.argv.slice(2));\n",
};

/** A little project with our `bin/` and build, and no package but esbuild. */
function project(more: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wheelhouse-run-')));
  made.push(folder);
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'scripts'));
  for (const name of ['build.mjs', 'bytecode.mjs']) cpSync(join(root, 'scripts', name), join(folder, 'scripts', name));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['esbuild', '@esbuild']) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  for (const [name, text] of Object.entries({ ...files, ...more })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const node = (folder: string, ...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const [program = '', ...rest] = words;
    execFile(process.execPath, [join(folder, program), ...rest], { cwd: tmpdir() }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
const start = (folder: string, ...words: string[]) => node(folder, 'bin/run.js', 'start.ts', ...words);
/** As far ahead as nothing that was built so far can be. */
const touch = (path: string) => utimesSync(path, new Date(), new Date(Date.now() + 60_000));

/** One that says so as long as it is not built again. */
async function builtProject(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = project(more);
  await node(folder, 'scripts/build.mjs');
  writeFileSync(join(folder, 'dist/start.js'), "console.log('as built');\n");
  return folder;
}

describe('npm start', () => {
  it('builds when nothing was built (npm ci --ignore-scripts), and passes its words on, from any folder', async () => {
    expect(await start(project(), 'one', '--two')).toMatchObject({ code: 0, out: 'first one --two\n' });
  });

  it('runs what was built as long as no source is newer', async () => {
    const folder = await builtProject();
    expect((await start(folder)).out).toBe('as built\n');
    writeFileSync(join(folder, 'src/b.ts'), "export const b: string = 'other';\n");
    touch(join(folder, 'src/b.ts'));
    expect((await start(folder)).out).toBe('other\n');
  });

  it('builds again when a source is gone', async () => {
    const folder = await builtProject({ 'src/c.ts': 'export const c = 1;\n' });
    rmSync(join(folder, 'src/c.ts'));
    touch(join(folder, 'src'));
    expect((await start(folder)).out).toBe('first\n');
  });

  it('runs what was built if there are no sources, on another path', async () => {
    const folder = project();
    await node(folder, 'scripts/build.mjs');
    const moved = `${folder}-moved`;
    made.push(moved);
    renameSync(folder, moved);
    for (const source of ['start.ts', 'src']) rmSync(join(moved, source), { recursive: true });
    expect((await start(moved)).out).toBe('first\n');
  });

  it('builds again when another version of Node has built it, whose bytecode this one cannot take', async () => {
    const folder = await builtProject();
    writeFileSync(join(folder, 'dist/.built'), '1.2.3');
    expect((await start(folder)).out).toBe('first\n');
  });

  it('runs what another account has built with another version of Node, where it may not write', async () => {
    const folder = await builtProject();
    writeFileSync(join(folder, 'dist/.built'), '1.2.3');
    spawnSync('chmod', ['-R', 'a-w,a+rX', folder]);
    const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const started = spawnSync(process.execPath, [join(folder, 'bin/run.js'), 'start.ts'], { cwd: tmpdir(), ...account });
    spawnSync('chmod', ['-R', 'u+w', folder]);
    expect({ out: String(started.stdout), err: String(started.stderr) }).toEqual({ out: 'as built\n', err: '' });
  });

  it('takes the bytecode that the build has made, and goes on without it if it is of another version or gone', async () => {
    const folder = project({
      'start.ts': "import('./src/b.ts').then(({ b }) => console.log(b));\n",
      'look.js': `import { readdirSync, readFileSync } from 'node:fs';
import { script } from './bin/load-built.js';
const dist = import.meta.dirname + '/dist/';
const [name] = readdirSync(dist).filter((name) => /^b-.*\\.bytecode$/.test(name));
console.log(script(dist + name.replace('.bytecode', ''), readFileSync(dist + name)).cachedDataRejected);
`,
    });
    await node(folder, 'scripts/build.mjs');
    expect((await node(folder, 'look.js')).out).toBe('false\n');
    const kept = readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.bytecode'));
    for (const name of kept) writeFileSync(join(folder, 'dist', name), 'of another version');
    expect(await start(folder)).toMatchObject({ code: 0, out: 'first\n', err: '' });
    for (const name of kept) rmSync(join(folder, 'dist', name));
    expect((await start(folder)).out).toBe('first\n');
  });

  it('loads a file from its beginning again if it could not be loaded to its end', async () => {
    const folder = project({
      'src/b.ts': `const tried = globalThis as { before?: true };
if (tried.before === undefined) {
  tried.before = true;
  throw new Error('not yet');
}
export const b = 'whole';
`,
      'start.ts': `const load = () => import('./src/b.ts');
load().catch(load).then(({ b }) => console.log(b));
`,
    });
    expect(await start(folder)).toMatchObject({ code: 0, out: 'whole\n' });
  });

  it('works when several start at the same moment and nothing was built', async () => {
    const folder = project();
    const all = await Promise.all([1, 2, 3].map(() => start(folder)));
    expect(all.map(({ out }) => out)).toEqual(Array(3).fill('first\n'));
    expect(readdirSync(join(folder, 'dist')).filter((name) => /\.\d+$/.test(name))).toEqual([]);
  });

  it('names the line of the source in a stack', async () => {
    const folder = project({ 'start.ts': "type Long = {\n  gone: 'in what is built';\n};\n\nthrow new Error('as planned');\n" });
    const { code, err } = await start(folder);
    expect({ code, named: err.includes('start.ts:5:') }).toEqual({ code: 1, named: true });
  });

  it('names the line of a source that does not compile', async () => {
    const folder = project({ 'src/b.ts': '\nconst = 1;\n' });
    const { code, err } = await start(folder);
    expect({ code, named: err.includes('src/b.ts:2:') }).toEqual({ code: 1, named: true });
  });
});

describe('npx wheelhouse', () => {
  it('builds when nothing was built, and ends with the exit code of its command', async () => {
    expect(await node(project(), 'bin/wheelhouse.js', 'a', 'b')).toMatchObject({ code: 3, out: 'a+b\n' });
  });
});

describe('node bin/run.js', () => {
  it('runs a script of this repository with its words, as its sources are now', async () => {
    const folder = project();
    expect((await node(folder, 'bin/run.js', 'scripts/count.ts', 'one')).out).toBe('first one\n');
    writeFileSync(join(folder, 'src/b.ts'), "export const b: string = 'other';\n");
    expect((await node(folder, 'bin/run.js', 'scripts/count.ts')).out).toBe('other\n');
  });
});
