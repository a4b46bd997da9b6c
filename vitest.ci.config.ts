import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { ci, longest } from './test/tiers.ts';

/** The longest files first: one of five minutes that begins last leaves the other cores idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((path) => moduleId.endsWith(path));
      return at === -1 ? longest.length : at;
    };
    return [...(await super.sort(files))].sort((one, other) => place(one) - place(other));
  }
}

/** The tests that take minutes, root or a Debian package. */
export default defineConfig({
  test: {
    include: ci,
    globalSetup: ['test/support/prepare.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // One more than the cores: much of their time is spent waiting for a process or for a time limit.
    maxWorkers: 3,
    // Generous, for a busy machine: nothing waits by the clock, so a test that passes never takes this long.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    dangerouslyIgnoreUnhandledErrors: false,
    expect: { requireAssertions: true, poll: { timeout: 25_000 } },
  },
});
