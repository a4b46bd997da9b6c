import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testKey } from '../support/keys.ts';
import { startPostgres } from '../support/postgres.ts';
import type { Scene, Told } from './hands.ts';
import type { Arm, Order } from './orders.ts';
import { cardsOf, type DatabaseOf, type Outside, openOutside, people, policy, writesOf } from './outside.ts';
import { ask, decideOn } from './people.ts';
import type { Story, StoryKind } from './plan.ts';
import { type AppProcess, buildProgram, launch } from './program.ts';
import { playTeamsDay } from './teams-day.ts';

/** Promised in the README: a dead replica's work goes on elsewhere within this. */
const takenOverWithinMs = 30_000;

const postgres = await startPostgres();
let program: string;
beforeAll(async () => {
  program = await buildProgram();
}, 60_000);
afterAll(() => postgres?.stop());

let outside: Outside;
let folder: string;
const started: AppProcess[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-replicas-'));
  outside = await openOutside();
});
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.kill();
    await one.ended;
  }
  await outside.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A process on this database, with the machine's own time. */
async function startOn(database: DatabaseOf, arm?: Arm, by = policy): Promise<{ app: AppProcess; port: number }> {
  const app = launch(program);
  started.push(app);
  const order: Order = {
    kind: 'start',
    environment: outside.environment(database),
    policy: by,
    clock: { originMs: Date.now(), realMs: Date.now(), speed: 1, shiftMs: 0 },
    logFile: join(folder, `log-${started.length}`),
    arm,
  };
  await app.hear('loaded');
  app.send(order);
  return { app, port: (await app.hear('running')).port };
}

/** `isOver`: nobody does anything any more. */
function scene(isOver = () => false): Scene {
  const queues = new Map<string, Promise<unknown>>();
  const endMs = Date.now() + 90_000;
  return {
    outside,
    up: () => Promise.resolve(),
    forward: () => Promise.resolve(),
    over: () => isOver() || Date.now() > endMs,
    alone: (person, what) => {
      const next = (queues.get(person) ?? Promise.resolve()).then(what);
      queues.set(
        person,
        next.catch(() => undefined),
      );
      return next;
    },
  };
}

const story = (nonce: string, kind: StoryKind, more: Partial<Story> = {}): Told => ({
  story: {
    kind,
    nonce,
    asker: 'ana',
    customer: 1010,
    amount: kind === 'at-once' ? 20 : kind === 'two-votes' ? 100 : 50,
    firstLead: 0,
    ...more,
  },
  asked: 'no',
  forms: 0,
  pressed: [],
});

const word = (nonce: string, ...words: string[]) =>
  outside.workspace.until(
    () => {
      const cards = cardsOf(outside, nonce);
      return cards.length > 0 && cards.every((card) => words.includes(card.word));
    },
    { timeoutMs: 90_000, say: `every card of ${nonce} says ${words.join(' or ')}` },
  );

