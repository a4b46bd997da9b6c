import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import type { GroupAnswer } from '../../src/slack/answers.ts';
import { createKnown } from '../../src/slack/known.ts';
import { memoryAnswers } from '../../src/slack/memory-answers.ts';
import type { DirectoryAsking, DirectorySource } from '../../src/slack/source.ts';
import { handClock } from '../support/clock.ts';
import { fc } from '../support/fast-check.ts';

const step = fc.oneof(
  fc.record({ do: fc.constant('change' as const), at: fc.nat(1) }),
  fc.record({ do: fc.constant('look' as const), at: fc.nat(1), freshMs: fc.constantFrom(1_000, 5_000, 60_000) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 4_000 }) }),
);

describe('what is known of a group', () => {
  it('is never older than was asked for, nor than an event that had come, however answers and events overtake each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), fc.infiniteStream(fc.nat(7)), async (steps, chance) => {
        const clock = handClock();
        const history = [{ atMs: clock.now().getTime(), version: 0 }];
        /** What is on its way, to be let through in any order. */
        const onTheWay: (() => void)[] = [];
        const travel = () => new Promise<void>((arrived) => void onTheWay.push(arrived));
        let truth = 0;
        let told = 0;
        const slack: DirectorySource = async (subjects) => {
          await travel();
          const members = [String(truth)];
          await travel();
          return { found: new Map(subjects.map((subject) => [subject, { members }])), fault: undefined };
        };
        const store = memoryAnswers({ clock });
        const replicas = [0, 1].map(() => createKnown({ store, source: slack, clock }));
        const tooOld: string[] = [];
        const running: Promise<void>[] = [];

        async function event(at: number, version: number) {
          await travel();
          await replicas[at]?.noteEvent('S1');
          told = Math.max(told, version);
        }
        async function look(at: number, freshMs: number) {
          const sinceMs = clock.now().getTime() - freshMs;
          const least = Math.max(told, history.findLast(({ atMs }) => atMs <= sinceMs)?.version ?? 0);
          const known = await replicas[at]?.get(['S1'], { freshMs }).catch((error: unknown) => {
            if (error instanceof Fault) return undefined; // events kept coming: refusing is always right
            throw error;
          });
          const answer = known?.kept.get('S1')?.answer as GroupAnswer | undefined; // safe: S1 is a group
          if (answer !== undefined && Number(answer.members[0]) < least)
            tooOld.push(`saw ${answer.members[0]}, and ${least} was known`);
        }
        const begin = (one: (typeof steps)[number]) => {
          if (one.do === 'wait') clock.forward(one.ms);
          else if (one.do === 'look') running.push(look(one.at, one.freshMs));
          else {
            truth += 1;
            history.push({ atMs: clock.now().getTime(), version: truth });
            running.push(event(one.at, truth));
          }
        };
        const left = [...steps];
        while (left.length + onTheWay.length > 0) {
          const at = (chance.next().value ?? 0) % (onTheWay.length + 1);
          const next = at === onTheWay.length ? left.shift() : undefined;
          if (next !== undefined) begin(next);
          else for (const arrived of onTheWay.splice(Math.min(at, onTheWay.length - 1), 1)) arrived();
          await turn();
        }
        await Promise.all(running);
        expect(tooOld).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** A Slack that answers when it is told to. */
function heldSlack() {
  const asked: {
    subjects: readonly string[];
    how: DirectoryAsking;
    answer(members: string[]): void;
    fail(fault: Fault): void;
  }[] = [];
  const source: DirectorySource = (subjects, how) =>
    new Promise((resolve) => {
      asked.push({
        subjects,
        how,
        answer: (members) => resolve({ found: new Map(subjects.map((subject) => [subject, { members }])), fault: undefined }),
        fail: (fault) => resolve({ found: new Map(), fault }),
      });
    });
  const clock = handClock();
  const store = memoryAnswers({ clock });
  const open = () => createKnown({ store, source, clock });
  return { asked, clock, known: open(), other: open() };
}

const membersOf = async (known: ReturnType<typeof createKnown>, need: Parameters<typeof known.get>[1]) =>
  ((await known.get(['S1'], need)).kept.get('S1')?.answer as GroupAnswer | undefined)?.members;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const limited = () => new Fault('slack_unavailable', 'Slack is limiting Wheelhouse.');

describe('a question to Slack', () => {
  it('is shared by everybody who asks while it is under way, and its answer by other replicas', async () => {
    const { asked, known, other } = heldSlack();
    const looks = [membersOf(known, { freshMs: 5_000 }), membersOf(known, { freshMs: 1_000 })];
    await turn();
    asked[0]?.answer(['U1']);
    expect(await Promise.all(looks)).toEqual([['U1'], ['U1']]);
    expect(await membersOf(other, { freshMs: 1_000 })).toEqual(['U1']);
    expect(asked).toHaveLength(1);
  });

  it('that an event overtakes is put again, also when another replica had the event', async () => {
    const { asked, known, other } = heldSlack();
    const look = membersOf(known, { freshMs: 5_000 });
    await turn();
    await other.noteEvent('S1');
    asked[0]?.answer(['U1', 'U2']);
    await turn();
    asked[1]?.answer(['U1']);
    expect(await look).toEqual(['U1']);
  });

  it('is not put for an answer that is fresh enough, and is for one that is not', async () => {
    const { asked, clock, known } = heldSlack();
    const look = membersOf(known, { freshMs: 1_000 });
    await turn();
    asked[0]?.answer(['U1']);
    await look;
    clock.forward(5_000);
    expect(await membersOf(known, { freshMs: 5_000 })).toEqual(['U1']);
    clock.forward(1);
    void membersOf(known, { freshMs: 5_000 });
    await turn();
    expect(asked).toHaveLength(2);
  });

  it('that Slack limits leaves the older answer to who may use it, and fails for who may not', async () => {
    const { asked, clock, known } = heldSlack();
    const first = membersOf(known, { freshMs: 1_000 });
    await turn();
    asked[0]?.answer(['U1']);
    await first;
    clock.forward(120_000);
    const shown = membersOf(known, { freshMs: 60_000, stale: 'on-trouble' });
    const used = membersOf(known, { freshMs: 60_000 }).catch((error: unknown) => error);
    await turn();
    for (const one of asked.slice(1)) one.fail(limited());
    expect(await shown).toEqual(['U1']);
    expect(await used).toBeInstanceOf(Fault);
    expect(await membersOf(known, { freshMs: 60_000, stale: 'at-once' })).toEqual(['U1']);
  });

  it('is not put again by what only shows something, right after it was answered to this replica or to another', async () => {
    for (const stale of ['on-trouble', 'at-once'] as const) {
      const { asked, clock, known, other } = heldSlack();
      const show = (by: typeof known) => membersOf(by, { freshMs: 60_000, stale });
      const first = show(known);
      await turn();
      asked[0]?.answer(['U1']);
      await first;
      await show(other);
      clock.forward(61_000);
      const second = [show(known), show(other)];
      await turn();
      asked[1]?.answer(['U1', 'U2']);
      asked[2]?.answer(['U1', 'U2']);
      await Promise.all(second);
      await turn();
      const before = asked.length;
      expect([await show(known), await show(other)]).toEqual([
        ['U1', 'U2'],
        ['U1', 'U2'],
      ]);
      expect(asked).toHaveLength(before);
    }
  });

  it('is put ahead of time in the background, once half of the minute is over', async () => {
    const { asked, clock, known } = heldSlack();
    const look = membersOf(known, { freshMs: 60_000 });
    await turn();
    asked[0]?.answer(['U1']);
    await look;
    clock.forward(29_000);
    await membersOf(known, { freshMs: 60_000 });
    expect(asked).toHaveLength(1);
    clock.forward(2_000);
    expect(await membersOf(known, { freshMs: 60_000 })).toEqual(['U1']);
    await turn();
    expect(asked.map(({ how }) => how.urgency)).toEqual(['person', 'background']);
  });
});
