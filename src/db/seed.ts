import { readFileSync } from 'node:fs';
import { projectFile } from '../lib/project.ts';
import { shape } from './migrations.ts';

const { version } = JSON.parse(readFileSync(projectFile('node_modules/@electric-sql/pglite/package.json'), 'utf8')) as {
  version: string;
}; // safe: every package.json has one

/** A dump of an empty database of the newest shape, made by the build: without it the first start takes some seconds more. */
export const seedFile = projectFile(`dist/database-${version}-${shape}.tgz`);
