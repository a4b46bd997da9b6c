// The Slack CLI's get-manifest hook (.slack/hooks.json): the CLI reads JSON, and manifest.yml is what people read. The CLI names a
// boundary, and takes what is printed between two of them.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const { values } = parseArgs({ options: { protocol: { type: 'string' }, boundary: { type: 'string' } }, strict: false });
const boundary = String(values.boundary ?? '');
const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
process.stdout.write(`${boundary}${JSON.stringify(manifest)}${boundary}\n`);
