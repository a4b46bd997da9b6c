/** Writes as a table: what is typed, what is filled in, and what must then be asked of the back office, and by whose leave. */
import { expect } from 'vitest';
import type { Upstream } from './fakes/operations/world.ts';
import { until } from './fakes/server.ts';
import type { Message } from './fakes/slack/words.ts';
import { says } from './flows.ts';
import type { Hands } from './hands.ts';
import { lea } from './people.ts';
import { policy } from './policy.ts';
import { viewWords, words } from './reading.ts';
import { inMessage } from './spots.ts';
import type { Stage } from './stage.ts';

/** Nobody has written a rule: what runs and what asks a lead is the app's own word. */
export const noRules = policy('')
  .replace(/approvals:\s*\n/, 'approvals: []\n')
  .replace('account.*]', 'account.*, unit.*, terms.*, smartmove.*]');

export type Deed = {
  line: string;
  /** What is filled in by hand, by label. */
  values?: Record<string, string>;
  /** Stands in the form before it is sent, by label. */
  already?: Record<string, string>;
  gate: 'at once' | 'a lead';
  /** Words of the cards about it that no other request has. */
  about: string;
  call: { method: string; path: string | RegExp; body?: unknown };
  /** What is read after the write before it may be called done. */
  proof?: string | RegExp;
};

const fits = (wanted: string | RegExp, path: string) => (typeof wanted === 'string' ? wanted === path : wanted.test(path));
export const isCallOf = (deed: Deed) => (one: Upstream) => one.method === deed.call.method && fits(deed.call.path, one.path);

/** Fills and sends the form as often as it comes back with what will change; what could be read before the last time. */
export async function sent(agent: Hands, deed: Pick<Deed, 'line' | 'values' | 'already'>, says?: RegExp): Promise<string> {
  const form = await agent.form(deed.line);
  for (const [label, value] of Object.entries(deed.already ?? {})) expect(agent.filledIn(form, label), label).toContain(value);
  await agent.fill(form, { ...deed.values, Reason: 'Asked for by the account manager' });
  if (says)
    await until(`${says} in the form of ${deed.line}`, () => says.test(viewWords(form))).catch((error) => {
      throw new Error(`${error}: ${viewWords(form)}`);
    });
  let seen = viewWords(form);
  for (let n = 0; n < 3; n += 1) {
    const { errors } = await agent.submit(form);
    if (Object.keys(errors).length > 0)
      throw new Error(`${deed.line} was not taken: ${JSON.stringify(errors)} in ${viewWords(form)}`);
    await agent.answered(form);
    const now = agent.modal();
    if (!now?.open || agent.inputs(now).length === 0) return seen;
    seen = viewWords(now);
  }
  throw new Error(`${deed.line} was never taken: ${seen}`);
}

/** The newest card in somebody's direct messages with these words, of those that came after so many. */
const cardIn = (here: Stage, user: string, about: string, after: number) =>
  here.slack.messages
    .slice(after)
    .filter((one) => one.channel === here.slack.dm(user) && says(one).includes(about))
    .at(-1);

/** Asks, and lets a lead say yes where one is asked; comes back with the asker's card. */
export async function asked(here: Stage, agent: Hands, deed: Deed): Promise<Message> {
  const before = here.operations.calls.length;
  const messages = here.slack.messages.length;
  await sent(agent, deed, deed.gate === 'at once' ? /Runs at once/ : /Asks 1 lead/);
  if (deed.gate === 'a lead') {
    const card = await until(`a lead to be asked about ${deed.about}`, () => {
      const one = cardIn(here, lea, deed.about, messages);
      return one && /Waiting for approval/.test(says(one)) ? one : undefined;
    });
    expect(here.operations.calls.slice(before).filter(isCallOf(deed)), deed.line).toEqual([]);
    await here.as(lea).press(inMessage(card), 'Approve');
  }
  return until(`the asker's card about ${deed.about}`, () => cardIn(here, agent.user, deed.about, messages));
}

