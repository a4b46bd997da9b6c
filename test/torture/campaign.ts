import { seededRandom } from '../../sandbox/back-office/world/random.ts';
import type { FaultKind, Finding } from './judge.ts';
import { type Moment, moments } from './plan.ts';
import type { Ran } from './run.ts';
import type { Ground } from './series.ts';
import { runSeries, type Seeded } from './torture.ts';

/** What many runs came to. */
export type Tally = {
  runs: number;
  requests: number;
  kills: Map<Moment, number>;
  findings: Finding[];
  /** Presses that were not counted because Slack was slow, as the contract allows, and said so. */
  excused: number;
  /** Cards that were posted twice around a kill: right once somebody pressed them, or left with an old word (no button to press). */
  strays: { pressed: number; left: number };
  /** Votes that a stand-in gave. */
  standIns: number;
  /** Vouchers that were drawn from an envelope. */
  draws: number;
  /** Offers that were made, and of these accepted. */
  offers: { made: number; accepted: number };
  seconds: number;
};

/** Runs that share a database: enough that its making costs little, few enough that a fault in one does not spoil many. */
const runsASeries = 20;

/** The seeds of a campaign, made of one: the first kill visits every moment in turn. */
export function seedsOf(seed: number, runs: number): Seeded[] {
  const random = seededRandom(seed);
  return Array.from({ length: runs }, (_, index) => {
    const moment = moments[index % moments.length];
    return { seed: random.between(1, 2 ** 31 - 1), moment };
  });
}

export type CampaignOptions = {
  lanes?: number;
  /** No series is begun after this long. */
  withinMs?: number;
  onRun?: (ran: Ran, soFar: Tally) => void;
};

/** Runs them, `lanes` series at a time. */
export async function campaign(
  program: string,
  ground: Ground,
  seeds: readonly Seeded[],
  { lanes = 1, withinMs = Number.POSITIVE_INFINITY, onRun = () => undefined }: CampaignOptions = {},
): Promise<Tally> {
  const startedMs = Date.now();
  const tally: Tally = {
    runs: 0,
    requests: 0,
    kills: new Map(),
    findings: [],
    excused: 0,
    strays: { pressed: 0, left: 0 },
    standIns: 0,
    draws: 0,
    offers: { made: 0, accepted: 0 },
    seconds: 0,
  };
  const left = [...seeds];
  const lane = async () => {
    while (left.length > 0 && Date.now() - startedMs < withinMs) {
      const mine = left.splice(0, runsASeries);
      const { ran, findings, standIns, draws, offers } = await runSeries(program, ground, mine, (one) => {
        tally.runs += 1;
        tally.requests += one.told.filter(({ asked }) => asked !== 'no').length;
        tally.excused += one.excused;
        tally.strays.pressed += one.strays.pressed;
        tally.strays.left += one.strays.left;
        for (const moment of one.killedAt) tally.kills.set(moment, (tally.kills.get(moment) ?? 0) + 1);
        onRun(one, tally);
      });
      tally.findings.push(...findings);
      tally.standIns += standIns;
      tally.draws += draws;
      tally.offers.made += offers.made;
      tally.offers.accepted += offers.accepted;
      // A run that got stuck ended its series: the rest goes on in a new one.
      left.unshift(...mine.slice(ran.length));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  tally.seconds = Math.round((Date.now() - startedMs) / 1_000);
  return tally;
}

/** The table that a campaign prints: one column a database. */
export function tableOf(tallies: readonly { name: string; tally: Tally }[]): string {
  const count = (tally: Tally, kind: FaultKind) => tally.findings.filter((finding) => finding.kind === kind).length;
  const ofTheirOwn = ['double execution', 'lost decision', 'wrong final word', 'over an envelope'];
  const others = (tally: Tally) => tally.findings.filter(({ kind }) => !ofTheirOwn.includes(kind)).length;
  const line = (label: string, of: (tally: Tally) => number) => [label, ...tallies.map(({ tally }) => String(of(tally)))];
  const rows = [
    ['', ...tallies.map(({ name }) => name)],
    line('runs', ({ runs }) => runs),
    line('requests', ({ requests }) => requests),
    line('kills', ({ kills }) => [...kills.values()].reduce((sum, one) => sum + one, 0)),
    ...moments.map((moment) => line(`  ${moment}`, ({ kills }) => kills.get(moment) ?? 0)),
    line('double executions', (tally) => count(tally, 'double execution')),
    line('lost decisions', (tally) => count(tally, 'lost decision')),
    line('wrong final words', (tally) => count(tally, 'wrong final word')),
    line('over an envelope', (tally) => count(tally, 'over an envelope')),
    line('other faults', others),
    line('presses not counted, and told so', ({ excused }) => excused),
    line('cards posted twice, right once pressed', ({ strays }) => strays.pressed),
    line('cards posted twice, left as they were', ({ strays }) => strays.left),
    line('drawn from envelopes', ({ draws }) => draws),
    line('votes in somebody’s place', ({ standIns }) => standIns),
    line('offers made', ({ offers }) => offers.made),
    line('offers accepted', ({ offers }) => offers.accepted),
    line('seconds', ({ seconds }) => seconds),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}
