// Adds up what the steps of .ci/run came to and prints the last line: `N passed, N failed`.
//   node scripts/count-tests.mjs report.json … check:NAME:STATUS …
// A report is vitest's JSON. A suite without a single test, a report that is missing or broken, and an ended check each count as one
// failure; skipped tests count as neither, and are told.
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ name: string; status: string; message?: string; assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[] }} File
 * @typedef {{ success?: boolean; numPassedTests?: number; numFailedTests?: number; numPendingTests?: number; numTodoTests?: number; testResults?: File[] }} Report
 */

let passed = 0;
let failed = 0;
/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

for (const argument of process.argv.slice(2)) {
  if (argument.startsWith('check:')) {
    const [, name, status] = argument.split(':');
    if (status === '0') passed += 1;
    else {
      failed += 1;
      say(`FAILED: ${name} (exit code ${status})`);
    }
    continue;
  }
  const suite = read(argument);
  passed += suite.passed;
  failed += suite.failed;
  for (const line of suite.lines) say(line);
}

say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/**
 * @param {string} file
 * @returns {{ passed: number; failed: number; lines: string[] }}
 */
function read(file) {
  /** @type {Report} */
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, lines: [`FAILED: there is no report ${file}; the tests did not run to their end`] };
  }
  /** @type {string[]} */
  const lines = [];
  const good = report.numPassedTests ?? 0;
  let bad = report.numFailedTests ?? 0;
  // Named here once more: anyone who reads only the end of a long output sees what to run.
  for (const one of report.testResults ?? []) {
    for (const test of one.assertionResults) {
      if (test.status !== 'failed') continue;
      lines.push(`FAILED: ${one.name}: ${test.fullName}: ${String(test.failureMessages?.[0]).split('\n')[0]}`);
    }
  }
  // A file that could not even be loaded has no failed test in it.
  const broken = (report.testResults ?? []).filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  );
  bad += broken.length;
  for (const one of broken) lines.push(`FAILED: ${one.name}: ${String(one.message).split('\n')[0]}`);
  if (good + bad === 0) {
    bad = 1;
    lines.push(`FAILED: ${file} has not one test in it`);
  }
  // An error outside of all tests fails the run though each test passed.
  if (report.success === false && bad === 0) {
    bad = 1;
    lines.push(`FAILED: ${file} says that the run failed outside of its tests`);
  }
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  if (skipped > 0) lines.push(`${file}: ${skipped} skipped`);
  return { passed: good, failed: bad, lines };
}
