import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')) as {
  version: string;
}; // safe: every package.json has one

/** A dump of an empty cluster, made once by `npm ci`: the first start then takes a second and not five. Without it the cluster is made. */
export const seedFile = join(root, 'node_modules/.cache/wheelhouse', `cluster-${version}.tgz`);
