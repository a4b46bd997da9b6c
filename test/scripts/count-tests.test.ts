import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/count-tests.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-count-'));

function report(name: string, content: object | string): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function count(...argv: string[]): Promise<{ code: number; last: string; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...argv], (error, stdout) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, last: stdout.trimEnd().split('\n').at(-1) ?? '', text: stdout });
    });
  });
}

const green = { success: true, numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [] };

describe('the last line of the whole run', () => {
  it('adds up all suites and checks', async () => {
    const result = await count(
      report('a.json', green),
      report('b.json', { ...green, numPassedTests: 3 }),
      'check:lint:0',
      'check:types:0',
    );
    expect(result).toMatchObject({ code: 0, last: '12 passed, 0 failed' });
  });

  it('counts a check that ended badly, and names it', async () => {
    const result = await count(report('c.json', green), 'check:dead code:1');
    expect(result).toMatchObject({ code: 1, last: '7 passed, 1 failed' });
    expect(result.text).toContain('dead code');
  });

  it('names each test that failed, with the first line of why, so that the end of a long output says what to run', async () => {
    const tests = [
      {
        status: 'failed',
        fullName: 'a voucher is applied once',
        failureMessages: ['AssertionError: expected 2 to be 1\n    at x'],
      },
      { status: 'passed', fullName: 'a card is assigned', failureMessages: [] },
    ];
    const testResults = [{ name: 'test/voucher.test.ts', status: 'failed', message: '', assertionResults: tests }];
    const result = await count(report('named.json', { ...green, success: false, numFailedTests: 1, testResults }));
    expect(result).toMatchObject({ code: 1, last: '7 passed, 1 failed' });
    expect(result.text).toContain(
      'FAILED: test/voucher.test.ts: a voucher is applied once: AssertionError: expected 2 to be 1\n',
    );
  });

  it.each([
    ['no report at all', join(folder, 'nowhere.json')],
    ['a report that breaks off', report('cut.json', '{"success": true, "numPassed')],
    ['a suite without a test', report('none.json', { success: true, numPassedTests: 0, numFailedTests: 0, testResults: [] })],
    [
      'a suite whose tests were all skipped',
      report('skipped.json', { success: true, numPassedTests: 0, numFailedTests: 0, numPendingTests: 9, testResults: [] }),
    ],
    ['an error outside of the tests', report('outside.json', { ...green, success: false })],
    [
      'a file that could not be loaded',
      report('load.json', {
        ...green,
        success: false,
        testResults: [{ name: 'x.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] }],
      }),
    ],
  ])('%s is a failure', async (_, file) => {
    const result = await count(file, 'check:lint:0');
    expect(result.code).toBe(1);
    expect(result.last).toMatch(/^\d+ passed, 1 failed$/);
  });

  it('a failed test is counted once', async () => {
    const failed = {
      ...green,
      success: false,
      numFailedTests: 2,
      testResults: [{ name: 'x', status: 'failed', message: '', assertionResults: [{ status: 'failed' }] }],
    };
    expect(await count(report('two.json', failed))).toMatchObject({ code: 1, last: '7 passed, 2 failed' });
  });

  it('nothing run is not a success', async () => {
    expect(await count()).toMatchObject({ code: 1, last: '0 passed, 0 failed' });
  });
});
