import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { isConnected } from '../../../src/slack/socket/state.ts';
import { handClock } from '../../support/clock.ts';
import { json, socketApp, socketSlack } from '../../support/socket-slack.ts';

const soon = { timeout: 25_000 };

async function connected() {
  const clock = handClock();
  const slack = await socketSlack();
  const app = await socketApp(slack, clock);
  await expect.poll(() => app.state().state, soon).toBe('open');
  const socket = (index: number): WebSocket => {
    const one = slack.sockets[index];
    if (one === undefined) throw new Error(`there is no socket ${index}`);
    return one;
  };
  return {
    ...app,
    clock,
    slack,
    socket,
    isReady: () => isConnected(app.state(), clock.now()),
    /** The answers that came, in order, with the number of the socket. */
    acks: () => slack.acks.map(({ envelopeId, payload, over }) => [envelopeId, payload, slack.sockets.indexOf(over)]),
  };
}

describe('a socket that is lost is replaced at once', () => {
  it.each<[string, (socket: WebSocket) => void, RegExp]>([
    ['cut off', (socket) => socket.terminate(), /code 1006/],
    ['closed by Slack', (socket) => socket.close(1001), /code 1001/],
    ['closed without a word', (socket) => socket.close(), /code 1005/],
  ])('%s', async (_how, lose, say) => {
    const { slack, socket, state, acks } = await connected();
    lose(socket(0));
    await expect.poll(() => state().reconnects, soon).toBe(1);
    expect(state()).toMatchObject({
      state: 'open',
      failedTries: 0,
      lastTrouble: { kind: 'closed', say: expect.stringMatching(say) },
    });
    const id = slack.command(socket(1));
    await expect.poll(acks, soon).toEqual([[id, { text: 'pong' }, 1]]);
  });

  it('when Slack says something that breaks the protocol', async () => {
    const { socket, state } = await connected();
    // A frame of no known kind, past the library.
    const { _socket: line } = socket(0) as unknown as { _socket: { write(bytes: Buffer): void } }; // safe: ws keeps its line there
    line.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await expect.poll(() => state(), soon).toMatchObject({ state: 'open', reconnects: 1, lastTrouble: { kind: 'network' } });
  });

  it('when it is open and nothing comes through, not even an answer to a ping', async () => {
    const clock = handClock();
    const slack = await socketSlack();
    slack.state.autoPong = false;
    const { state } = await socketApp(slack, clock);
    await expect.poll(() => state().state, soon).toBe('open');
    slack.state.autoPong = true;
    await expect
      .poll(() => {
        if (state().state === 'open' && state().reconnects === 0) clock.forward(5_000);
        return state();
      }, soon)
      .toMatchObject({ state: 'open', reconnects: 1, lastTrouble: { kind: 'silent' } });
  });

  it('while the next one is refused it is lost, not ready, and comes back by itself', async () => {
    const { clock, slack, socket, state, isReady } = await connected();
    slack.answer((response) => json(response, 503, {}));
    socket(0).terminate();
    await expect.poll(() => state(), soon).toMatchObject({ state: 'lost', failedTries: 1, lastTrouble: { kind: 'status' } });
    expect(isReady()).toBe(false);
    clock.forward(1_000);
    await expect.poll(() => state(), soon).toMatchObject({ state: 'open', reconnects: 1 });
    expect(isReady()).toBe(true);
  });

  it('is not replaced while it answers pings and nobody does anything', async () => {
    const { clock, socket, state } = await connected();
    for (let beat = 1; beat <= 30; beat += 1) {
      const pinged = new Promise((resolve) => socket(0).once('ping', resolve));
      clock.forward(5_000);
      await pinged;
    }
    expect(state()).toMatchObject({ state: 'open', reconnects: 0 });
  });

  it('is not replaced while Slack delivers over it, although its pings, which came, stopped coming', async () => {
    const { clock, slack, socket, state, acks } = await connected();
    const answered = new Promise((resolve) => socket(0).once('pong', resolve));
    socket(0).ping();
    await answered;
    for (let beat = 1; beat <= 15; beat += 1) {
      slack.command(socket(0));
      await expect.poll(() => acks().length, soon).toBe(beat);
      const pinged = new Promise((resolve) => slack.sockets.at(-1)?.once('ping', resolve));
      clock.forward(5_000);
      await pinged;
    }
    expect(state()).toMatchObject({ state: 'open', reconnects: 0 });
  });

  it('is replaced when Slack’s own pings, which came, stop coming', async () => {
    const { clock, socket, state } = await connected();
    const answered = new Promise((resolve) => socket(0).once('pong', resolve));
    socket(0).ping();
    await answered;
    await expect
      .poll(() => {
        if (state().state === 'open' && state().reconnects === 0) clock.forward(5_000);
        return state();
      }, soon)
      .toMatchObject({ state: 'open', reconnects: 1, lastTrouble: { kind: 'silent' } });
  });
});

