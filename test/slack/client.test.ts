import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createSlackClient, limitedUntil, retryAfterMsOf, type SlackCall, slackErrorOf } from '../../src/slack/client.ts';
import { slackFault } from '../../src/slack/fault.ts';
import { troubleOf } from '../../src/slack/refusals.ts';
import { respondAt } from '../../src/slack/response-url.ts';
import { onlyForeseenAnswers } from '../support/nock.ts';
import { directoryAlone } from '../support/slack-directory.ts';

// The exchange with Slack's own address is the point here: what is sent where, and what each answer is read as. nock must be there
// before a client is made, since the client keeps the fetch that it finds.
const slack = () => nock('https://slack.com');

onlyForeseenAnswers();

const client = () => createSlackClient({ botToken: new Secret('xoxb-1') });
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a call of the Web API', () => {
  it('goes to Slack with the token in its header and not in its body', async () => {
    slack()
      .post(
        '/api/chat.postMessage',
        (body: Record<string, string>) => body.channel === 'C1' && !JSON.stringify(body).includes('xoxb'),
      )
      .matchHeader('authorization', 'Bearer xoxb-1')
      .reply(200, { ok: true, channel: 'C1', ts: '1.1' });
    expect(await client().chat.postMessage({ channel: 'C1', text: 'hello' })).toMatchObject({ ok: true, ts: '1.1' });
  });

  it('is not repeated by itself when Slack asks to wait: it says for how long', async () => {
    slack().post('/api/chat.update').reply(429, {}, { 'retry-after': '7' });
    const error = await outcomeOf(client().chat.update({ channel: 'C1', ts: '1.1', text: 'x' }));
    expect(retryAfterMsOf(error)).toBe(7_000);
    expect(slackErrorOf(error)).toBeUndefined();
  });

  it('is not made again before the time that Slack named, and says so', async () => {
    slack().post('/api/chat.update').once().reply(429, {}, { 'retry-after': '7' });
    const calls: SlackCall[] = [];
    const one = createSlackClient({ botToken: new Secret('xoxb-1') }, { onCall: (call) => calls.push(call) });
    await outcomeOf(one.chat.update({ channel: 'C1', ts: '1.1', text: 'x' }));
    const error = await outcomeOf(one.chat.update({ channel: 'C1', ts: '1.1', text: 'x' }));
    expect(retryAfterMsOf(error)).toBeGreaterThan(6_000);
    expect(slackFault('chat.update', error).say).toMatch(/Try again in 7 seconds/);
    expect(calls.map(({ outcome }) => outcome)).toEqual(['limited', 'held-back']);
  });

  it.each([
    ['a Retry-After that cannot be read', 429, {}, { 'retry-after': 'soon' }, 1_000],
    ['no Retry-After', 429, {}, {}, 1_000],
    ['the word ratelimited', 200, { ok: false, error: 'ratelimited' }, {}, 1_000],
    ['a Retry-After of thirty years', 429, {}, { 'retry-after': '1000000000' }, 30_000],
  ])('that Slack limits with %s is held back for a time that it can mean', async (_how, status, body, headers, pauseMs) => {
    slack().post('/api/chat.update').reply(status, body, headers);
    expect(retryAfterMsOf(await outcomeOf(client().chat.update({ channel: 'C1', ts: '1.1', text: 'x' })))).toBe(pauseMs);
  });

  it('that Slack refuses is known by Slack’s own word, and told without it', async () => {
    slack().post('/api/views.open').reply(200, { ok: false, error: 'expired_trigger_id' });
    const error = await outcomeOf(
      client().views.open({ trigger_id: 't', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } }),
    );
    expect(slackErrorOf(error)).toBe('expired_trigger_id');
    expect(slackFault('views.open', error)).toMatchObject({
      code: 'slack_unavailable',
      message: 'views.open: expired_trigger_id',
    });
    expect(slackFault('views.open', error).say).not.toContain('trigger');
  });

  it.each([
    ['the page of a proxy', '<html>Sign in to the hotel</html>'],
    ['half an answer', '{"ok":tr'],
    ['nothing', ''],
    ['null', 'null'],
    ['a bare text', '"ok"'],
    ['a list', '[]'],
    ['no ok', '{}'],
    ['a sentence', '{"ok":false,"error":"Something went wrong"}'],
  ])('that is answered with %s was not refused: it passes, and may have been done', async (_what, body) => {
    slack().post('/api/chat.postMessage').reply(200, body);
    const calls: SlackCall[] = [];
    const one = createSlackClient({ botToken: new Secret('xoxb-1') }, { onCall: (call) => calls.push(call) });
    const error = await outcomeOf(one.chat.postMessage({ channel: 'C1', text: 'x' }));
    expect(troubleOf(error)).toEqual({ kind: 'passing', word: 'unreadable' });
    expect(calls).toEqual([{ method: 'chat.postMessage', outcome: 'failed' }]);
    expect(slackFault('chat.postMessage', error).message).toBe('chat.postMessage: the answer could not be read');
  });

  it.each([401, 403, 407, 451])('that something on the way refuses with %s passes', async (status) => {
    slack().post('/api/chat.postMessage').reply(status, '<html>Blocked</html>');
    const error = await outcomeOf(client().chat.postMessage({ channel: 'C1', text: 'x' }));
    expect(troubleOf(error)?.kind).toBe('passing');
  });

  it.each([
    ['access_denied', /won’t help until an admin of the workspace allows it/],
    ['ekm_access_denied', /won’t help until an admin of the workspace allows it/],
    ['enterprise_is_restricted', /won’t help until an admin of the workspace allows it/],
    ['missing_scope', /won’t help until an admin has installed the Slack app again/],
    ['hash_conflict', /Try again in a moment/],
  ])('that Slack refuses with %s says if trying again helps', async (error, say) => {
    slack().post('/api/views.open').reply(200, { ok: false, error });
    const refused = await outcomeOf(
      client().views.open({ trigger_id: 't', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } }),
    );
    expect(slackFault('views.open', refused).say).toMatch(say);
  });

  it('that Slack refuses without a word is final for its place', async () => {
    slack().post('/api/chat.postMessage').reply(200, { ok: false });
    const error = await outcomeOf(client().chat.postMessage({ channel: 'C1', text: 'x' }));
    expect(troubleOf(error)?.kind).toBe('place');
  });

  it('is tried once, and once only, when Slack is broken', async () => {
    slack().post('/api/chat.postMessage').reply(503, 'no');
    expect(await outcomeOf(client().chat.postMessage({ channel: 'C1', text: 'x' }))).toBeInstanceOf(Error);
  });
});

