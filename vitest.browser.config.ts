import { defineConfig } from 'vitest/config';

/** Tests that need a browser: `npx vitest run --config vitest.browser.config.ts`, with Debian's chromium installed. */
export default defineConfig({
  test: {
    include: ['test/**/*.browser.test.ts'],
    // Generous, for a busy machine: nothing waits by the clock, so a test that passes never takes this long.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    expect: { requireAssertions: true, poll: { timeout: 25_000 } },
  },
});
