#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { load } from './load.js';

if (existsSync('.env')) process.loadEnvFile('.env');
const { main } = await load('src/cli/main.ts');
process.exitCode = await main(process.argv);