describe('an answer to a response_url', () => {
  it.each([
    ['ok', undefined],
    ['', undefined],
    ['{"ok":true}', undefined],
    ['<html>Sign in to the hotel</html>', { kind: 'passing', word: 'unreadable' }],
  ])('that is met with 200 and %j is taken by Slack, and by no proxy', async (body, trouble) => {
    nock('https://hooks.slack.com').post('/commands/1').reply(200, body);
    const response = { message: { text: 'x', blocks: [] }, replace: false, inChannel: false };
    expect(await respondAt(systemClock, 'https://hooks.slack.com/commands/1', response)).toEqual(trouble);
  });
});

describe('who somebody is', () => {
  const look = { freshMs: 1_000, withinMs: 700 };
  const directory = () =>
    directoryAlone({
      client: client(),
      roles: { lead: { usergroups: ['S1'], users: [] } },
      known: () => ({ teamId: 'T1', enterpriseId: undefined, botId: 'B1', botUserId: 'U1' }),
    });

  it.each([
    ['a colleague', { team_id: 'T1' }, undefined],
    ['a guest', { team_id: 'T1', is_restricted: true }, /Guests/],
    ['a single-channel guest', { team_id: 'T1', is_ultra_restricted: true }, /Guests/],
    ['somebody who left', { team_id: 'T1', deleted: true }, /deactivated/],
    ['a bot', { team_id: 'T1', is_bot: true }, /bots/],
    ['a person of another workspace', { team_id: 'T2' }, /other workspaces/],
    ['a stranger', { is_stranger: true }, /other workspaces/],
    ['somebody of whom Slack names no workspace', {}, /other workspaces/],
  ])('%s', async (_who, user, barred) => {
    slack()
      .post('/api/users.info')
      .reply(200, { ok: true, user: { id: 'U9', ...user } });
    const standing = await directory().standing('U9', look);
    if (barred === undefined) expect(standing.barred).toBeUndefined();
    else expect(standing.barred).toMatch(barred);
  });

  it('is asked once for presses within a second, and a removed group has nobody in it', async () => {
    slack().post('/api/usergroups.users.list').reply(200, { ok: false, error: 'no_such_subteam' });
    const asked = directory();
    expect(await Promise.all([asked.rolesOf('U9', look), asked.rolesOf('U9', look)])).toEqual([[], []]);
  });

  it('is read from the list of groups at a press while Slack limits questions about single ones', async () => {
    slack()
      .post('/api/users.info')
      .reply(200, { ok: true, user: { id: 'U9', team_id: 'T1' } });
    slack().post('/api/usergroups.users.list').reply(429, '', { 'retry-after': '30' });
    const usergroups = [
      { id: 'S0', users: [] },
      { id: 'S1', users: ['U9'] },
    ];
    slack().post('/api/usergroups.list').reply(200, { ok: true, usergroups });
    expect((await directory().rightsOf('U9', ['lead'], look)).roles).toEqual(['lead']);
  });

  it('is not known at a press when Slack limits both', async () => {
    slack()
      .post('/api/users.info')
      .reply(200, { ok: true, user: { id: 'U9', team_id: 'T1' } });
    for (const method of ['usergroups.users.list', 'usergroups.list'])
      slack().post(`/api/${method}`).reply(429, '', { 'retry-after': '30' });
    const untilMs = limitedUntil(await outcomeOf(directory().rightsOf('U9', ['lead'], look)))?.getTime();
    expect(untilMs).toBeGreaterThan(Date.now() + 20_000);
  });
});