describe('at Slack’s refresh', () => {
  it.each(['warning', 'refresh_requested', 'a_new_word'])(
    '(%s) the second socket is open before the first is given up',
    async (reason) => {
      const { clock, slack, socket, state, isReady, acks } = await connected();
      // The second is held up for as long as we like.
      let take: (() => void) | undefined;
      slack.upgrade((_socket, accept) => {
        take = accept;
      });
      slack.disconnect(socket(0), reason);
      await expect.poll(() => state().state, soon).toBe('replacing');
      await expect.poll(() => slack.asked.length, soon).toBe(2);
      expect(isReady()).toBe(true);

      // People still get through, over the first.
      const before = slack.command(socket(0));
      await expect.poll(acks, soon).toEqual([[before, { text: 'pong' }, 0]]);
      await expect.poll(() => take, soon).toBeDefined();
      take?.();
      await expect.poll(() => state(), soon).toMatchObject({ state: 'open', reconnects: 1 });
      const between = slack.command(socket(0));
      const after = slack.command(socket(1));
      await expect.poll(() => acks().length, soon).toBe(3);
      expect(acks()).toContainEqual([between, { text: 'pong' }, 0]);
      expect(acks()).toContainEqual([after, { text: 'pong' }, 1]);

      const closed = new Promise((resolve) => socket(0).once('close', resolve));
      clock.forward(2_000);
      expect(await closed).toBe(1000);
      expect(state()).toMatchObject({ state: 'open', reconnects: 1 });
      expect(slack.asked).toHaveLength(2);
    },
  );

  it('a decision that is under way is answered over the socket on which it came', async () => {
    const { clock, slack, socket, state, acks, handled, go } = await connected();
    const id = slack.command(socket(0), '/slow');
    await expect.poll(() => handled.length, soon).toBe(1);
    slack.disconnect(socket(0), 'refresh_requested');
    await expect.poll(() => state().reconnects, soon).toBe(1);
    clock.forward(2_000);
    go();
    await expect.poll(acks, soon).toEqual([[id, { text: 'decided' }, 0]]);
  });

  it('a first socket that Slack closes at once leaves a gap that does not count for 30 s', async () => {
    const { clock, slack, socket, state, isReady } = await connected();
    slack.answer((response) => json(response, 503, {}));
    slack.disconnect(socket(0), 'refresh_requested');
    await expect.poll(() => state().failedTries, soon).toBe(1);
    socket(0).close(1001);
    await expect.poll(() => state().state, soon).toBe('lost');
    expect(isReady()).toBe(true);
    slack.answer(...Array.from({ length: 20 }, () => (response: Parameters<typeof json>[0]) => json(response, 503, {})));
    clock.forward(30_001);
    expect(isReady()).toBe(false);
  });
});

it('a decision whose socket is lost under way is answered over the next one', async () => {
  const { slack, socket, state, acks, handled, go } = await connected();
  const id = slack.command(socket(0), '/slow');
  await expect.poll(() => handled.length, soon).toBe(1);
  socket(0).terminate();
  await expect.poll(() => state().reconnects, soon).toBe(1);
  go();
  await expect.poll(acks, soon).toEqual([[id, { text: 'decided' }, 1]]);
});

it('a command goes on when its socket is lost before the answer, and no other is open', async () => {
  const { slack, socket, state, handled, go, acks } = await connected();
  slack.command(socket(0), '/slow');
  await expect.poll(() => handled.length, soon).toBe(1);
  slack.answer((response) => json(response, 503, {}));
  socket(0).terminate();
  await expect.poll(() => state().state, soon).toBe('lost');
  go();
  await expect.poll(acks, soon).toEqual([]);
});

it('Socket Mode that was switched off is reported, and tried again slowly until it is on', async () => {
  const { clock, slack, socket, state, isReady } = await connected();
  slack.disconnect(socket(0), 'link_disabled');
  await expect.poll(() => state(), soon).toMatchObject({ state: 'switched-off', lastTrouble: { kind: 'link_disabled' } });
  expect(isReady()).toBe(false);
  socket(0).close();
  clock.forward(11_000);
  expect(slack.asked).toHaveLength(1);
  slack.answer((response) => json(response, 200, { ok: false, error: 'not_allowed' }));
  clock.forward(4_000);
  await expect.poll(() => state(), soon).toMatchObject({ state: 'switched-off', failedTries: 1 });
  clock.forward(22_000);
  expect(slack.asked).toHaveLength(2);
  clock.forward(8_000);
  await expect.poll(() => state(), soon).toMatchObject({ state: 'open', reconnects: 1 });
});

it('what cannot be read over the socket harms nothing, and is not sent again', async () => {
  const { slack, socket, state, acks } = await connected();
  for (const raw of [
    'null',
    '[]',
    '"hello"',
    '{',
    '',
    '{"type":"hello"}',
    '{"type":"events_api"}',
    '{"type":"close","payload":{}}',
  ])
    socket(0).send(raw);
  socket(0).send(Buffer.from([1, 2, 3]), { binary: true });
  socket(0).send('{"type":"interactive","envelope_id":"E0","payload":null}');
  socket(0).send('{"type":"events_api","envelope_id":"E1","payload":{"event":null}}');
  const id = slack.command(socket(0));
  await expect.poll(acks, soon).toEqual([
    ['E0', {}, 0],
    [id, { text: 'pong' }, 0],
  ]);
  expect(state()).toMatchObject({ state: 'open', reconnects: 0 });
});

it('stopping waits for the answer that is due, closes politely and opens no other', async () => {
  const { receiver, slack, socket, acks, handled, go, state } = await connected();
  const id = slack.command(socket(0), '/slow');
  await expect.poll(() => handled.length, soon).toBe(1);
  const closed = new Promise((resolve) => socket(0).once('close', resolve));
  const stopped = receiver.stop();
  go();
  await stopped;
  expect(await closed).toBe(1000);
  expect(acks()).toEqual([[id, { text: 'decided' }, 0]]);
  expect(state().state).toBe('stopped');
  expect(slack.asked).toHaveLength(1);
});
