/** One action after the other, from its words to its outcome, under a policy that has no rule for any of them. */
import { expect } from 'vitest';
import type { Upstream } from './fakes/operations/world.ts';
import type { Misbehaviour } from './fakes/operations.ts';
import { until } from './fakes/server.ts';
import type { Message } from './fakes/slack/words.ts';
import { becomes, says } from './flows.ts';
import { anna as annaId, lea as leaId } from './people.ts';
import { policy } from './policy.ts';
import { buttons, labelOf, viewWords } from './reading.ts';
import { inMessage } from './spots.ts';
import type { Stage } from './stage.ts';

/** Agents may start everything; what then happens is what the contract says where no rule matches. */
export const noRules = policy('  []').replace(/agent: \[read.*\]/, 'agent: ["*"]');

export type Change = {
  line: string;
  fill?: Record<string, string>;
  /** What no rule means for this risk: routine and sensitive run, everything else asks one lead. */
  gate: 'at once' | 'asks a lead';
  /** The one write: its query as a sorted string, its body exact, or held by a function. */
  write: { method: string; path: string; query?: string; body?: unknown };
  /** What is read before *Done*; none where the 2xx answer is the proof. */
  proof?: RegExp;
  /** Whether the back office really changed. */
  holds?: () => boolean;
};

const reason = 'Asked for on the phone';
const askedOf = (here: Stage) => (message: Message) =>
  message.channel === here.slack.dm(leaId) && buttons(message.blocks).some((one) => labelOf(one) === 'Approve');
export const writesOf = (here: Stage, { write }: Change): Upstream[] =>
  here.operations.writes().filter((one) => one.method === write.method && one.path === write.path);

/** Types the words, fills the form by its labels, sends it; a lead says yes where one is asked. Comes back with the asker's copy. */
async function start(here: Stage, change: Change): Promise<Message> {
  const anna = here.as(annaId);
  const seen = new Set(here.slack.messages.map((one) => one.ts));
  const fresh = (fits: (message: Message) => boolean) => here.slack.messages.find((one) => !seen.has(one.ts) && fits(one));
  const wrote = writesOf(here, change).length;
  const form = await anna.form(change.line, change.fill ? /./ : /Runs at once|Asks/);
  expect(writesOf(here, change), 'a form alone writes nothing').toHaveLength(wrote);
  const labels = anna.inputs(form).map((one) => one.replace(/\s*\(optional\)$/i, ''));
  expect(labels).toContain('Reason');
  await anna.fill(form, { ...change.fill, Reason: reason });
  for (let sent = 0; form.open && sent < 3; sent += 1) {
    const { errors } = await anna.submit(form);
    expect(errors, viewWords(form)).toEqual({});
    await anna.answered(form);
    if (form.open && anna.inputs(form).length === 0) break;
  }
  const copy = await until(`the asker's copy of ${change.line}: ${form.open ? viewWords(form) : ''}`, () =>
    // The message that another one has ended is no copy of this one.
    fresh((one) => one.channel === here.slack.dm(annaId) && /Asked by/.test(says(one))),
  );
  if (change.gate === 'at once') {
    await until('written, or settled otherwise', () => writesOf(here, change).length > wrote || !/Running/.test(says(copy)));
    expect(fresh(askedOf(here)), `nobody is asked about ${change.line}`).toBeUndefined();
    return copy;
  }
  const asked = await until(`a lead is asked about ${change.line}: ${says(copy)}`, () => fresh(askedOf(here)));
  expect(says(asked)).toContain('Waiting for approval');
  expect(says(asked)).toContain(reason);
  expect(buttons(copy.blocks).map(labelOf)).not.toContain('Approve');
  expect(writesOf(here, change), 'nothing is written before the yes').toHaveLength(wrote);
  await here.as(leaId).press(inMessage(asked), 'Approve');
  return copy;
}

const queryOf = (one: Upstream) =>
  [...one.query]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('&');

/** All goes well: one exact write, *Done*, and the proof was read between the two. */
export async function goesWell(here: Stage, change: Change) {
  const from = here.operations.calls.length;
  const copy = await start(here, change);
  await becomes(copy, 'Done');
  const calls = here.operations.calls.slice(from);
  const writes = calls.filter((one) => one.method !== 'GET');
  expect(writes.map((one) => `${one.method} ${one.path}`)).toEqual([`${change.write.method} ${change.write.path}`]);
  const [write] = writes;
  expect(write && queryOf(write)).toBe(change.write.query ?? '');
  expect(write?.body).toEqual(change.write.body);
  if (change.holds) expect(change.holds()).toBe(true);
  const later = calls.slice(write ? calls.indexOf(write) + 1 : 0).filter((one) => one.method === 'GET');
  if (change.proof) expect(later.map((one) => one.path)).toEqual(expect.arrayContaining([expect.stringMatching(change.proof)]));
}

const goesWrong = (here: Stage, { write }: Change, what: Misbehaviour) =>
  here.operations.misbehave(({ method, path }) => method === write.method && path === `/ops${write.path}`, what);

/** The same trouble for several at once, each with a subject of its own; comes back with what each was told and did. */
export async function inTrouble(here: Stage, changes: Change[], what: Misbehaviour, outcome: RegExp) {
  const copies: [Change, Message, number][] = [];
  for (const change of changes) {
    goesWrong(here, change, what);
    const wrote = writesOf(here, change).length;
    copies.push([change, await start(here, change), wrote]);
  }
  const ended = await Promise.all(
    copies.map(async ([change, copy, wrote]) => {
      await until('an end', () => /\b(Done|Failed|Outcome unknown)\b/.test(says(copy)), 90_000).catch(() => undefined);
      return {
        line: change.line,
        is: outcome.test(says(copy)) ? 'right' : says(copy),
        writes: writesOf(here, change).length - wrote,
      };
    }),
  );
  expect(ended).toEqual(changes.map(({ line }) => ({ line, is: 'right', writes: 1 })));
}
