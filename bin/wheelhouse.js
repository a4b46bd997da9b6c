#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenNewer, root } from '../scripts/build.mjs';

await buildWhenNewer();
const { main, loadEnvironment } = await import(pathToFileURL(join(root, 'dist/cli.js')).href);
const problem = loadEnvironment();
if (problem !== undefined) process.stderr.write(`${problem}\n`);
process.exitCode = problem === undefined ? await main(process.argv) : 2;
