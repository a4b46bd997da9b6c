import { judged } from './judged.ts';
import type { Figures } from './load.ts';
import { mb, ms, type Results, seconds } from './results.ts';

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
      `**The machine was busy with other work**: a load of ${machine.load.toFixed(1)} on ${machine.processors.split(' ')[0]} processors at the start. Times in this run are several times longer than on a quiet one, and vary from run to run; ratios and processor times suffer less.`,
    );
  const rows = judged(results);
  parts.push(
    '## Beside what should be held',
    table(
      ['what', 'measured', 'should be', ''],
      rows.map(({ what, measured, goal, isHeld }) => [
        what,
        measured,
        goal,
        isHeld === undefined ? '' : isHeld ? 'held' : '**missed**',
      ]),
    ),
  );
  const reasons = [...new Set(rows.flatMap(({ isHeld, why }) => (isHeld === false && why !== undefined ? [why] : [])))];
  if (reasons.length > 0) parts.push('### Why some are missed', reasons.map((why) => `- ${why}`).join('\n'));
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
          ['Wheelhouse with traces', lookups.perSecond.traced.toFixed(0)],
        ],
      ),
      table(
        ['processor time of one', 'of its process'],
        [
          ['bare Bolt app', ms(lookups.processorMs.bare)],
          ['Wheelhouse', ms(lookups.processorMs.app)],
          ['Wheelhouse with traces', ms(lookups.processorMs.traced)],
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
          'of them not counted',
          'processor time of one, with its execution',
          'approved → write at the back office',
          'the same on another replica',
          'ready: first start / second',
        ],
        Object.entries(decisions).map(([name, one]) => [
          name,
          pair(one.alone),
          pair(one.loaded),
          String(one.notCounted),
          ms(one.processorMs),
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
