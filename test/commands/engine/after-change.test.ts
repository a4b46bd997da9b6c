import { expect, it, vi } from 'vitest';
import type { RequestState } from '../../../src/approvals/machine.ts';
import type { AppContext } from '../../../src/commands/app-context.ts';
import { createAfterChange } from '../../../src/commands/engine/after-change.ts';
import { createLog } from '../../../src/lib/log.ts';
import { handClock } from '../../support/clock.ts';

const minuteMs = 60_000;
const app = {} as AppContext; // safe: it is only handed on

function watching() {
  const clock = handClock();
  const states = new Map<string, RequestState | Error>();
  const looks: string[] = [];
  const after = createAfterChange({
    app: () => app,
    stateOf: async (origin) => {
      looks.push(origin);
      const state = states.get(origin);
      if (state instanceof Error) throw state;
      return state;
    },
    clock,
    log: createLog({ level: 'silent', pretty: false }),
  });
  /** Time passes in steps in which everybody who is woken gets a turn. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.forward(500);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { after, states, looks, pass };
}

it('an answer is drawn again once, soon after the change that was started from it is done', async () => {
  const { after, states, pass } = watching();
  const draw = vi.fn(async () => undefined);
  after.draw('ana:terms:1', draw);
  for (const state of [undefined, 'checking', 'pending', 'approved', 'running'] as const) {
    if (state !== undefined) states.set('ana:terms:1', state);
    await pass(1_000);
  }
  expect(draw).not.toHaveBeenCalled();
  states.set('ana:terms:1', 'done');
  await pass(1_500);
  expect(draw.mock.calls).toEqual([[app]]);
  await pass(5 * minuteMs);
  expect(draw).toHaveBeenCalledTimes(1);
});

it.each(['rejected', 'cancelled', 'expired', 'failed', 'stale', 'refused'] as const)(
  'nothing is drawn, and nothing more is looked up, when it ends as %s',
  async (state) => {
    const { after, states, looks, pass } = watching();
    const draw = vi.fn(async () => undefined);
    states.set('ana:terms:1', state);
    after.draw('ana:terms:1', draw);
    await pass(5 * minuteMs);
    expect(draw).not.toHaveBeenCalled();
    expect(looks).toHaveLength(1);
  },
);

it('a form that nobody sends costs few looks, and none once Slack takes no answer any more', async () => {
  const { after, states, looks, pass } = watching();
  const draw = vi.fn(async () => undefined);
  after.draw('ana:terms:1', draw);
  await pass(30 * minuteMs);
  expect(looks.length).toBeLessThan(90);
  states.set('ana:terms:1', 'done');
  await pass(10 * minuteMs);
  expect(draw).not.toHaveBeenCalled();
});

it('a database that is away for a moment is asked again, and a stop ends all of it', async () => {
  const { after, states, looks, pass } = watching();
  const draw = vi.fn(async () => undefined);
  states.set('ana:terms:1', new Error('away'));
  after.draw('ana:terms:1', draw);
  after.draw('ana:terms:2', draw);
  await pass(2_000);
  states.set('ana:terms:1', 'done');
  await pass(2_000);
  expect(draw).toHaveBeenCalledTimes(1);
  after.stop();
  const before = looks.length;
  states.set('ana:terms:2', 'done');
  await pass(10 * minuteMs);
  expect(looks).toHaveLength(before);
});
