import { mb, ms, type Results, seconds } from './results.ts';

/** A figure beside its goal; without a goal nothing is judged. `why`: what is behind it, for when it is missed. */
export type Judged = { what: string; measured: string; goal: string; isHeld?: boolean; why?: string };

const whys = {
  lookups:
    'A look-up is checked more than the bare app checks it: each answer of the back office against its schema, each state against the values that are known, the person against their roles in the database, the drawn profile against Slack’s limits. The look itself is an entry of the journal. That is the processor time below.',
  decisions:
    'A decision and its execution write four entries of the journal, each in a transaction of its own, and the chain has one writer at a time. Their processor time, with what is drawn, is printed below: times 50 it is more than one processor has, so decisions go first and executions follow later. On the embedded database the fsync of each commit stops the app’s own thread, too.',
  notCounted:
    'A press is not counted, and the person is told to press again, when it is not known within 0.7 s who they are and what they may decide. Behind a queue of seconds that is most of them.',
  toCall:
    'Between the yes and the write lie two transactions, and the reads of the facts that the yes was tied to, from the back office, one more time: what has changed since must not be written.',
  ready:
    'A start is bound by the processor: loading the bundle and its bytecode, the migrations, and for the embedded database the unpacking of an empty one.',
  memory: 'It is what Node keeps after the load; it gives memory back late.',
} as const;

export function judged({ lookups, decisions, memoryMb, machine }: Results): Judged[] {
  const rows: Judged[] = [];
  if (lookups !== undefined) {
    const { ack, perSecond, processorMs, depth } = lookups;
    const share = perSecond.app / perSecond.bare;
    rows.push(
      {
        what: 'look-ups to the end a second, of the bare app’s',
        measured: share.toFixed(2),
        goal: 'at least 0.7',
        isHeld: share >= 0.7,
        why: whys.lookups,
      },
      {
        what: 'processor time of a look-up, of the bare app’s',
        measured: (processorMs.app / processorMs.bare).toFixed(1),
        goal: '',
      },
      {
        what: 'processor time of a look-up with traces, of that without',
        measured: (processorMs.traced / processorMs.app).toFixed(2),
        goal: '',
      },
      { what: 'ack of a look-up, of the bare app’s (half within)', measured: (ack.app.p50 / ack.bare.p50).toFixed(2), goal: '' },
      ...depth.map(({ what, trips, most }) => ({
        what: `round trips of a look-up by ${what}`,
        measured: String(trips),
        goal: `at most ${most}`,
        isHeld: trips <= most,
      })),
    );
  }
  const under = (what: string, value: number, goal: number, write: (value: number) => string, why: string): Judged => ({
    what,
    measured: write(value),
    goal: `under ${write(goal)}`,
    isHeld: value < goal,
    why,
  });
  for (const [name, one] of Object.entries(decisions ?? {})) {
    const transaction = machine?.transactions[name]?.one.p99 ?? Number.NaN;
    const goal = Math.max(50, 10 * transaction);
    rows.push(
      under(`decisions at 50 a second, ${name}, 99 % within`, one.loaded.p99, goal, ms, whys.decisions),
      {
        what: `presses at 50 a second that were not counted, ${name}, of ${one.loaded.count}`,
        measured: String(one.notCounted),
        goal: 'none',
        isHeld: one.notCounted === 0,
        why: whys.notCounted,
      },
      under(`approved → write, ${name}, 99 % within`, one.toCall.p99, 20, ms, whys.toCall),
    );
    if (one.toCallElsewhere !== undefined)
      rows.push(under('approved → write on another replica, 99 % within', one.toCallElsewhere.p99, 50, ms, whys.toCall));
    rows.push(under(`ready, ${name}, first start`, one.readyS.first, name === 'embedded' ? 2.5 : 1.06, seconds, whys.ready));
  }
  if (memoryMb !== undefined) {
    const empty = memoryMb['an empty process with the same embedded database'] ?? Number.NaN;
    const of = (name: string) => memoryMb[name] ?? Number.NaN;
    rows.push(
      under('memory, PostgreSQL', of('PostgreSQL'), 200, mb, whys.memory),
      under('memory, embedded, above an empty process', of('embedded') - empty, 250, mb, whys.memory),
    );
  }
  return rows;
}
