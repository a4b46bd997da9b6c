#!/usr/bin/env node
// What `npm ci` does beforehand, so that the first start is quick. Each of it can be missing: the start then makes it.
import { bundled, load } from './load.js';

// What is wrong with a source is the start's to say, not the installation's.
for (const entry of ['start.ts', 'src/cli/main.ts']) await bundled(entry).catch(() => undefined);
await load('scripts/prepare.ts');
