import type { WebClient } from '@slack/web-api';
import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { isGroup, type SlackAnswer, type SlackSubject } from './answers.ts';
import { limitedUntil, slackErrorOf } from './client.ts';
import type { SlackClients } from './clients.ts';
import { lastingWord, lookUpFault } from './fault.ts';
import type { Urgency } from './pace.ts';
import { personAnswer } from './standing.ts';

/** What Slack answered, and the first fault among those that it did not answer. */
export type Answers = { found: Map<SlackSubject, SlackAnswer>; fault: Fault | undefined };

/** How Slack is asked. `exactly` asks about these subjects and nothing else, as a press does; else one call may tell about many. */
export type DirectoryAsking = { urgency: Urgency; exactly: boolean };
/** Hears how each look-up ended: with Slack's word if it refuses it for good, or an answer (undefined). */
export type OnLookUp = (method: string, refused: string | undefined) => void;
export type DirectorySource = (subjects: readonly SlackSubject[], how: DirectoryAsking) => Promise<Answers>;

/** From so many people on, a page of the whole workspace costs less than asking for each. */
const manyPeople = 10;
/** Slack gives a thousand people a page at most; so many pages are looked through, and the rest asked for one by one. */
const peopleOnAPage = 1_000;
const mostPages = 5;
/** How many questions about people are under way at once. */
const atOnce = 5;
/** How long `usergroups.list` is left alone after it was of no use, or slower than somebody who waits would like. */
const uselessForMs = 3_600_000;
const slowMs = 1_000;

/**
 * Slack's answers about groups and people, with few calls: several groups are read by one `usergroups.list`, many people by pages of
 * `users.list`. A press asks about its groups alone; while Slack limits that, the list tells about them, which has a limit of its own.
 * Never throws; every failure is a Fault('slack_unavailable').
 */
export function createSource(
  { client, background }: Pick<SlackClients, 'client' | 'background'>,
  { clock, onLookUp = () => undefined }: { clock: Clock; onLookUp?: OnLookUp | undefined },
): DirectorySource {
  let listUsefulFromMs = 0;
  const clientFor = (urgency: Urgency) => (urgency === 'person' ? client : background);

  function failed(method: string, error: unknown): Fault {
    const word = lastingWord(error);
    if (word !== undefined) onLookUp(method, word);
    return lookUpFault(method, error);
  }

  async function group(slack: WebClient, id: SlackSubject): Promise<SlackAnswer> {
    try {
      const { users = [] } = await slack.usergroups.users.list({ usergroup: id });
      onLookUp('usergroups.users.list', undefined);
      return { members: users };
    } catch (error) {
      // A group that was removed has no members; anything else means that we don't know.
      const said = slackErrorOf(error);
      if (said === 'no_such_subteam' || said === 'subteam_not_found') return { members: [] };
      throw failed('usergroups.users.list', error);
    }
  }

  /** Those of the groups that one call tells about; the others are asked for one by one. */
  async function groupsAtOnce(slack: WebClient, ids: readonly SlackSubject[]): Promise<Map<SlackSubject, SlackAnswer>> {
    const nowMs = clock.now().getTime();
    if (nowMs < listUsefulFromMs) return new Map();
    try {
      const { usergroups = [] } = await slack.usergroups.list({ include_users: true });
      const found = usergroups.flatMap(({ id, users }) =>
        id !== undefined && ids.includes(id) && users !== undefined ? [[id, { members: users }] as const] : [],
      );
      const isSlow = clock.now().getTime() - nowMs > slowMs;
      if (isSlow || found.length === 0) listUsefulFromMs = nowMs + uselessForMs;
      return new Map(found);
    } catch (error) {
      if (slackErrorOf(error) !== undefined) listUsefulFromMs = nowMs + uselessForMs;
      return new Map();
    }
  }

  async function person(slack: WebClient, id: SlackSubject): Promise<SlackAnswer> {
    try {
      const { user } = await slack.users.info({ user: id, include_locale: true });
      onLookUp('users.info', undefined);
      return personAnswer(user);
    } catch (error) {
      const said = slackErrorOf(error);
      if (said === 'user_not_found' || said === 'user_not_visible') return { missing: true };
      throw failed('users.info', error);
    }
  }

  async function peopleByPages(ids: readonly SlackSubject[]): Promise<Map<SlackSubject, SlackAnswer>> {
    const wanted = new Set(ids);
    const found = new Map<SlackSubject, SlackAnswer>();
    let cursor: string | undefined;
    try {
      for (let page = 0; page < mostPages && found.size < wanted.size; page += 1) {
        const answer = await background.users.list({ limit: peopleOnAPage, cursor, include_locale: true });
        for (const user of answer.members ?? []) if (wanted.has(user.id ?? '')) found.set(user.id ?? '', personAnswer(user));
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) break;
      }
    } catch {
      // What the pages did not tell is asked for one by one.
    }
    return found;
  }

  return async (subjects, { urgency, exactly }) => {
    const groups = subjects.filter(isGroup);
    const people = subjects.filter((subject) => !isGroup(subject));
    const isMany = people.length > manyPeople;
    const [byList, byPages] = await Promise.all([
      exactly || groups.length < 2 ? new Map<SlackSubject, SlackAnswer>() : groupsAtOnce(clientFor(urgency), groups),
      isMany ? peopleByPages(people) : new Map<SlackSubject, SlackAnswer>(),
    ]);
    const found = new Map([...byList, ...byPages]);
    const left = subjects.filter((subject) => !found.has(subject));
    // Hundreds of questions are never more urgent than one press.
    const slack = clientFor(isMany ? 'background' : urgency);
    const ask = (subject: SlackSubject) => (isGroup(subject) ? group(slack, subject) : person(slack, subject));
    const answers = await oneByOne(left, ask, found);
    const unanswered = groups.filter((id) => !found.has(id));
    if (!exactly || unanswered.length === 0 || limitedUntil(answers.fault) === undefined) return answers;
    for (const [id, answer] of await groupsAtOnce(slack, unanswered)) found.set(id, answer);
    return { found, fault: subjects.every((subject) => found.has(subject)) ? undefined : answers.fault };
  };
}

async function oneByOne(
  subjects: readonly SlackSubject[],
  ask: (subject: SlackSubject) => Promise<SlackAnswer>,
  found: Map<SlackSubject, SlackAnswer>,
): Promise<Answers> {
  let fault: Fault | undefined;
  for (let at = 0; at < subjects.length && fault === undefined; at += atOnce) {
    await Promise.all(
      subjects.slice(at, at + atOnce).map(async (subject) => {
        try {
          found.set(subject, await ask(subject));
        } catch (error) {
          fault ??= error instanceof Fault ? error : lookUpFault('users.info', error);
        }
      }),
    );
  }
  return { found, fault };
}
