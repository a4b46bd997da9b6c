import type { DecisionFigures } from './decisions.ts';
import type { Figures } from './load.ts';
import type { LookupFigures } from './lookups.ts';
import type { Machine } from './machine.ts';

export type Results = {
  at: Date;
  machine?: Machine;
  lookups?: LookupFigures;
  soak?: { seconds: number; failed: number; toAnswer: Figures; beforeMb: number; afterMb: number };
  decisions?: Record<string, DecisionFigures>;
  memoryMb?: Record<string, number>;
};

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const mb = (value: number) => `${Math.round(value)} MB`;
const seconds = (value: number) => `${value.toFixed(2)} s`;
const pair = ({ p50, p99 }: Figures) => `${ms(p50)} / ${ms(p99)}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** docs/benchmarks.md: ratios first, since they hold on other machines, then the figures and what the machine gives. */
export function benchmarksPage(results: Results): string {
  const { machine, lookups, soak, decisions, memoryMb } = results;
  const parts = [
    '# Benchmarks',
    `Written by \`npm run bench\` on ${results.at.toISOString().slice(0, 10)}. It asserts nothing; run it on your own machine. Each ratio is of two figures of the same run. The bare app is a Bolt app of 40 lines that checks the signature, acks, makes the same calls to the back office in the same order, and answers with as many bytes: no database, no roles, no policy, no log.`,
  ];
  if (machine !== undefined && machine.load > 1.5)
    parts.push(
      `**The machine was busy with other work** (a load of ${machine.load.toFixed(1)} at the start), so times in this run are longer than on a quiet one; ratios suffer less.`,
    );
  parts.push('## Beside what should be held', table(['what', 'measured', 'should be'], judged(results)));
  if (lookups !== undefined)
    parts.push(
      '## A look-up',
      table(
        ['ack, one at a time', 'half within / 99 % within'],
        [
          ['`node:http` with the same HMAC', pair(lookups.ack.raw)],
          ['bare Bolt app', pair(lookups.ack.bare)],
          ['Wheelhouse', pair(lookups.ack.app)],
        ],
      ),
      table(
        ['to the end, 20 at a time', 'a second'],
        [
          ['bare Bolt app', lookups.perSecond.bare.toFixed(0)],
          ['Wheelhouse', lookups.perSecond.app.toFixed(0)],
        ],
      ),
      table(
        ['looked up by', 'round trips', 'calls'],
        lookups.depth.map(({ what, trips, calls }) => [what, String(trips), String(calls)]),
      ),
    );
  if (decisions !== undefined)
    parts.push(
      '## Decisions',
      'From the press to its answer, which comes after the commit. Half within / 99 % within.',
      table(
        [
          'database',
          'one at a time',
          '50 a second, right after a start',
          'approved → write at the back office',
          'the same on another replica',
          'ready: first start / second',
        ],
        Object.entries(decisions).map(([name, one]) => [
          name,
          pair(one.alone),
          pair(one.loaded),
          pair(one.toCall),
          one.toCallElsewhere === undefined ? 'has one process' : pair(one.toCallElsewhere),
          `${seconds(one.readyS.first)} / ${seconds(one.readyS.second)}`,
        ]),
      ),
    );
  if (memoryMb !== undefined)
    parts.push(
      '## Memory',
      'Resident, a minute after the decisions, at a second start.',
      table(
        ['process', 'memory'],
        Object.entries(memoryMb).map(([name, value]) => [name, mb(value)]),
      ),
    );
  if (soak !== undefined)
    parts.push(
      '## Soak',
      `Twenty look-ups a second for ${soak.seconds} s: ${soak.failed} failed, answers ${pair(soak.toAnswer)}, the slowest ${ms(soak.toAnswer.most)}; memory ${mb(soak.beforeMb)} before, ${mb(soak.afterMb)} after.`,
    );
  if (machine !== undefined)
    parts.push(
      '## The machine',
      table(
        ['what', 'figure'],
        [
          ['processors', machine.processors],
          ['Node', machine.node],
          ['load at the start', machine.load.toFixed(1)],
          ['write and fsync of 8 kB', pair(machine.fsync)],
          ...Object.entries(machine.transactions).map(([name, { one, perSecond }]) => [
            `a decision’s transaction alone, ${name}`,
            `${pair(one)}, ${perSecond.toFixed(0)} a second`,
          ]),
        ],
      ),
    );
  return `${parts.join('\n\n')}\n`;
}

function judged({ lookups, decisions, memoryMb, machine }: Results): string[][] {
  const rows: string[][] = [];
  if (lookups !== undefined) {
    const { ack, perSecond, depth } = lookups;
    rows.push(
      ['look-ups to the end a second, of the bare app’s', (perSecond.app / perSecond.bare).toFixed(2), 'at least 0.7'],
      ['ack of a look-up, of the bare app’s (half within)', (ack.app.p50 / ack.bare.p50).toFixed(2), ''],
      ...depth.map(({ what, trips, most }) => [`round trips of a look-up by ${what}`, String(trips), `at most ${most}`]),
    );
  }
  for (const [name, one] of Object.entries(decisions ?? {})) {
    const transaction = machine?.transactions[name]?.one.p99 ?? Number.NaN;
    rows.push(
      [`decisions at 50 a second, ${name}, 99 % within`, ms(one.loaded.p99), `under ${ms(Math.max(50, 10 * transaction))}`],
      [`approved → write, ${name}, 99 % within`, ms(one.toCall.p99), 'under 20 ms'],
    );
    if (one.toCallElsewhere !== undefined)
      rows.push(['approved → write on another replica, 99 % within', ms(one.toCallElsewhere.p99), 'under 50 ms']);
    rows.push([`ready, ${name}, first start`, seconds(one.readyS.first), name === 'embedded' ? '2.5 s' : '1.06 s']);
  }
  if (memoryMb !== undefined) {
    const empty = memoryMb['an empty process with the same embedded database'] ?? Number.NaN;
    const embedded = memoryMb.embedded ?? Number.NaN;
    rows.push(
      ['memory, PostgreSQL', mb(memoryMb.PostgreSQL ?? Number.NaN), 'under 200 MB'],
      ['memory, embedded, above an empty process', mb(embedded - empty), 'under 250 MB'],
    );
  }
  return rows;
}
