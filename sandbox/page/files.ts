import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export type PageFile = { body: Uint8Array | string; contentType: string };

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The built page, ready to be served: `/`, `/favicon.svg` and everything under `/assets/`. Other paths give undefined.
 *
 * @throws Error with a sentence when it was not built
 */
export function pageFiles(folder: string): (path: string) => PageFile | undefined {
  try {
    const assets = readdirSync(join(folder, 'assets')).map((name) => `/assets/${name}`);
    const files = new Map(['/index.html', '/favicon.svg', ...assets].map((path) => [path, fileAt(folder, path)]));
    return (path) => files.get(path === '/' ? '/index.html' : path);
  } catch (error) {
    throw new Error(
      'The page of the sandbox was not built. Install with npm ci, development packages included, then: npm run build',
      {
        cause: error,
      },
    );
  }
}

function fileAt(folder: string, path: string): PageFile {
  return { body: readFileSync(join(folder, path)), contentType: contentTypes[extname(path)] ?? 'application/octet-stream' };
}