const isOver = (message: Message) => /\b(Done|Outcome unknown|Failed|Facts changed|Rejected)\b/.exec(says(message))?.[1];
export const outcome = (message: Message, withinMs = 90_000) =>
  until(`an outcome on: ${says(message)}`, () => isOver(message), withinMs).catch(() => `none: ${says(message)}`);

/** From the words to *Done*: the one exact write, and the proof read after it and before anybody was told. */
export async function done(here: Stage, agent: Hands, deed: Deed): Promise<Message> {
  const before = here.operations.calls.length;
  const card = await asked(here, agent, deed);
  expect(await outcome(card), says(card)).toBe('Done');
  const calls = here.operations.calls.slice(before);
  const writes = calls.filter((one) => one.method !== 'GET');
  expect(writes.map((one) => one.method)).toEqual([deed.call.method]);
  const [write] = writes;
  if (typeof deed.call.path === 'string') expect(write?.path).toBe(deed.call.path);
  else expect(write?.path).toMatch(deed.call.path);
  expect([...(write?.query ?? [])]).toEqual([]);
  expect(write?.body).toEqual(deed.call.body);
  const after = calls.slice(calls.findIndex(isCallOf(deed)) + 1).filter((one) => one.method === 'GET');
  if (deed.proof !== undefined) {
    const { proof } = deed;
    expect(
      after.map((one) => one.path).filter((path) => fits(proof, path)),
      `read after ${deed.line}`,
    ).not.toEqual([]);
  }
  return card;
}

/** Every deed while its write goes wrong in the same way; how each ended, and how often it was sent. */
export async function allGoWrong(
  here: Stage,
  agent: Hands,
  deeds: Record<string, Deed>,
  kind: 'lost-500' | 'status',
): Promise<Record<string, string>> {
  here.operations.misbehave(
    ({ method, path }) => method !== 'GET' && !/auth|realm/.test(path),
    kind === 'status' ? { kind, status: 500 } : { kind },
  );
  const before = here.operations.calls.length;
  const cards: [string, Deed, Message][] = [];
  for (const [name, deed] of Object.entries(deeds)) {
    const card = await asked(here, agent, deed);
    cards.push([name, deed, card]);
    // What comes next may change what this rests on, such as which terms a branch has: each is sent before the next is asked for.
    await until(`${deed.line} to be sent`, () => here.operations.calls.slice(before).some(isCallOf(deed)) || isOver(card));
  }
  const ends: Record<string, string> = {};
  for (const [name, deed, card] of cards) {
    const end = await outcome(card);
    const times = here.operations.calls.slice(before).filter(isCallOf(deed)).length;
    ends[name] = times === 1 ? end : `${end}, sent ${times} times`;
  }
  here.operations.behave();
  return ends;
}

/** A read answers the asker alone, asks for exactly this, and changes nothing. */
export async function reads(here: Stage, agent: Hands, line: string, shows: RegExp[], calls: string[]) {
  const before = here.operations.calls.length;
  const messages = here.channel('C0SUPPORT').length;
  const answer = await agent.ask(line, shows[0]);
  for (const one of shows) expect(words(answer.blocks), line).toMatch(one);
  const asked = here.operations.calls.slice(before);
  for (const wanted of calls) {
    const [path, query = ''] = wanted.split('?');
    const found = asked.filter(
      (one) =>
        one.path === path && [...new URLSearchParams(query)].every(([key, value]) => one.query.getAll(key).includes(value)),
    );
    expect(
      found.map((one) => one.method),
      `${wanted} among ${asked.map((one) => `${one.path}?${one.query}`).join(', ')}`,
    ).toContain('GET');
  }
  expect(asked.filter((one) => one.method !== 'GET')).toEqual([]);
  expect(answer.user).toBe(agent.user);
  expect(answer.inChannel).toBe(false);
  expect(here.channel('C0SUPPORT').slice(messages)).toEqual([]);
  return answer;
}
