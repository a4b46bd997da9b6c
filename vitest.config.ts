import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
    globalSetup: ['test/support/prepare.ts'],
    // Processes and not threads: an embedded database and its memory go with the process that held them. Two, for two cores.
    pool: 'forks',
    maxWorkers: 2,
    // Generous, for a busy machine: nothing waits by the clock, so a test that passes never takes this long.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that forgot to await, or that asserts nothing, must not pass.
    dangerouslyIgnoreUnhandledErrors: false,
    expect: { requireAssertions: true },
  },
});
