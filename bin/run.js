#!/usr/bin/env node
// `node bin/run.js start.ts`: runs a TypeScript file of this project, named from the project's folder, with the words after it.
import { join } from 'node:path';
import { load, root } from './load.js';

const entry = process.argv[2];
if (entry === undefined) throw new Error('Say which file is to be run: node bin/run.js start.ts');
// The file sees its own words, as if Node had been given it.
process.argv.splice(1, 2, join(root, entry));
await load(entry);
