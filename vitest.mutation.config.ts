import { defineConfig } from 'vitest/config';

/**
 * The tests that mutation testing (docs/mutation.md) holds against the policy, the machine and the journal. Property tests are left out:
 * they would find more, and cost seconds for each of many hundred mutants.
 */
export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'test/approvals/policy/**/*.test.ts',
      'test/approvals/machine.test.ts',
      'test/approvals/role-check.test.ts',
      'test/journal/journal.test.ts',
      'test/journal/flaws.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/properties.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
