import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shape } from './migrations.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')) as {
  version: string;
}; // safe: every package.json has one

/** A dump of an empty database of the newest shape, made once by `npm ci`: without it the first start takes some seconds more. */
export const seedFile = join(root, 'node_modules/.cache/wheelhouse', `cluster-${version}-${shape}.tgz`);
