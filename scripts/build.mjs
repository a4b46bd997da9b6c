/**
 * `npm run build`: dist/ is what `npm start`, `npx wheelhouse` and the image run. `npm ci` builds it (prepare), and a start builds it when a
 * source is newer. It is few files, with the packages that we depend on, but for those that look for files beside themselves.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of package.json: above this file, or above the bundle that this file came along in. */
export const root = folderAbove(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
/** Written when all else is. */
const stamp = join(dist, '.built');
const sources = [
  'src',
  'sandbox',
  'start.ts',
  'bin',
  'scripts/build.mjs',
  'scripts/bytecode.mjs',
  'scripts/seed.ts',
  'package.json',
  'package-lock.json',
];
/** Another process may still load a part of an older build. */
const keepOldMs = 3_600_000;

/**
 * @param {string} folder
 * @returns {string}
 */
function folderAbove(folder) {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  return folderAbove(dirname(folder));
}

/** They look for files beside themselves, or load code of the machine's own. */
const staysOutside = ['@electric-sql/pglite', 'esbuild', 'pino', 'pino-pretty', 'pg-native'];
const { devDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * Node reads the whole map at the first error whose stack is asked for. With the packages in it that takes most of a second and 90 MB; an
 * empty map of its own keeps a file out.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutMapsOfPackages = {
  name: 'without maps of packages',
  setup({ onLoad }) {
    const empty = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${empty}`,
      loader: 'default',
    }));
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
const forNode = {
  absWorkingDir: root,
  bundle: true,
  // The packages that we depend on come along: loading their 1,500 files one by one is a third of the processor time of a start.
  external: [...staysOutside, ...Object.keys(devDependencies)],
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [withoutMapsOfPackages],
  write: false,
  logLevel: 'error',
};

/** CommonJS packages ask for Node's own modules by it. */
const withRequire = "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** Builds all. Throws esbuild's error, after it has printed the line, when a source does not compile. */
export async function build() {
  const startedAt = Date.now();
  const { build: bundle, transform } = await import('esbuild');
  const entryPoints = { start: 'start.ts', cli: 'src/cli/main.ts', seed: 'scripts/seed.ts' };
  const outExtension = { '.js': '.cjs' };
  const { outputFiles, metafile } = await bundle({
    ...forNode,
    ...{ entryPoints, outExtension, outdir: dist, splitting: true, metafile: true },
  });
  const files = [...(await asFunctions(outputFiles, transform)), ...entriesOf(metafile)];
  keep(files);
  await buildPage(bundle);
  // V8 knows a file by its length alone, so one that keeps its name when it changes gets no bytecode.
  const compiled = files.map(({ path }) => path).filter((path) => path.endsWith('.cjs') && isChunk(path));
  inOwnProcess([join(root, 'scripts/bytecode.mjs'), ...compiled], 'The bytecode could not be made.');
  // An empty database, so that the first start is quick.
  inOwnProcess([join(dist, 'seed.js')], 'The empty database could not be made.');
  clearOld(startedAt, new Set([...files.map(({ path }) => path), ...compiled.map((path) => `${path}.bytecode`)]));
  writeFileSync(stamp, process.versions.v8);
}

/** It takes its memory along when it ends. @param {string[]} words @param {string} problem */
function inOwnProcess(words, problem) {
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(problem);
}

/**
 * Each file becomes a function of what a CommonJS module is given: only of scripts, and not of ES modules, does Node 20 take bytecode back.
 *
 * @param {import('esbuild').OutputFile[]} files
 * @param {typeof import('esbuild').transform} transform
 */
async function asFunctions(files, transform) {
  const maps = new Map(files.map(({ path, contents }) => [path, contents]));
  const scripts = files.filter(({ path }) => path.endsWith('.cjs'));
  const made = scripts.map(async ({ path, text }) => {
    const inline = Buffer.from(maps.get(`${path}.map`) ?? '{}').toString('base64');
    const { code, map } = await transform(`${text}\n//# sourceMappingURL=data:application/json;base64,${inline}`, {
      loader: 'js',
      format: 'cjs',
      platform: 'node',
      target: forNode.target,
      // Node's own `import()` would load a file a second time, past bin/load-built.js.
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: '(function (require, module, importMetaUrl) { "use strict";',
      footer: '})',
      sourcefile: path,
      sourcemap: 'external',
      sourcesContent: false,
    });
    // It is read byte by byte, for that is quickest. What esbuild has not written as escapes is in regular expressions, in comments, and
    // in raw strings, where an escape would be another string.
    const raw = /\braw`[^`]*?([^\0-\x7f])/.exec(code);
    if (raw !== null) throw new Error(`String.raw may not hold “${raw[1]}”: write it as an escape, or in a plain string.`);
    const ascii = code.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return [asFile(path, ascii), asFile(`${path}.map`, map)];
  });
  return (await Promise.all(made)).flat();
}

