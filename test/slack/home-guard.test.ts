import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { mustBeOfHome } from '../../src/commands/listeners/interaction.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createSlackClient } from '../../src/slack/client.ts';
import { isForeign } from '../../src/slack/home-guard.ts';
import type { Identity } from '../../src/slack/identity.ts';
import { onlyForeseenAnswers } from '../support/nock.ts';
import { directoryAlone } from '../support/slack-directory.ts';

onlyForeseenAnswers();

const home: Identity = { teamId: 'T1', enterpriseId: 'E1', botId: 'B1', botUserId: 'U1' };
const teams = (...ids: string[]) => ({
  enterprise_user: { id: 'W9', enterprise_id: 'E1', enterprise_name: 'Group', teams: ids },
});

describe('a person belongs to the workspace', () => {
  it.each([
    ['whose own it is', { team_id: 'T1' }],
    ['that the organisation lists among theirs, beside another', { team_id: 'T2', ...teams('T2', 'T1') }],
    ['that the organisation lists, while the person is the organisation’s', { team_id: 'E1', ...teams('T1') }],
  ])('%s', (_why, user) => expect(isForeign(user, home)).toBe(false));

  it.each([
    ['a person of another company', { team_id: 'T7' }],
    ['a stranger, whatever team is named', { team_id: 'T1', is_stranger: true }],
    ['a person of another workspace of the same organisation', { team_id: 'T2', ...teams('T2', 'T3') }],
    ['a person of the organisation who is in no workspace', { team_id: 'E1', ...teams() }],
    ['a person of the organisation whose workspaces are not said', { team_id: 'E1' }],
    ['somebody of whom Slack says nothing', {}],
    ['somebody who is in no workspace', { team_id: '', ...teams() }],
  ])('%s does not', (_who, user) => expect(isForeign(user, home)).toBe(true));
});

const look = { freshMs: 60_000, withinMs: 5_000 };
let known: Identity | undefined = home;
const directory = () =>
  directoryAlone({ client: createSlackClient({ botToken: new Secret('xoxb-1') }), roles: {}, known: () => known });
const slackSays = (user: object) =>
  nock('https://slack.com')
    .post('/api/users.info')
    .reply(200, { ok: true, user: { id: 'W9', ...user } });
afterEach(() => {
  known = home;
});

describe('who presses', () => {
  const press = (team_id: string | undefined, from = directory()) =>
    mustBeOfHome({ home: () => known, directory: from }, { id: 'W9', team_id });

  it.each([
    ['another workspace of the organisation', 'T2'],
    ['the organisation itself', 'E1'],
  ])('from %s is let in when Slack lists them as ours', async (_where, team) => {
    slackSays({ team_id: 'T2', ...teams('T2', 'T1') });
    await expect(press(team)).resolves.toBeUndefined();
  });

  it.each([
    ['another company', 'T7', { team_id: 'T7' }],
    ['another workspace of the organisation', 'T2', { team_id: 'T2', ...teams('T2') }],
    ['the organisation, and is in none of its workspaces', 'E1', { team_id: 'E1', ...teams() }],
  ])('from %s is refused when Slack does not', async (_where, team, user) => {
    slackSays(user);
    await expect(press(team)).rejects.toMatchObject({
      code: 'not_allowed',
      say: expect.stringContaining('People of other workspaces'),
    });
  });

  it('is told to try again while Slack has not said which workspace is home, also somebody who was looked up before', async () => {
    const one = directory();
    slackSays({ team_id: 'T1' });
    expect(await one.standing('W9', look)).toMatchObject({ barred: undefined });
    known = undefined;
    for (const team of ['T1', 'T2', undefined])
      await expect(press(team, one)).rejects.toMatchObject({
        code: 'slack_unavailable',
        say: expect.stringContaining('Try again'),
      });
    await expect(one.standing('W9', look)).rejects.toMatchObject({ code: 'slack_unavailable' });
    known = home;
    expect(await one.standing('W9', look)).toMatchObject({ barred: undefined });
  });
});
