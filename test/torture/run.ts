import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../sandbox/back-office/world/random.ts';
import { steps } from '../../src/approvals/ports.ts';
import type { Scene, Told } from './hands.ts';
import { type Finding, judgeStory, strays } from './judge.ts';
import { setUpKill } from './kills.ts';
import type { Arm } from './orders.ts';
import { cardsOf } from './outside.ts';
import { ask, decideOn } from './people.ts';
import { drawsOf, type Kill, type Moment, type Plan, type Story } from './plan.ts';
import { quiet } from './quiet.ts';
import type { Series } from './series.ts';

/** After this long nobody tries anything again, and what is not settled is a finding. */
const longestRunMs = 300_000;

export type Ran = {
  seed: number;
  told: Told[];
  findings: Finding[];
  killedAt: Moment[];
  excused: number;
  /** When somebody first moved the clock past the time to decide, by the rig's clock. */
  movedAtMs: number;
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

  let movedAtMs = Number.POSITIVE_INFINITY;
  const queues = new Map<string, Promise<unknown>>();
  const scene: Scene = {
    outside,
    up: async () => {
      await pause(20);
      await upNow;
    },
    forward: (ms) => {
      movedAtMs = Math.min(movedAtMs, Date.now());
      return series.forward(ms);
    },
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
  const begun = plan.stories.map((story) => ({
    one: toldOf(story),
    draws: story.kind === 'envelope' ? drawsOf(story).map(toldOf) : [],
  }));
  const told = begun.flatMap(({ one, draws }) => [one, ...draws]);
  await Promise.all(begun.map(({ one, draws }) => ask(scene, one).then(() => decideOn(scene, one, draws))));
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
      mayBeUnknown: killedAt.length > 0 || plan.backOfficeFault !== undefined,
      mayBeStray: killedAt.length > 0,
      lateWrite: plan.kills.some(({ at }) => at === 'rig:back-office-has-it'),
    }),
  );
  if (crashed !== undefined) findings.push({ seed: plan.seed, kind: 'stuck', say: String(crashed) });
  const left = told.reduce((sum, one) => sum + strays(cardsOf(outside, one.story.nonce)).length, 0);
  const excused = series.log().slice(logBefore).split('a press was not counted').length - 1;
  return {
    seed: plan.seed,
    told,
    findings,
    killedAt,
    excused,
    movedAtMs,
    strays: { pressed: pressedStrays.size, left },
    ms: Date.now() - startedMs,
  };
}

const toldOf = (story: Story): Told => ({ story, asked: 'no', forms: 0, pressed: [] });

function misbehave({ outside }: Series, plan: Plan): void {
  const random = seededRandom(plan.seed ^ 0x5eed);
  if (plan.unrulyDeliveries > 0)
    outside.door.treat((body) =>
      body.includes('s') && random.chance(plan.unrulyDeliveries)
        ? { copies: random.between(1, 3), delaysMs: [random.between(0, 120), random.between(0, 200), random.between(0, 300)] }
        : { copies: 1, delaysMs: [] },
    );
  if (plan.backOfficeFault)
    outside.backOffice.setFaults([{ upstream: 'operations', on: 'writes', kind: plan.backOfficeFault, times: 1 }]);
  if (plan.slackFault) {
    outside.workspace.fail('chat.update', { status: 503, times: 2 });
    outside.workspace.fail('chat.postMessage', { status: 500, times: 1 });
  }
}

function behave({ outside }: Series): void {
  outside.door.treat(undefined);
  outside.door.onAck(undefined);
  outside.workspace.behave();
  outside.backOffice.setFaults([]);
}

/** Old deliveries once more, in another order, some of them several at a time. */
async function echo({ outside }: Series, plan: Plan, from: number): Promise<void> {
  const random = seededRandom(plan.seed ^ 0xec40);
  const old = outside.workspace.deliveries.slice(from).filter(({ kind }) => kind === 'interactive');
  for (let left = Math.min(plan.echoes, old.length); left > 0; left -= 1) {
    const one = old[random.between(0, old.length - 1)];
    if (one) await outside.workspace.deliver(one.kind, one.payload, { times: random.between(1, 3) });
  }
}
