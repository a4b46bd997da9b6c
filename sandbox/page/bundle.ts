import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type PageFile = { body: Uint8Array | string; contentType: string };

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The page, ready to be served: `/`, `/favicon.svg` and everything under `/assets/`. Other paths give undefined.
 *
 * The first call bundles with esbuild (about half a second) and keeps the result under `cacheDir` by the hash of everything that
 * went into it; later starts only read it. Rejects if a source does not compile. A cache that cannot be written is done without.
 */
export async function bundlePage(options: { cacheDir?: string } = {}): Promise<(path: string) => PageFile | undefined> {
  const cacheDir = options.cacheDir ?? join(ROOT, 'node_modules/.cache/wheelhouse');
  const folder = join(cacheDir, `page-${await hashOfSources()}`);
  const assets = (await readAssets(folder)) ?? (await build(cacheDir, folder));
  const files = new Map<string, PageFile>([
    ['/', await asFile(join(HERE, 'index.html'))],
    ['/favicon.svg', await asFile(join(HERE, 'favicon.svg'))],
    ...assets,
  ]);
  return (path) => files.get(path === '/index.html' ? '/' : path);
}

async function asFile(path: string): Promise<PageFile> {
  return { body: await readFile(path), contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' };
}

/** The page's own sources, what it shares with the server, and the versions of everything that is bundled with it. */
async function hashOfSources(): Promise<string> {
  const listed = await readdir(HERE, { recursive: true, withFileTypes: true });
  const own = listed.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const packages = ['esbuild', 'react', 'react-dom', 'slack-blocks-to-jsx'].map((name) =>
    join(ROOT, 'node_modules', name, 'package.json'),
  );
  const hash = createHash('sha256');
  for (const path of [...own, join(HERE, '../workspace/page-protocol.ts'), ...packages].sort()) {
    hash.update(relative(ROOT, path)).update('\0');
    hash.update(await readFile(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function readAssets(folder: string): Promise<[string, PageFile][] | undefined> {
  try {
    const names = await readdir(folder);
    return await Promise.all(
      names.map(async (name): Promise<[string, PageFile]> => [`/assets/${name}`, await asFile(join(folder, name))]),
    );
  } catch {
    return undefined;
  }
}

async function build(cacheDir: string, folder: string): Promise<[string, PageFile][]> {
  // Loaded only when there is something to bundle: a start from the cache does without it.
  const { build: bundle } = await import('esbuild');
  const result = await bundle({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: join(HERE, 'main.tsx'), out: 'main' },
      { in: join(HERE, 'style/index.css'), out: 'main' },
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
    outdir: '/assets',
    chunkNames: 'chunk-[hash]',
    write: false,
    logLevel: 'silent',
  });
  const assets = result.outputFiles.map(({ path, contents }): [string, Uint8Array] => [relative('/assets', path), contents]);
  await keep(cacheDir, folder, assets).catch(() => undefined);
  return assets.map(([name, body]) => [
    `/assets/${name}`,
    { body, contentType: CONTENT_TYPES[extname(name)] ?? 'application/octet-stream' },
  ]);
}

/** Written aside and then renamed, so that two starts at once never see half of it. Older bundles go. */
async function keep(cacheDir: string, folder: string, assets: readonly [string, Uint8Array][]): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const aside = await mkdtemp(join(cacheDir, 'making-'));
  // Whoever installs is often not who runs it.
  await chmod(aside, 0o755);
  await Promise.all(assets.map(([name, body]) => writeFile(join(aside, name), body)));
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
  const old = (await readdir(cacheDir)).filter((name) => name.startsWith('page-') && join(cacheDir, name) !== folder);
  await Promise.all(old.map((name) => rm(join(cacheDir, name), { recursive: true, force: true })));
}
