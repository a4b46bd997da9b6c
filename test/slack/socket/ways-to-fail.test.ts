import { describe, expect, it } from 'vitest';
import { handClock } from '../../support/clock.ts';
import { json, type SocketSlack, socketApp, socketSlack } from '../../support/socket-slack.ts';

const soon = { timeout: 25_000 };
const refuse = (error: string) => (slack: SocketSlack) => slack.answer((response) => json(response, 200, { ok: false, error }));
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (slack: SocketSlack) =>
    slack.answer((response) => response.writeHead(code, headers).end('no'));
const text = (body: string) => (slack: SocketSlack) => slack.answer((response) => response.writeHead(200).end(body));
const upgrade = (line: string) => (slack: SocketSlack) => slack.upgrade((socket) => socket.end(line));

/** How far a try is when its time limit runs; `untilThen` resolves once it is. The clock is not moved before. */
type Hangs = { afterMs: number; untilThen(slack: SocketSlack): Promise<unknown> };

/** The client is open once it answers a ping. */
async function untilOpen(slack: SocketSlack): Promise<void> {
  await expect.poll(() => slack.sockets.length, soon).toBe(1);
  await new Promise((resolve) => slack.sockets[0]?.once('pong', resolve).ping());
}

/** Every way of not getting a socket, what it is called, and for one that hangs how long to move the clock until it counts as failed. */
const ways: [string, (slack: SocketSlack) => void, { kind: string; say: RegExp; hangs?: Hangs; pauseMs?: number }][] = [
  ['503', status(503), { kind: 'status', say: /status 503/ }],
  ['503 with a time', status(503, { 'retry-after': '30' }), { kind: 'status', say: /status 503/, pauseMs: 30_000 }],
  ['500', status(500), { kind: 'status', say: /status 500/ }],
  ['404', status(404), { kind: 'status', say: /status 404/ }],
  ['401', status(401), { kind: 'status', say: /status 401/ }],
  ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), { kind: 'network', say: /connection failed/ }],
  ['429 with a time', status(429, { 'retry-after': '30' }), { kind: 'limited', say: /asked to wait/, pauseMs: 30_000 }],
  [
    '429 until the year 2058',
    status(429, { 'retry-after': '1000000000' }),
    { kind: 'limited', say: /asked to wait/, pauseMs: 30_000 },
  ],
  ['429 without a time', status(429), { kind: 'limited', say: /asked to wait/, pauseMs: 30_000 }],
  ['the word ratelimited', refuse('ratelimited'), { kind: 'limited', say: /asked to wait/, pauseMs: 30_000 }],
  ...[
    'invalid_auth',
    'account_inactive',
    'not_authed',
    'token_revoked',
    'internal_error',
    'too_many_websockets',
    'a_new_word',
  ].map((word): (typeof ways)[number] => [`the word ${word}`, refuse(word), { kind: 'refused', say: new RegExp(word) }]),
  ['a page of a proxy', text('<html>Sign in to the hotel</html>'), { kind: 'unreadable', say: /could not be read/ }],
  ['half an answer', text('{"ok":tr'), { kind: 'unreadable', say: /could not be read/ }],
  ['nothing in the answer', text(''), { kind: 'unreadable', say: /could not be read/ }],
  ['null', text('null'), { kind: 'unreadable', say: /could not be read/ }],
  ['no address', text('{"ok":true}'), { kind: 'unreadable', say: /no address/ }],
  ['an address of something else', text('{"ok":true,"url":"gopher://x"}'), { kind: 'unreadable', say: /no address/ }],
  ['an address that is none', text('{"ok":true,"url":"ws://"}'), { kind: 'unreadable', say: /no address/ }],
  ['an address where nobody is', text('{"ok":true,"url":"ws://127.0.0.1:1/"}'), { kind: 'network', say: /ECONNREFUSED/ }],
  [
    'a reset before the answer',
    (slack) => slack.answer((response) => response.destroy()),
    { kind: 'network', say: /connection failed/ },
  ],
  [
    'an answer that never comes',
    (slack) => slack.answer(() => undefined),
    {
      kind: 'late',
      say: /not answered in time/,
      hangs: { afterMs: 10_000, untilThen: (slack) => expect.poll(() => slack.asked.length, soon).toBe(1) },
    },
  ],
  [
    'an upgrade that is refused',
    upgrade('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n'),
    { kind: 'status', say: /status 401/ },
  ],
  [
    'an upgrade that is refused until later',
    upgrade('HTTP/1.1 503 Busy\r\nRetry-After: 30\r\nConnection: close\r\n\r\n'),
    { kind: 'status', say: /status 503/, pauseMs: 30_000 },
  ],
  [
    'an upgrade that is limited',
    upgrade('HTTP/1.1 429 Slowly\r\nRetry-After: 45\r\nConnection: close\r\n\r\n'),
    { kind: 'limited', say: /asked to wait/, pauseMs: 45_000 },
  ],
  [
    'an upgrade that is limited until the year 2058',
    upgrade('HTTP/1.1 429 Slowly\r\nRetry-After: 1000000000\r\nConnection: close\r\n\r\n'),
    { kind: 'limited', say: /asked to wait/, pauseMs: 30_000 },
  ],
  ['an upgrade that is broken', upgrade('HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\n'), { kind: 'status', say: /status 503/ }],
  [
    'an upgrade to something else',
    upgrade('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    { kind: 'status', say: /status 200/ },
  ],
  ['an upgrade in another language', upgrade('SSH-2.0-OpenSSH_9.6\r\n\r\n'), { kind: 'network', say: /connection failed/ }],
  [
    'a reset in the upgrade',
    (slack) => slack.upgrade((socket) => socket.destroy()),
    { kind: 'network', say: /connection failed/ },
  ],
  [
    'an upgrade that hangs',
    (slack) => slack.upgrade(() => undefined),
    {
      kind: 'late',
      say: /did not open in time/,
      hangs: { afterMs: 10_000, untilThen: (slack) => expect.poll(slack.upgraded, soon).toBe(1) },
    },
  ],
  [
    'a socket that says no hello',
    (slack) =>
      slack.upgrade((_socket, take) => {
        slack.state.hello = false;
        take();
        slack.state.hello = true;
      }),
    { kind: 'late', say: /did not say hello/, hangs: { afterMs: 10_000, untilThen: untilOpen } },
  ],
  [
    'a socket that closes before hello',
    (slack) =>
      slack.upgrade((_socket, take) => {
        slack.state.hello = false;
        take();
        slack.state.hello = true;
        slack.sockets.at(-1)?.close(1011);
      }),
    { kind: 'closed', say: /code 1011/ },
  ],
  [
    'a socket that is sent away before hello, and left open',
    (slack) =>
      slack.upgrade((_socket, take) => {
        slack.state.hello = false;
        take();
        slack.state.hello = true;
        const [socket] = slack.sockets.slice(-1);
        if (socket !== undefined) slack.disconnect(socket, 'too_many_websockets');
      }),
    { kind: 'closed', say: /before it said hello/ },
  ],
];

