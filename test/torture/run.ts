import { setTimeout as pause } from 'node:timers/promises';
import { steps } from '../../src/approvals/ports.ts';
import { allFinal, type Finding, finalWord, judgeStory, strays } from './judge.ts';
import { setUpKill } from './kills.ts';
import type { Arm } from './orders.ts';
import { cardsOf, writesOf } from './outside.ts';
import { ask, decideOn, pressStray, type Scene, settleTruly, type Told } from './people.ts';
import type { Kill, Moment, Plan } from './plan.ts';
import { randomFrom } from './random.ts';
import type { Series } from './series.ts';

/** After this long nobody tries anything again, and what is not settled is a finding. */
const longestRunMs = 90_000;
/** A card that nobody redraws for this long, while the others are final, is one that the app does not know. */
const strayAfterMs = 700;
/** Still not redrawn after having been pressed: it will not be. */
const patienceMs = 6_000;

export type Ran = {
  seed: number;
  told: Told[];
  findings: Finding[];
  killedAt: Moment[];
  excused: number;
  /** Cards that were posted twice around a kill: right once pressed, or left with an old word since they have no button. */
  strays: { pressed: number; left: number };
  ms: number;
};

const isStep = (moment: Moment): moment is Arm['step'] => (steps as readonly string[]).includes(moment);
const armFor = (kill: Kill | undefined): Arm | undefined =>
  kill !== undefined && isStep(kill.at) ? { step: kill.at, nth: kill.nth } : undefined;

/** One seed's run on a series that has a process running: it is left with one running. */
export async function run(series: Series, plan: Plan): Promise<Ran> {
  const startedMs = Date.now();
  const { outside } = series;
  const killedAt: Moment[] = [];
  const kills = [...plan.kills];
  let current = kills.shift();
  let ended = false;
  let upNow: Promise<unknown> = Promise.resolve();
  const logBefore = series.log().length;
  const deliveredBefore = outside.workspace.deliveries.length;

  let rigKill = setUpKill(series, current, plan.lateWrite);
  series.app().send({ kind: 'arm', arm: armFor(current) });

  /** Starts the next process whenever one ends, until the run is over. */
  const supervise = async () => {
    for (;;) {
      const { signal, code } = await series.app().ended;
      if (ended) return;
      if (signal !== 'SIGKILL') throw new Error(`the app ended by itself (${signal ?? code})\n${series.log().slice(-3_000)}`);
      let risen: () => void = () => undefined;
      upNow = new Promise<void>((resolve) => {
        risen = resolve;
      });
      outside.door.to([]);
      if (current !== undefined) killedAt.push(current.at);
      rigKill.afterDeath();
      const before = rigKill;
      current = kills.shift();
      rigKill = setUpKill(series, current, plan.lateWrite, before);
      const startUp = current?.at === 'rig:start-up' ? current : undefined;
      try {
        await series.start(armFor(current), (app) => {
          if (startUp) setTimeout(() => app.kill(), startUp.afterMs);
        });
        rigKill.afterStart();
      } catch {
        // It was killed while it started: the loop sees that it has ended.
      }
      risen();
    }
  };
  let crashed: unknown;
  const supervised = supervise().catch((error: unknown) => {
    crashed = error;
  });

  const queues = new Map<string, Promise<unknown>>();
  const scene: Scene = {
    outside,
    up: async () => {
      await pause(20);
      await upNow;
    },
    forward: (ms) => series.forward(ms),
    over: () => crashed !== undefined || Date.now() - startedMs > longestRunMs,
    alone: (person, what) => {
      const next = (queues.get(person) ?? Promise.resolve()).then(what);
      queues.set(
        person,
        next.catch(() => undefined),
      );
      return next;
    },
  };
  misbehave(series, plan);
  const told: Told[] = plan.stories.map((story) => ({ story, asked: 'no', pressed: [] }));
  await Promise.all(told.map((one) => ask(scene, one).then(() => decideOn(scene, one))));
  const sawUnknown = new Set<string>();
  const pressedStrays = new Set<string>();
  const hush = (letGo: () => void) => quiet(scene, series, told, { sawUnknown, pressedStrays, letGo });
  await hush(() => rigKill.letGo());
  // What was not reached by now will not be: the run counts without that kill.
  kills.length = 0;
  current = undefined;
  series.app().send({ kind: 'arm', arm: undefined });
  rigKill.letGo();
  behave(series);
  await echo(series, plan, deliveredBefore);
  await hush(() => undefined);
  ended = true;
  if (crashed === undefined) await Promise.race([supervised, Promise.resolve()]);
  const findings = told.flatMap((one) =>
    judgeStory(outside, plan.seed, one, {
      sawUnknown: sawUnknown.has(one.story.nonce),
      mayBeUnknown: killedAt.length > 0 || plan.officeFault !== undefined,
      mayBeStray: killedAt.length > 0,
      lateWrite: plan.kills.some(({ at }) => at === 'rig:office-has-it'),
    }),
  );
  if (crashed !== undefined) findings.push({ seed: plan.seed, kind: 'stuck', say: String(crashed) });
  const left = told.reduce((sum, one) => sum + strays(cardsOf(outside, one.story.nonce)).length, 0);
  const excused = series.log().slice(logBefore).split('a press was not counted').length - 1;
  return { seed: plan.seed, told, findings, killedAt, excused, strays: { pressed: pressedStrays.size - left, left }, ms: Date.now() - startedMs };
}

