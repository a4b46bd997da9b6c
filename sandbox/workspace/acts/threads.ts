/** What a person does to a message that is there: a reply below it, and a reaction on it. */
import { tellPosted, tellReaction } from '../message-events.ts';
import type { Site } from '../site.ts';
import { findMessage, isMember, isReadOnly, messagesOf, type StoredMessage } from '../state.ts';
import { type Acted, refusedByClient } from './acted.ts';

const gone = 'This message is no longer there.';

/** What others see, too: nobody replies to a message for one person alone. */
function messageAt(site: Site, person: string, channel: string, ts: string): StoredMessage | undefined {
  if (!isMember(site.state, person, channel)) return undefined;
  const message = findMessage(site.state, channel, ts);
  return message?.onlyFor === undefined ? message : undefined;
}

/** A reply to a reply is one to what began the thread. */
export function reply(site: Site, person: string, { channel, ts }: { channel: string; ts: string }, text: string): Acted {
  const message = messageAt(site, person, channel, ts);
  if (message === undefined) return refusedByClient(gone);
  if (isReadOnly(site.manifest, site.state, channel)) return refusedByClient('Sending messages to this app has been turned off.');
  if (text.trim() === '') return refusedByClient('There is nothing to send.');
  const threadTs = message.threadTs ?? message.ts;
  const written = { channel, ts: site.state.nextTs(), from: person, text, blocks: [], threadTs };
  messagesOf(site.state, channel).push(written);
  site.state.changed();
  tellPosted(site, written);
  return { ok: true, ackMs: 0 };
}

/** Puts the reaction there, or takes it back. */
export function react(site: Site, person: string, { channel, ts }: { channel: string; ts: string }, name: string): Acted {
  const message = messageAt(site, person, channel, ts);
  if (message === undefined) return refusedByClient(gone);
  const others = (message.reactions ?? []).filter((reaction) => reaction.name !== name);
  const people = message.reactions?.find((reaction) => reaction.name === name)?.people ?? [];
  const isThere = !people.includes(person);
  const now = isThere ? [...people, person] : people.filter((one) => one !== person);
  message.reactions = now.length === 0 ? others : [...others, { name, people: now }];
  site.state.changed();
  tellReaction(site, message, person, name, isThere);
  return { ok: true, ackMs: 0 };
}
