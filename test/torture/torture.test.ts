import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../support/postgres.ts';
import { campaign, seedsOf, tableOf } from './campaign.ts';
import { moments } from './plan.ts';
import { buildProgram } from './program.ts';
import { type Ground, prepareDirectory } from './series.ts';

/** Another seed tries other things: `TORTURE_SEED=… npx vitest run test/torture`. One run is repeated by `npm run torture -- --only …`. */
const seed = Number(process.env.TORTURE_SEED ?? 20_261_121);

let program: string;
beforeAll(async () => {
  program = await buildProgram();
}, 60_000);

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

async function tortureOn(name: string, ground: Ground, runs: number, from: number): Promise<void> {
  const seeds = seedsOf(from, runs);
  const tally = await campaign(program, ground, seeds, { lanes: 2 });
  process.stdout.write(`torture, seed ${from}\n${tableOf([{ name, tally }])}\n`);
  // As text, so that a failed run's one line names what was found.
  expect(tally.findings.map((finding) => `${finding.seed}: ${finding.kind}: ${finding.say}`).join('\n')).toBe('');
  expect(tally.runs).toBe(runs);
  // A rig that kills nothing proves nothing.
  expect([...tally.kills.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(runs / 2);
  if (runs >= moments.length) expect(moments.filter((moment) => !tally.kills.has(moment)).length).toBeLessThan(6);
}

describe('killed at every step that has a name', () => {
  it('on the embedded database: nothing twice, nothing lost, no wrong word', async () => {
    const { prepared, remove } = await prepareDirectory(program);
    await tortureOn('embedded', { kind: 'embedded', prepared }, moments.length, seed);
    remove();
  }, 1_800_000);

  it.skipIf(postgres === undefined)(
    'on PostgreSQL: nothing twice, nothing lost, no wrong word',
    async () => {
      const server = postgres;
      if (server)
        await tortureOn(
          'postgres',
          { kind: 'postgres', createDatabase: () => server.createDatabase() },
          moments.length,
          seed + 1,
        );
    },
    1_800_000,
  );
});
