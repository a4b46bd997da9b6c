#!/usr/bin/env node
// `node bin/run.js start.ts`, which is `npm start`: runs what was built, after building it when a source is newer. Any other TypeScript
// file is a script of this repository, with the words after it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildScript, buildWhenNewer, root } from '../scripts/build.mjs';
import './stack-traces.js';

// Without a word it is the start: `slack run` starts the package's main file.
const file = process.argv[2] ?? 'start.ts';
if (file === 'start.ts') await buildWhenNewer();
const built = file === 'start.ts' ? join(root, 'dist/start.js') : await buildScript(file);
// The file sees its own words, as if Node had been given it.
process.argv.splice(1, 2, join(root, file));
await import(pathToFileURL(built).href);