describe('a socket that cannot be opened is tried again, and once it is open people get through', () => {
  it.each(ways)('%s', async (_name, fail, { kind, say, hangs, pauseMs = 1_000 }) => {
    const clock = handClock();
    const slack = await socketSlack();
    fail(slack);
    const { state, receiver, handled } = await socketApp(slack, clock);
    if (hangs !== undefined) {
      await hangs.untilThen(slack);
      clock.forward(hangs.afterMs);
    }
    await expect.poll(() => state().failedTries, soon).toBe(1);
    expect(state()).toMatchObject({ state: 'opening', lastTrouble: { kind, say: expect.stringMatching(say) } });
    expect(receiver.troubles().get(kind as never)).toBe(1);
    // Up to a quarter of the first pause is left to chance.
    clock.forward(pauseMs * 0.75 - 10);
    await Promise.resolve();
    expect(slack.asked).toHaveLength(1);
    clock.forward(pauseMs * 0.25 + 10);
    await expect.poll(() => state(), soon).toMatchObject({ state: 'open', failedTries: 0, reconnects: 0 });
    expect(slack.asked).toEqual(['Bearer xapp-1', 'Bearer xapp-1']);

    const socket = slack.sockets.at(-1);
    if (socket === undefined) throw new Error('no socket');
    const id = slack.command(socket);
    await expect
      .poll(() => slack.acks.map(({ envelopeId, payload }) => ({ envelopeId, payload })), soon)
      .toEqual([{ envelopeId: id, payload: { text: 'pong' } }]);
    expect(handled).toHaveLength(1);
  });

  it('an address at which nobody listens, until somebody does', async () => {
    const clock = handClock();
    const slack = await socketSlack();
    await slack.close();
    const { state } = await socketApp(slack, clock);
    for (let tries = 1; tries <= 4; tries += 1) {
      await expect.poll(() => state().failedTries, soon).toBe(tries);
      clock.forward(60_000);
    }
    expect(state().lastTrouble).toMatchObject({ kind: 'network', say: expect.stringContaining('ECONNREFUSED') });
    await expect.poll(() => state().failedTries, soon).toBe(5);
    await slack.back();
    clock.forward(60_000);
    await expect.poll(() => state().state, soon).toBe('open');
  });
});
