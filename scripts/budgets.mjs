// How long each tier may take on two quiet cores, and how its time is told: `verify: 142 s of 180 s`. docs/tiers.md names what is in which.
//   node scripts/budgets.mjs 'npm test' npm test -- --reporter=dot     runs the command and measures it
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';

export const budgetsS = { verify: 180, 'npm test': 360, '.ci/run': 1_800 };

/** @typedef {keyof typeof budgetsS} Tier */

/** Another kind of machine than the budgets were measured on is slower, too. */
const patience = 1.5;

/** @param {string} name @returns {name is Tier} */
const isTier = (name) => name in budgetsS;

/**
 * The line that tells a tier's time. It fails when the time is far over the budget, unless other work held the processors: that says
 * nothing about the tests.
 *
 * @param {Tier} tier
 * @param {number} seconds
 * @param {{ load: number; cores: number }} machine
 */
export function told(tier, seconds, { load, cores }) {
  const budget = budgetsS[tier];
  const line = `${tier}: ${Math.round(seconds)} s of ${budget} s`;
  if (seconds <= budget) return { line, isOver: false };
  if (seconds <= budget * patience) return { line: `${line}, over its budget`, isOver: false };
  // Two workers and the program that leads them are the tier's own.
  if (load > cores + 2)
    return { line: `${line}; not counted, for the machine was busy (load ${load.toFixed(1)})`, isOver: false };
  return { line: `${line}: TOO SLOW. docs/tiers.md says where a slow test belongs.`, isOver: true };
}

export const machine = () => ({ load: loadavg()[1] ?? 0, cores: cpus().length });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [tier = '', command = '', ...words] = process.argv.slice(2);
  if (!isTier(tier)) throw new Error(`${tier} has no budget. These have: ${Object.keys(budgetsS).join(', ')}.`);
  const startedAt = performance.now();
  const { status } = command === 'took' ? { status: 0 } : spawnSync(command, words, { stdio: 'inherit' });
  const seconds = command === 'took' ? Number(words[0]) : (performance.now() - startedAt) / 1_000;
  const { line, isOver } = told(tier, seconds, machine());
  process.stdout.write(`${line}\n`);
  process.exitCode = status !== 0 ? (status ?? 1) : isOver ? 1 : 0;
}
