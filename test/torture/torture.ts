import { type Finding, judgeBook } from './judge.ts';
import { type Moment, planOf } from './plan.ts';
import { type Ran, run } from './run.ts';
import { type Ground, openSeries } from './series.ts';

export type Seeded = { seed: number; moment?: Moment };

/** Runs these seeds one after the other on one database, kills included, and judges all of them. */
export async function runSeries(
  program: string,
  ground: Ground,
  seeds: readonly Seeded[],
  onRun: (ran: Ran) => void = () => undefined,
): Promise<{ ran: Ran[]; findings: Finding[]; standIns: number; draws: number; offers: { made: number; accepted: number } }> {
  const series = await openSeries(program, ground);
  const ran: Ran[] = [];
  try {
    await series.start();
    for (const { seed, moment } of seeds) {
      const one = await run(series, planOf(seed, moment));
      ran.push(one);
      onRun(one);
      // What one run left behind would be the next one's finding.
      if (one.findings.some(({ kind }) => kind === 'stuck')) break;
    }
    const book = await series.finish();
    const findings = [...ran.flatMap((one) => one.findings), ...judgeBook(series.outside, ran, book)];
    const entries = (kind: string) => book.entries.filter((entry) => entry.kind === kind).length;
    return {
      ran,
      findings,
      standIns: book.votes.filter(({ givenFor }) => givenFor !== null).length,
      draws: book.requests.filter(({ envelope }) => envelope !== null).length,
      offers: { made: entries('request.offered'), accepted: entries('request.revised') },
    };
  } finally {
    await series.close();
  }
}