/** What `node dist/start.js` runs, and what the others load. @param {import('esbuild').Metafile} metafile */
function entriesOf({ outputs }) {
  return Object.entries(outputs).flatMap(([output, { entryPoint, exports: names }]) => {
    const path = join(root, output);
    if (entryPoint === undefined || !/^\w+\.cjs$/.test(relative(dist, path))) return [];
    const load = `loadBuilt(new URL('${basename(path)}', import.meta.url).href);`;
    const code = names.length === 0 ? load : `export const { ${names.join(', ')} } = ${load}`;
    return asFile(path.replace(/\.cjs$/, '.js'), `import { loadBuilt } from '../bin/load-built.js';\n\n${code}\n`);
  });
}

/** @param {string} path @param {string} text */
const asFile = (path, text) => ({ path, contents: Buffer.from(text) });

/** Builds when a source is newer than what was built, or nothing was. If there are no sources, as in the image, there is nothing to build. */
export async function buildWhenNewer() {
  if (!existsSync(join(root, 'start.ts'))) return;
  const builtAt = existsSync(stamp) && (hasOwnBytecode() || !canWrite(dist)) ? statSync(stamp).mtimeMs : 0;
  if (sources.some((path) => isNewer(join(root, path), builtAt))) await build();
}

/** Whether this version of Node can take it. */
const hasOwnBytecode = () => readFileSync(stamp, 'utf8') === process.versions.v8;

/** @param {string} path */
function canWrite(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false; // as installed by another account: it is slower without, and works
  }
}

/**
 * One script of this repository, built at each run, for Node 20 does not read TypeScript.
 *
 * @param {string} file named from the project's folder
 * @returns the built file
 */
export async function buildScript(file) {
  const { build: bundle } = await import('esbuild');
  // As deep as the scripts themselves, so that what looks for a file beside the project's folder finds it.
  const outfile = join(dist, 'scripts', `${file.replace(/\.ts$/, '').replaceAll('/', '-')}.js`);
  const { outputFiles } = await bundle({ ...forNode, banner: { js: withRequire }, entryPoints: [file], outfile });
  keep(outputFiles);
  return outfile;
}

/** @param {string} path @param {number} builtAt @returns {boolean} */
function isNewer(path, builtAt) {
  const about = statSync(path, { throwIfNoEntry: false });
  if (about === undefined) return false;
  // A folder is newer when something was added to it or removed.
  if (about.mtimeMs > builtAt) return true;
  return about.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), builtAt));
}

/** The sandbox's page. Without React (`npm ci --omit=dev`) there is no sandbox to look at. @param {typeof import('esbuild').build} bundle */
async function buildPage(bundle) {
  if (!existsSync(join(root, 'node_modules/react'))) return;
  const page = join(root, 'sandbox/page');
  const { outputFiles = [] } = await bundle({
    absWorkingDir: root,
    entryPoints: [
      { in: join(page, 'main.tsx'), out: 'main' },
      { in: join(page, 'style/index.css'), out: 'main' },
      { in: 'slack-blocks-to-jsx/dist/style.css', out: 'library' },
    ],
    bundle: true,
    // Served by its own name, not bundled: the style sheet draws it as the app's mark.
    external: ['/favicon.svg'],
    splitting: true,
    format: 'esm',
    target: ['es2023', 'chrome120', 'firefox125', 'safari17.4'],
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: join(dist, 'page/assets'),
    chunkNames: 'chunk-[hash]',
    write: false,
    logLevel: 'error',
  });
  rmSync(join(dist, 'page/assets'), { recursive: true, force: true });
  keep(outputFiles);
  for (const name of ['index.html', 'favicon.svg']) copyFileSync(join(page, name), join(dist, 'page', name));
}

/** Named after what it holds. @param {string} path */
const isChunk = (path) => /-[A-Z0-9]{8}\.c?js(\.map)?$/.test(path);

/** Each file is whole at every moment, and what loads others comes last: two starts at once may build at once. @param {{ path: string, contents: Uint8Array }[]} files */
function keep(files) {
  for (const { path, contents } of files.toSorted((one, other) => Number(isChunk(other.path)) - Number(isChunk(one.path)))) {
    mkdirSync(dirname(path), { recursive: true });
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, contents);
    // Anyone who installs is often not who runs it.
    chmodSync(unfinished, 0o644);
    renameSync(unfinished, path);
  }
}

/** Parts of older builds. @param {number} now @param {Set<string>} current */
function clearOld(now, current) {
  for (const entry of readdirSync(dist, { withFileTypes: true })) {
    const path = join(dist, entry.name);
    const isPart = entry.isFile() && /\.c?js(\.map|\.bytecode)?(\.\d+)?$/.test(entry.name) && !current.has(path);
    // Another build may clear it away at the same moment.
    const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (isPart && writtenAt !== undefined && now - writtenAt > keepOldMs) rmSync(path, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build();
  process.stdout.write(`built ${relative(process.cwd(), dist) || dist}\n`);
}
