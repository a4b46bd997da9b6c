import type { ServerResponse } from 'node:http';
import { WebAPIHTTPError } from '@slack/web-api';
import { expect, it } from 'vitest';
import { superviseSocket } from '../../../src/slack/socket/supervisor.ts';
import { SocketTrouble, statusTrouble, troubleOf } from '../../../src/slack/socket/trouble.ts';
import { handClock, restlessClock } from '../../support/clock.ts';
import { silentLog } from '../../support/log.ts';
import { json, socketApp, socketSlack } from '../../support/socket-slack.ts';

it('goes on for ever, with pauses that grow to a minute and no further', async () => {
  const clock = restlessClock();
  const pauses: number[] = [];
  let tries = 0;
  const supervisor = superviseSocket({
    ask: async () => {
      tries += 1;
      throw new SocketTrouble('status', 'no');
    },
    deliver: async () => undefined,
    discard: () => undefined,
    clock: {
      now: clock.now,
      sleep: async (ms, signal) => {
        // The time limits around asking and stopping are no pauses.
        if (ms === 10_000 || supervisor.state().state === 'stopped')
          return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
        pauses.push(ms);
        if (tries === 500) void supervisor.stop();
        return clock.sleep(ms, signal);
      },
    },
    log: silentLog,
    random: () => 0,
  });
  supervisor.start();
  await expect.poll(() => supervisor.state().state).toBe('stopped');
  expect(tries).toBe(500);
  expect(pauses.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(new Set(pauses.slice(6))).toEqual(new Set([60_000]));
  expect(supervisor.troubles().get('status')).toBe(tries);
});

it('sockets that never last are not opened in a circle', async () => {
  const clock = handClock();
  const slack = await socketSlack();
  const { state } = await socketApp(slack, clock);
  const lose = async (count: number) => {
    await expect.poll(() => slack.sockets.length).toBe(count);
    await expect.poll(() => state().state).toBe('open');
    slack.sockets.at(-1)?.terminate();
    await expect.poll(() => state().state).toBe(count <= 3 ? 'open' : 'lost');
  };
  for (let count = 1; count <= 4; count += 1) await lose(count);
  expect(slack.sockets).toHaveLength(4);
  clock.forward(1_000);
  await expect.poll(() => slack.sockets.length).toBe(5);
});

it('sockets that carry something for some seconds before they are lost are replaced at once, one after the other', async () => {
  const clock = handClock();
  const slack = await socketSlack();
  const { state } = await socketApp(slack, clock);
  for (let count = 1; count <= 8; count += 1) {
    await expect.poll(() => [state().state, state().reconnects]).toEqual(['open', count - 1]);
    clock.forward(10_000);
    slack.sockets.at(-1)?.terminate();
  }
});

it('after one that was opened the pauses between failures begin again, however long it lasted', async () => {
  const clock = handClock();
  const slack = await socketSlack();
  const { state } = await socketApp(slack, clock);
  for (let count = 1; count <= 3; count += 1) {
    await expect.poll(() => [state().state, state().reconnects]).toEqual(['open', count - 1]);
    slack.answer(...Array.from({ length: 3 }, () => (response: ServerResponse) => json(response, 503, {})));
    slack.sockets.at(-1)?.terminate();
    for (const [failure, pauseMs] of [1_000, 2_000, 4_000].entries()) {
      await expect.poll(() => state().failedTries).toBe(failure + 1);
      clock.forward(pauseMs);
    }
  }
});

it.each([
  ['30', 30_000],
  // None of Slack's limits needs so long.
  ['1000000000', 30_000],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  [undefined, undefined],
])(
  'a socket or its address that is refused with Retry-After %s is asked for again after %s ms at the earliest',
  (said, afterMs) => {
    expect(statusTrouble('the socket', 503, said)).toMatchObject({ kind: 'status', retryAfterMs: afterMs });
    const refused = new WebAPIHTTPError(503, 'Busy', said === undefined ? {} : { 'retry-after': said }, '');
    expect(troubleOf(refused)).toMatchObject({ kind: 'status', retryAfterMs: afterMs });
  },
);