function misbehave({ outside }: Series, plan: Plan): void {
  const random = randomFrom(plan.seed ^ 0x5eed);
  if (plan.unrulyDeliveries > 0)
    outside.door.treat((body) =>
      body.includes('s') && random.chance(plan.unrulyDeliveries)
        ? { copies: random.between(1, 3), delaysMs: [random.between(0, 120), random.between(0, 200), random.between(0, 300)] }
        : { copies: 1, delaysMs: [] },
    );
  if (plan.officeFault) outside.office.setFaults([{ upstream: 'operations', on: 'writes', kind: plan.officeFault, times: 1 }]);
  if (plan.slackFault) {
    outside.workspace.fail('chat.update', { status: 503, times: 2 });
    outside.workspace.fail('chat.postMessage', { status: 500, times: 1 });
  }
}

function behave({ outside }: Series): void {
  outside.door.treat(undefined);
  outside.door.onAck(undefined);
  outside.workspace.behave();
  outside.office.setFaults([]);
}

/** Old deliveries once more, in another order, some of them several at a time. */
async function echo({ outside }: Series, plan: Plan, from: number): Promise<void> {
  const random = randomFrom(plan.seed ^ 0xec40);
  const old = outside.workspace.deliveries.slice(from).filter(({ kind }) => kind === 'interactive');
  for (let left = Math.min(plan.echoes, old.length); left > 0; left -= 1) {
    const one = old[random.between(0, old.length - 1)];
    if (one) await outside.workspace.deliver(one.kind, one.payload, { times: random.between(1, 3) });
  }
}

type Hush = {
  /** Nonces of requests that were seen as Outcome unknown. */
  sawUnknown: Set<string>;
  /** Cards that were posted but not noted before a kill, and were pressed by somebody. */
  pressedStrays: Set<string>;
  letGo(): void;
};

/** Waits until every request has its final word on every card: settles what is unknown, lets time end what nobody decided. */
async function quiet(scene: Scene, series: Series, told: readonly Told[], hush: Hush): Promise<void> {
  const { outside } = series;
  let decidedSinceMs = Date.now();
  let movedMs = 0;
  let settledMs = 0;
  for (;;) {
    const all = told.map((one) => ({ one, cards: cardsOf(outside, one.story.nonce) }));
    const open = all.filter(({ one, cards }) => !allFinal(cards) && (one.asked === 'acked' || cards.length > 0));
    if (open.length === 0 || scene.over()) return;
    const undecided = open.filter(({ cards }) => finalWord(cards) === undefined);
    if (undecided.length > 0) decidedSinceMs = Date.now();
    if (Date.now() - decidedSinceMs > patienceMs) return;
    if (Date.now() - decidedSinceMs > strayAfterMs) {
      for (const { one, cards } of open)
        for (const card of strays(cards)) {
          const key = `${card.channel} ${card.ts}`;
          if (hush.pressedStrays.has(key)) continue;
          hush.pressedStrays.add(key);
          if (card.buttons.length > 0) await pressStray(scene, one.story, card);
        }
    }
    for (const { one, cards } of undecided) {
      if (!cards.some(({ word }) => word === 'Outcome unknown')) continue;
      hush.sawUnknown.add(one.story.nonce);
      hush.letGo();
      if (Date.now() - settledMs < 500) continue;
      await pause(60); // a write that was just let go arrives
      await scene.up();
      await settleTruly(scene, one.story, writesOf(outside, one.story.nonce).applied > 0);
      settledMs = Date.now();
    }
    const waiting = undecided.filter(({ cards }) => cards.some(({ word }) => word === 'Waiting for approval'));
    if (waiting.length > 0 && waiting.length === undecided.length && Date.now() - movedMs > 1_500) {
      // Nobody decides these: their time runs out.
      await scene.up();
      await scene.forward(4 * 3_600_000 + 60_000);
      movedMs = Date.now();
    }
    await pause(30);
  }
}
