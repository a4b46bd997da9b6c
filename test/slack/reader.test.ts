import { expect, it } from 'vitest';
import type { Identity } from '../../src/slack/identity.ts';
import { readerOf } from '../../src/slack/reader.ts';
import { personAnswer, standingOf } from '../../src/slack/standing.ts';

const home: Identity = { teamId: 'T1', enterpriseId: undefined, botId: undefined, botUserId: undefined };
const saying = (locale: string | undefined) => ({
  standing: async (id: string) => standingOf(id, personAnswer({ id, tz: 'Europe/Vienna', locale }), home),
});

it.each([
  ['de-AT', 'de'],
  ['de-DE', 'de'],
  ['en-GB', 'en'],
  ['da-DK', 'en'],
  [undefined, 'en'],
])('somebody whose Slack is in %s reads %s', async (locale, language) => {
  expect(await readerOf(saying(locale), 'U1')).toEqual({ timeZone: 'Europe/Vienna', language });
});

it('somebody of whom Slack does not say how they read is answered in English, without a time zone', async () => {
  const silent = { standing: () => Promise.reject(new Error('no answer')) };
  expect(await readerOf(silent, 'U1')).toEqual({ timeZone: undefined, language: 'en' });
});