describe.skipIf(postgres === undefined)('two replicas on one PostgreSQL', () => {
  const fresh = async () => {
    if (postgres === undefined) throw new Error('no server');
    return { DATABASE_URL: await postgres.createDatabase(), JOURNAL_KEY: testKey };
  };

  it('take every job once and count every decision once, though each delivery reaches both', async () => {
    const database = await fresh();
    const [one, two] = await Promise.all([startOn(database), startOn(database)]);
    outside.door.to([one.port, two.port]);
    outside.door.treat(() => ({ copies: 2, delaysMs: [0, 0] }));
    const told = [
      story('rep-a', 'same-instant', { customer: 1005 }),
      story('rep-b', 'at-once', { asker: 'ben', customer: 1006 }),
      story('rep-c', 'two-votes', { customer: 1016 }),
      story('rep-d', 'approve', { asker: 'ben', customer: 1005 }),
    ];
    const together = scene();
    await Promise.all(told.map((each) => ask(together, each).then(() => decideOn(together, each))));
    for (const {
      story: { nonce },
    } of told) {
      await word(nonce, 'Done');
      expect(writesOf(outside, nonce)).toMatchObject({ arrived: 1, applied: 1 });
      expect(new Set(cardsOf(outside, nonce).map(({ channel }) => channel)).size).toBe(cardsOf(outside, nonce).length);
    }
    one.app.send({ kind: 'finish' });
    const { book } = await one.app.hear('finished');
    expect(book.requests).toHaveLength(told.length);
    expect(book.chain).toEqual([]);
    expect(book.entries.filter(({ kind }) => kind === 'request.running')).toHaveLength(told.length);
  }, 180_000);

  it('a team’s day: an envelope gives no more than it holds, and absences, offers and decisions count on both at once', async () => {
    const crowd = Array.from({ length: 40 }, (_, index) => `U0AGENT${String(index).padStart(2, '0')}`);
    await outside.close();
    outside = await openOutside({ crowd });
    const database = await fresh();
    const by = policy.replace('most: 10', 'most: 30');
    const [one, two] = await Promise.all([startOn(database, undefined, by), startOn(database, undefined, by)]);
    await playTeamsDay(outside, [one.port, two.port], crowd);
    one.app.send({ kind: 'finish' });
    const { book } = await one.app.hear('finished');
    expect(book.chain).toEqual([]);
    expect(book.requests.filter(({ envelope }) => envelope !== null)).toHaveLength(30);
    expect(book.votes.filter(({ person }) => person === people.fay)).toMatchObject([{ givenFor: people.lea }]);
  }, 180_000);

  it('one is killed before it wrote: the other carries it out within 30 s', async () => {
    const database = await fresh();
    const doomed = await startOn(database, { step: 'execute:before-sent', nth: 1 });
    outside.door.to([doomed.port]);
    const living = await startOn(database);
    let diedMs = Number.POSITIVE_INFINITY;
    void doomed.app.ended.then(() => {
      diedMs = Date.now();
    });
    const whileItLives = scene(() => diedMs < Number.POSITIVE_INFINITY);
    const told = [story('over-a.', 'at-once')];
    for (const one of told) await ask(whileItLives, one);
    // Which of the two takes the job is chance; if the living one was faster there is nothing to take over, so it is asked again.
    for (let n = 0; n < 20 && !(await isDead(doomed.app)); n += 1) {
      const next = story(`over-b${n}.`, 'at-once', { customer: 1005 + n });
      told.push(next);
      await ask(whileItLives, next);
    }
    await doomed.app.ended;
    outside.door.to([living.port]);
    // Each that was taken in, also one that has no card yet since the dead one was to post it. The first was in any case, though its asker
    // may not have been told so before it died.
    const asked = told.filter((one, index) => index === 0 || one.asked === 'acked').map((one) => one.story.nonce);
    for (const nonce of asked) await word(nonce, 'Done');
    const tookMs = Date.now() - diedMs;
    process.stdout.write(`a killed replica's work was done elsewhere after ${(tookMs / 1_000).toFixed(1)} s\n`);
    expect(tookMs).toBeLessThan(takenOverWithinMs);
    for (const nonce of asked) expect(writesOf(outside, nonce)).toMatchObject({ arrived: 1, applied: 1 });
  }, 180_000);

  it('one stops before it wrote and wakes when the other has done it: it writes nothing', async () => {
    const database = await fresh();
    const sleeper = await startOn(database, { step: 'execute:before-sent', nth: 1, signal: 'SIGSTOP' });
    outside.door.to([sleeper.port]);
    await ask(scene(), story('sleep-a', 'at-once'));
    const other = await startOn(database);
    outside.door.to([other.port]);
    await word('sleep-a', 'Done');
    expect(writesOf(outside, 'sleep-a')).toMatchObject({ arrived: 1, applied: 1 });
    sleeper.app.wake();
    outside.door.to([sleeper.port]);
    // It is awake when it answers, and does what is asked of it next.
    await ask(scene(), story('sleep-b', 'at-once', { customer: 1005 }));
    await word('sleep-b', 'Done');
    expect(writesOf(outside, 'sleep-a')).toMatchObject({ arrived: 1, applied: 1 });
    expect(cardsOf(outside, 'sleep-a').map((card) => card.word)).toContain('Done');
  }, 180_000);

  it('one stops after the mark: the other says Outcome unknown and stays with it, whatever the sleeper does', async () => {
    const database = await fresh();
    const sleeper = await startOn(database, { step: 'execute:after-sent', nth: 1, signal: 'SIGSTOP' });
    outside.door.to([sleeper.port]);
    await ask(scene(), story('late-a', 'at-once'));
    const other = await startOn(database);
    outside.door.to([other.port]);
    await word('late-a', 'Outcome unknown');
    expect(writesOf(outside, 'late-a')).toMatchObject({ arrived: 0, applied: 0 });
    sleeper.app.wake();
    outside.door.to([sleeper.port]);
    await ask(scene(), story('late-b', 'at-once', { customer: 1005 }));
    await word('late-b', 'Done');
    // It may have written on waking or have found its connection closed: nobody can tell, and so nobody but a person says what happened.
    await word('late-a', 'Outcome unknown');
    expect(writesOf(outside, 'late-a').arrived).toBeLessThanOrEqual(1);
  }, 180_000);
});

describe('two processes on one embedded directory', () => {
  it('the second is refused in words, and the first goes on', async () => {
    const database = { DATA_DIR: join(folder, 'data') };
    const first = await startOn(database);
    await expect(startOn(database)).rejects.toThrow(
      /is in use by another Wheelhouse process\. Stop that one first, or set DATA_DIR to another directory\./,
    );
    outside.door.to([first.port]);
    await ask(scene(), story('alone-a', 'at-once'));
    await word('alone-a', 'Done');
    expect(writesOf(outside, 'alone-a').applied).toBe(1);
  }, 180_000);
});

function isDead(app: AppProcess): Promise<boolean> {
  return Promise.race([app.ended.then(() => true), new Promise<boolean>((tell) => setTimeout(tell, 50, false))]);
}
