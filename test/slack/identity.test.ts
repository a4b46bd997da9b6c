import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../src/lib/secret.ts';
import { createSlackClient } from '../../src/slack/client.ts';
import { createIdentity } from '../../src/slack/identity.ts';
import { createPace } from '../../src/slack/pace.ts';
import { handClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

const soon = { timeout: 25_000 };
const accepted = { ok: true, team_id: 'T1', user_id: 'U1', bot_id: 'B1' };
const refused = (error: string) => ({ ok: false, error });

/** A Slack whose answers a test sets, and the identity that watches them. */
async function watched() {
  const slack = { auth: accepted as object, other: { ok: true } as object, asked: 0, down: false };
  const server = createServer((request, response) => {
    const isAuth = request.url?.endsWith('/auth.test') ?? false;
    if (isAuth) slack.asked += 1;
    if (slack.down) response.writeHead(503).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isAuth ? slack.auth : slack.other));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clock = handClock();
  const client = createSlackClient(
    {
      botToken: new Secret('xoxb-1'),
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, // safe: a TCP server that listens
    },
    { pace: createPace({ clock }), onCall: (call) => identity.heard(call) },
  );
  const identity = createIdentity(client, { clock, log: silentLog });
  onTestFinished(async () => {
    identity.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { slack, clock, client, identity };
}

async function home() {
  const all = await watched();
  await all.identity.keepTrying();
  await expect.poll(all.identity.known, soon).toMatchObject({ teamId: 'T1' });
  return all;
}
const call = (client: Awaited<ReturnType<typeof watched>>['client']) => client.users.info({ user: 'U9' }).catch(() => undefined);

it('is asked again after a refusal at the start, until Slack accepts the token', async () => {
  const { slack, clock, identity } = await watched();
  slack.auth = refused('invalid_auth');
  await identity.keepTrying();
  await expect.poll(identity.trouble, soon).toBe('invalid_auth');
  slack.auth = accepted;
  expect(identity.known()).toBeUndefined();
  clock.forward(500);
  await expect.poll(identity.known, soon).toMatchObject({ teamId: 'T1', botId: 'B1' });
  expect(identity.trouble()).toBeUndefined();
});

it.each([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'org_login_required',
  'team_access_not_granted',
  'two_factor_setup_required',
  'accesslimited',
])('a token that any call is refused with (%s) belongs to nobody, until Slack accepts it again', async (word) => {
  const { slack, clock, client, identity } = await home();
  slack.auth = refused(word);
  slack.other = refused(word);
  await call(client);
  expect(identity.known()).toBeUndefined();
  expect(identity.trouble()).toBe(word);
  await expect.poll(() => slack.asked, soon).toBeGreaterThanOrEqual(1);
  slack.auth = accepted;
  await expect
    .poll(() => {
      clock.forward(500);
      return identity.known();
    }, soon)
    .toMatchObject({ teamId: 'T1' });
  expect(identity.trouble()).toBeUndefined();
});

it.each(['missing_scope', 'channel_not_found', 'internal_error', 'ratelimited'])(
  'a call that is refused with %s says nothing about the token',
  async (word) => {
    const { slack, client, identity } = await home();
    slack.other = refused(word);
    await call(client);
    expect(identity.known()).toMatchObject({ teamId: 'T1' });
  },
);

it.each(['token_revoked', 'access_denied', 'ekm_access_denied', 'a_word_of_next_year'])(
  'a token that auth.test refuses with %s while nobody does anything is noticed within a minute',
  async (word) => {
    const { slack, clock, identity } = await home();
    slack.auth = refused(word);
    clock.forward(60_000);
    await expect.poll(identity.trouble, soon).toBe(word);
    expect(identity.known()).toBeUndefined();
  },
);

it('Slack being away takes nothing from a token that it had accepted', async () => {
  const { slack, clock, client, identity } = await home();
  const before = slack.asked;
  slack.down = true;
  await call(client);
  clock.forward(60_000);
  await expect.poll(() => slack.asked, soon).toBe(before + 1);
  expect(identity.known()).toMatchObject({ teamId: 'T1' });
});

it('a call that refuses what auth.test accepts does not make it ask in a circle', async () => {
  const { slack, clock, client, identity } = await home();
  slack.other = refused('invalid_auth');
  for (let round = 0; round < 5; round += 1) {
    await call(client);
    expect(identity.known()).toBeUndefined();
    await expect
      .poll(() => {
        clock.forward(250);
        return identity.known();
      }, soon)
      .toBeDefined();
  }
  // 0.5, 1, 2, 4 and 8 seconds, less up to a quarter each.
  expect(slack.asked).toBe(6);
  expect(clock.now().getTime()).toBeGreaterThan(Date.parse('2026-11-21T10:00:11Z'));
});

it('a token of another workspace is not served, and the first workspace is again', async () => {
  const { slack, clock, client, identity } = await home();
  slack.auth = { ...accepted, team_id: 'T2' };
  slack.other = refused('token_revoked');
  await call(client);
  await expect
    .poll(() => {
      clock.forward(500);
      return identity.trouble();
    }, soon)
    .toBe('another_workspace');
  expect(identity.known()).toBeUndefined();
  slack.auth = accepted;
  await expect
    .poll(() => {
      clock.forward(500);
      return identity.known();
    }, soon)
    .toMatchObject({ teamId: 'T1' });
});

it('an installation for a whole organisation is no workspace', async () => {
  const { slack, identity } = await watched();
  slack.auth = { ...accepted, team_id: 'E1', enterprise_id: 'E1', is_enterprise_install: true };
  await identity.keepTrying();
  await expect.poll(identity.trouble, soon).toBe('installed_for_the_organisation');
  expect(identity.known()).toBeUndefined();
});
