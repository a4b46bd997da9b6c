/**
 * Runs this project's TypeScript. Node 20 does not, and finding and translating some 1,500 files one by one at every start takes seconds, so
 * each entry is bundled once with its packages and kept in node_modules/.cache until a source or a package changes.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
// Inside the project: Node looks for packages from where the bundle lies.
const cache = join(root, 'node_modules/.cache/wheelhouse');
/** What a source's `import.meta.url` becomes. */
const here = '__sourceUrl';
/** They look for files beside themselves. */
const staysOutside = ['@electric-sql/pglite', 'esbuild', 'pino', 'pino-pretty', 'pg-native'];
/** Which packages are installed, as npm notes it; a folder made otherwise has no such note. */
const installed = 'node_modules/.package-lock.json';
/** Another process may still be loading the parts of an older bundle. */
const keepOldMs = 3_600_000;

/**
 * The module of a TypeScript file, named from the project's folder: `load('start.ts')`.
 * Throws what the file throws, or an Error with esbuild's sentences when a source does not compile.
 *
 * @param {string} entry
 */
export async function load(entry) {
  // Stack traces name the lines of the sources.
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(await bundled(entry)).href);
}

/**
 * The file that `load` runs, made if need be.
 *
 * @param {string} entry
 */
export async function bundled(entry) {
  return join(cache, current(entry) ?? (await bundle(entry)), 'entry.mjs');
}

/** @typedef {{ place: string; folder: string; inputs: Record<string, string> }} Manifest  Hashes by path from the project's folder. */

/** @param {string} entry */
const manifestOf = (entry) => join(cache, `run-${entry.replaceAll(/[^a-z0-9]+/gi, '-')}.json`);
/** @param {string} path */
const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/**
 * The folder of the bundle, or undefined when there is none of exactly these sources in this place.
 *
 * @param {string} entry
 */
function current(entry) {
  try {
    const { place, folder, inputs } = /** @type {Manifest} */ (JSON.parse(readFileSync(manifestOf(entry), 'utf8')));
    if (place !== root || statSync(join(cache, folder, 'entry.mjs')).size === 0) return undefined;
    return Object.entries(inputs).every(([path, hash]) => hashOf(join(root, path)) === hash) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} entry */
async function bundle(entry) {
  const { build } = await import('esbuild');
  /** @type {Manifest['inputs']} */
  const inputs = {};
  // How it is bundled, and with which packages, is part of what a bundle is made of.
  for (const path of ['bin/load.js', 'package.json', installed])
    if (existsSync(join(root, path))) inputs[path] = hashOf(join(root, path));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { entry },
    outdir: join(cache, 'entry'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    define: { 'import.meta.url': here },
    // CommonJS packages ask for Node's own modules by it.
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(${JSON.stringify(pathToFileURL(join(root, entry)).href)});`,
    },
    sourcemap: 'linked',
    sourcesContent: false,
    write: false,
    logLevel: 'silent',
    plugins: [asItStands(inputs)],
  });
  return keep(entry, inputs, outputFiles);
}

/**
 * A map that says nothing, for packages: the first error that shows its stack has Node read the whole map of the bundle, and nothing else
 * happens meanwhile.
 */
const withoutMap =
  '\n//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIiJdLCJtYXBwaW5ncyI6IkEifQ==';

/**
 * A source that asks where it is must hear of itself, not of the bundle. What was read is what is remembered.
 *
 * @param {Manifest['inputs']} inputs
 * @returns {import('esbuild').Plugin}
 */
function asItStands(inputs) {
  const bundledPackages = new Set(Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies ?? {}));
  return {
    name: 'as it stands',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        const name = /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
        // What only development needs may be missing: it is looked for when it is needed.
        const isOutside = staysOutside.includes(name) || (!importer.includes('node_modules') && !bundledPackages.has(name));
        return isOutside ? { path, external: true } : undefined;
      });
      onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        if (path.includes('node_modules')) return { loader: 'js', contents: readFileSync(path, 'utf8') + withoutMap };
        const text = readFileSync(path, 'utf8');
        inputs[relative(root, path)] = createHash('sha256').update(text).digest('hex');
        // On the first line, so that all lines keep their numbers.
        return { loader: 'ts', contents: `const ${here} = ${JSON.stringify(pathToFileURL(path).href)};${text}` };
      });
    },
  };
}

/**
 * Written aside and then renamed, so that two starts at once never see half of it.
 *
 * @param {string} entry
 * @param {Manifest['inputs']} inputs
 * @param {import('esbuild').OutputFile[]} files
 */
function keep(entry, inputs, files) {
  try {
    mkdirSync(cache, { recursive: true });
    const aside = mkdtempSync(join(cache, 'run-'));
    // Whoever installs is often not who runs it.
    chmodSync(aside, 0o755);
    for (const { path, contents } of files) writeFileSync(join(aside, relative(join(cache, 'entry'), path)), contents);
    const folder = relative(cache, aside);
    writeFileSync(join(aside, 'manifest.json'), JSON.stringify({ place: root, folder, inputs }));
    renameSync(join(aside, 'manifest.json'), manifestOf(entry));
    clearOld();
    return folder;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${cache} cannot be written (${why}). Run \`npm run prepare\` once as somebody who may.`, { cause: error });
  }
}

/** Folders that no manifest names any more. */
function clearOld() {
  const listed = readdirSync(cache);
  const named = new Set(
    listed
      .filter((name) => /^run-.*\.json$/.test(name))
      .map((name) => JSON.parse(readFileSync(join(cache, name), 'utf8')).folder),
  );
  for (const name of listed) {
    const old = /^run-[^.]*$/.test(name) && !named.has(name) && Date.now() - statSync(join(cache, name)).mtimeMs > keepOldMs;
    if (old) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
