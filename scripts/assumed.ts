/** Writes docs/assumed.md from the endpoint tables: `node bin/run.js scripts/assumed.ts`. A test holds the page against them. */
import { writeFileSync } from 'node:fs';
import { operations } from '../src/api/operations/index.ts';
import { smartmove } from '../src/api/smartmove/index.ts';
import { projectFile } from '../src/lib/project.ts';
import { assumedPage } from './assumed-page.ts';

const file = projectFile('docs/assumed.md');
writeFileSync(file, assumedPage({ operations, smartmove }));
console.log('docs/assumed.md is written.');
