import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { checkSlack } from '../../src/cli/slack-check.ts';
import { Secret } from '../../src/lib/secret.ts';
import { manifestFor } from '../../src/manifest.ts';
import { policyOf } from '../support/policy.ts';
import { type Answer, serverThat } from './run.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const example = readFileSync(new URL('../../policy.example.yml', import.meta.url), 'utf8');
const plain = policyOf(example);
const wantsTyped = policyOf(`${example}\ntypedAnswers: true\n`);
const typed = ['channels:history', 'groups:history', 'reactions:read'];
const usual = (manifestFor({}).toJS() as { oauth_config: { scopes: { bot: string[] } } }).oauth_config.scopes.bot;

/** What is found of a Slack that granted these scopes. */
async function found(policy: typeof plain, { scopes = [...usual, ...typed], isMember = true } = {}) {
  const answers: Readonly<Record<string, Answer>> = {
    '/auth.test': { headers: { 'x-oauth-scopes': scopes.join(',') }, body: { ok: true, team_id: 'T0', user: 'wheelhouse' } },
    '/usergroups.users.list': { body: { ok: true, users: ['U0A'] } },
    '/users.info': { body: { ok: true, user: { id: 'U0A', name: 'ann', team_id: 'T0' } } },
    '/conversations.info': { body: { ok: true, channel: { id: 'C0', is_member: isMember } } },
  };
  const slack = await serverThat((path) => answers[path]);
  closers.push(slack.close);
  return checkSlack(
    { transport: 'http', botToken: new Secret('xoxb-x'), signingSecret: new Secret('x'), apiUrl: `${slack.url}/` },
    policy,
  );
}

it('says that the policy wants typed answers, and which of their scopes the bot lacks', async () => {
  expect(await found(wantsTyped, { scopes: [...usual, 'groups:history'] })).toContainEqual({
    state: 'error',
    what: 'typed answers',
    where: 'typedAnswers',
    say: 'the policy wants them, and the bot lacks channels:history, reactions:read.',
    do: expect.stringContaining('npx wheelhouse manifest --typed-answers'),
  });
  for (const fine of [await found(wantsTyped), await found(plain, { scopes: usual })])
    expect(fine.filter(({ state }) => state !== 'ok')).toEqual([]);
});

it('warns of a channel with cards that the app has not joined if replies there are to be heard', async () => {
  expect(await found(wantsTyped, { isMember: false })).toContainEqual({
    state: 'warning',
    what: 'channel',
    where: 'approvals[1].channel',
    say: expect.stringContaining('that the app has not joined'),
    do: 'Invite it there: /invite @Wheelhouse',
  });
  expect((await found(plain, { isMember: false })).filter(({ state }) => state !== 'ok')).toEqual([]);
});
