/**
 * `npm run torture -- --runs N [--database embedded|postgres|both] [--seed S] [--lanes L] [--minutes M] [--only S]`: kills the app at every named
 * step, over and over, and prints one table. Ends with 1 when anything was found that must not be.
 */
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { campaign, seedsOf, type Tally, tableOf } from './campaign.ts';
import { type Moment, moments } from './plan.ts';
import { buildProgram } from './program.ts';
import { type Ground, prepareDirectory } from './series.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    database: { type: 'string', default: 'both' },
    seed: { type: 'string' },
    lanes: { type: 'string', default: '2' },
    /** On each database, no longer than this: the table then has fewer runs. */
    minutes: { type: 'string' },
    /** One run's seed, as a finding names it. */
    only: { type: 'string' },
    /** Where that run's first kill falls, as the finding's line says. */
    at: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const moment: Moment | undefined = moments.find((known) => known === values.at);
const seeds = values.only === undefined ? seedsOf(seed, Number(values.runs)) : [{ seed: Number(values.only), moment }];

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}`);
const program = await buildProgram();
const tallies: { name: string; tally: Tally }[] = [];

async function torture(name: string, ground: Ground): Promise<void> {
  const tally = await campaign(program, ground, seeds, {
    lanes: Number(values.lanes),
    withinMs: values.minutes === undefined ? undefined : Number(values.minutes) * 60_000,
    onRun: (ran, soFar) => {
      for (const { kind, say: words } of ran.findings) say(`FOUND on ${name}, run ${ran.seed}: ${kind}: ${words}`);
      if (soFar.runs % 50 === 0) say(`${name}: ${soFar.runs} of ${seeds.length} runs`);
    },
  });
  tallies.push({ name, tally });
  for (const finding of tally.findings) {
    const at = seeds.find((one) => one.seed === finding.seed)?.moment;
    say(
      `FOUND on ${name}: ${finding.kind} (repeat it: --only ${finding.seed} --at ${at ?? 'any'} --database ${name})\n  ${finding.say}`,
    );
  }
}

if (values.database !== 'postgres') {
  const { prepared, remove } = await prepareDirectory(program);
  await torture('embedded', { kind: 'embedded', prepared });
  remove();
}
if (values.database !== 'embedded') {
  const server = await startPostgres();
  if (server) {
    await torture('postgres', { kind: 'postgres', createDatabase: () => server.createDatabase() });
    await server.stop();
  }
}
say(`\n${tableOf(tallies)}`);
process.exit(tallies.some(({ tally }) => tally.findings.length > 0) ? 1 : 0);
