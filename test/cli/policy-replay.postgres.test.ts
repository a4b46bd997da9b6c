import { afterAll, describe, expect, it } from 'vitest';
import { replayPolicy } from '../../src/cli/policy-replay.ts';
import { freshDatabase, urlVariable } from '../support/database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { testPolicy } from '../support/people.ts';
import { startPostgres } from '../support/postgres.ts';
import { fileWith } from './run.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

describe.skipIf(server === undefined)('wheelhouse policy replay on PostgreSQL', () => {
  it('reads the journal beside the running app', async () => {
    const url = await server?.createDatabase();
    process.env[urlVariable] = url;
    const place = await freshDatabase();
    const gate = openGate(place.database);
    try {
      await stateOf(gate, await askFor(gate, 20, { customer: 1 }), 'done');
      await stateOf(gate, await askFor(gate, 50, { customer: 2 }), 'pending');
      const generous = fileWith(testPolicy.replace('max: 20 }', 'max: 100 }').replace('max: 40,', 'max: 100,'), 'generous.yml');
      const { lines, code } = await replayPolicy(
        { environment: { DATABASE_URL: url ?? '' }, clock: { now: () => gate.clock.now(), sleep: async () => undefined } },
        generous,
        { since: '90d' },
      );
      expect({ code, first: lines[0] }).toMatchObject({
        code: 0,
        first: expect.stringMatching(/^2 requests of the last 90 days/),
      });
      const row = (label: string) =>
        lines
          .join('\n')
          .match(new RegExp(`^${label} +(.*)$`, 'm'))?.[1]
          ?.split(/\s{2,}/);
      expect(row('Waited for approval')).toEqual(['1', '€50']);
      expect(row('  fewer: waited, would run at once')).toEqual(['-1', '€50']);
    } finally {
      await gate.stop();
      await place.remove();
    }
  });
});
