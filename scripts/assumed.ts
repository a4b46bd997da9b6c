/** Writes docs/assumed.md from the endpoint tables: `node bin/run.js scripts/assumed.ts`. A test holds the page against them. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { operations } from '../src/api/operations/index.ts';
import { smartmove } from '../src/api/smartmove/index.ts';
import { assumedPage } from './assumed-page.ts';

const file = fileURLToPath(new URL('../docs/assumed.md', import.meta.url));
writeFileSync(file, assumedPage({ operations, smartmove }));
console.log('docs/assumed.md is written.');
