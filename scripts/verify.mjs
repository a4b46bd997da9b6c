// `npm run verify`: what to run before a commit. Format, lint, types, dead code, architecture and unit tests; no browser, no apt.
// The checks run beside the tests, and say something only when they fail.
import { spawn } from 'node:child_process';
import { machine, told } from './budgets.mjs';

/** @type {Record<string, string[]>} What runs one after the other, beside the other lane. */
const checks = {
  'format and lint': ['biome', 'check', '.'],
  types: ['tsc', '--noEmit'],
  'dead code': ['knip'],
  'what only tests use': ['knip', '--production'],
};
/** @type {Record<string, string[]>} */
const tests = { 'unit and architecture tests': ['vitest', 'run', '--project', 'unit', '--reporter=dot'] };

/** @param {string} command @param {string[]} words @returns {Promise<{ code: number; output: string }>} */
const run = (command, words) =>
  new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${command}`, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        output += part;
      });
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** @param {Record<string, string[]>} lane @returns {Promise<string[]>} what failed */
async function runLane(lane) {
  const failed = [];
  for (const [name, [command = '', ...words]] of Object.entries(lane)) {
    const startedAt = performance.now();
    const { code, output } = await run(command, words);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    process.stdout.write(code === 0 ? `${name}: fine, ${seconds} s\n` : `${output}\n${name}: FAILED after ${seconds} s\n`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

const startedAt = performance.now();
const failed = (await Promise.all([runLane(tests), runLane(checks)])).flat();
const { line, isOver } = told('verify', (performance.now() - startedAt) / 1_000, machine());
process.stdout.write(`${line}\n`);
if (failed.length > 0) process.stdout.write(`FAILED: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 && !isOver ? 0 : 1;
