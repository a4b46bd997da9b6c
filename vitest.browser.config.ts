import { defineConfig } from 'vitest/config';

/** Tests that need a browser: `npx vitest run --config vitest.browser.config.ts`, with Debian's chromium installed. */
export default defineConfig({
  test: {
    include: ['test/**/*.browser.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    expect: { requireAssertions: true },
  },
});
