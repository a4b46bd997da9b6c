#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenNewer, root } from '../scripts/build.mjs';

process.setSourceMapsEnabled(true);
if (existsSync('.env')) process.loadEnvFile('.env');
await buildWhenNewer();
const { main } = await import(pathToFileURL(join(root, 'dist/cli.js')).href);
process.exitCode = await main(process.argv);
