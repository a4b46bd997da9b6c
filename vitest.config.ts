import { defineConfig } from 'vitest/config';
import { apart, browser, ci, whole } from './test/tiers.ts';

const later = ['**/node_modules/**', ...browser, ...ci];

/** `npm test`: the unit tests, and those of the whole product. What is left for CI is in vitest.ci.config.ts. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/prepare.ts'],
    // Processes and not threads: an embedded database and its memory go with the process that held them. Two, for two cores.
    pool: 'forks',
    maxWorkers: 2,
    // Generous, for a busy machine: nothing waits by the clock, so a test that passes never takes this long.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that forgot to await, or that asserts nothing, must not pass.
    dangerouslyIgnoreUnhandledErrors: false,
    expect: { requireAssertions: true, poll: { timeout: 25_000 } },
    projects: [
      // Unit test files share a process: modules keep no state, and loading them again for each file took as long as the tests.
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...later, ...whole, ...apart], isolate: false },
      },
      // So do these: a file closes what it opened, or hands its database on, emptied, to the next one (test/support/file-database.ts).
      { extends: true, test: { name: 'whole', include: whole, isolate: false, exclude: [...later, ...apart] } },
      { extends: true, test: { name: 'apart', include: apart, exclude: later } },
    ],
  },
});
