import type { WebClient } from '@slack/web-api';
import type { Standing } from '../approvals/ports.ts';
import { languageOfLocale } from '../lib/language/language.ts';
import type { PersonAnswer } from './answers.ts';
import { isForeign } from './home-guard.ts';
import type { Identity } from './identity.ts';

type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

/** What matters of a person as Slack describes them; no address and no picture. */
export function personAnswer(user: SlackUser | undefined): PersonAnswer {
  if (user === undefined) return { missing: true };
  const answer: PersonAnswer = {};
  const name = user.real_name || user.profile?.display_name || user.name;
  if (name) answer.name = name;
  if (user.tz) answer.timeZone = user.tz;
  if (user.locale) answer.locale = user.locale;
  if (user.team_id) answer.teamId = user.team_id;
  if (user.enterprise_user?.teams !== undefined) answer.teams = user.enterprise_user.teams;
  if (user.deleted) answer.deleted = true;
  if (user.is_bot) answer.bot = true;
  if (user.is_restricted || user.is_ultra_restricted) answer.guest = true;
  if (user.is_stranger) answer.stranger = true;
  return answer;
}

/** Why a person can neither ask nor decide. */
const barredWords = {
  unknown: 'Slack does not know you in this workspace, so you cannot use Wheelhouse here.',
  deleted: 'This Slack account is deactivated, so it cannot use Wheelhouse.',
  bot: 'Apps and bots cannot ask for or decide anything in Wheelhouse.',
  guest: 'Guests cannot use Wheelhouse. Ask a colleague who is a full member.',
  stranger: 'People of other workspaces cannot use Wheelhouse. Ask somebody of the company that runs it.',
} as const;

export function standingOf(id: string, answer: PersonAnswer, home: Identity): Standing {
  return {
    id,
    name: answer.name ?? id,
    timeZone: answer.timeZone ?? 'UTC',
    language: languageOfLocale(answer.locale),
    barred: barredBecause(id, answer, home),
  };
}

/** Fails closed: what Slack does not say about a colleague is fine, what it says about anybody else is not. */
function barredBecause(id: string, answer: PersonAnswer, home: Identity): string | undefined {
  if (answer.missing) return barredWords.unknown;
  if (answer.deleted) return barredWords.deleted;
  if (answer.bot || id === 'USLACKBOT') return barredWords.bot;
  const belonging = {
    team_id: answer.teamId,
    is_stranger: answer.stranger === undefined ? undefined : true,
    enterprise_user: answer.teams === undefined ? undefined : { teams: answer.teams },
  };
  if (isForeign(belonging, home)) return barredWords.stranger;
  return answer.guest ? barredWords.guest : undefined;
}
