/** What a person types: slash commands and messages. docs.slack.dev/interactivity/implementing-slash-commands */
import { deliver, sendEvent } from '../deliveries.ts';
import type { ManifestCommand } from '../manifest.ts';
import { tellPosted } from '../message-events.ts';
import { commandPayload, personOf } from '../payloads.ts';
import { Refused } from '../refused.ts';
import { respond } from '../response-url.ts';
import type { Site } from '../site.ts';
import { isMember, isReadOnly, messagesOf, notify } from '../state.ts';
import { isThing } from '../thing.ts';
import { unfurlable } from '../unfurlable.ts';
import { type Acted, badAck, refusedByClient } from './acted.ts';

/** Sends a message, or runs it when it is a slash command. */
export async function type(site: Site, personId: string, channel: string, typed: string): Promise<Acted> {
  if (!isMember(site.state, personId, channel)) return refusedByClient('You are not in this channel.');
  if (isReadOnly(site.manifest, site.state, channel)) return refusedByClient('Sending messages to this app has been turned off.');
  if (typed.startsWith('/')) return command(site, personId, channel, typed);
  if (typed.trim() === '') return refusedByClient('There is nothing to send.');
  const ts = site.state.nextTs();
  const message = { channel, ts, from: personId, text: typed, blocks: [] };
  messagesOf(site.state, channel).push(message);
  site.state.changed();
  tellPosted(site, message);
  shareLinks(site, personId, channel, ts, typed);
  return { ok: true, ackMs: 0 };
}

/** Addresses of the app's domains reach it, unless somebody of another company posted them. docs.slack.dev/reference/events/link_shared */
function shareLinks(site: Site, personId: string, channel: string, ts: string, typed: string): void {
  const links = unfurlable(site, typed);
  if (links.length === 0 || personOf(site, personId).kind === 'stranger') return;
  const known = site.state.channels.get(channel);
  void sendEvent(site, {
    type: 'link_shared',
    channel,
    is_bot_user_member: known === undefined || known.withoutApp !== true,
    user: personId,
    message_ts: ts,
    unfurl_id: `${channel}.${ts}`,
    source: 'conversations_history',
    links,
  });
}

async function command(site: Site, personId: string, channel: string, typed: string): Promise<Acted> {
  const [, name = '', rest = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(typed) ?? [];
  const known = site.manifest.features.slash_commands.find((entry) => entry.command === name);
  // People from other companies cannot use an app's commands in a shared channel.
  if (known === undefined || personOf(site, personId).kind === 'stranger') {
    const say = `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
    notify(site, site.state, personId, say);
    return refusedByClient(say);
  }
  const payload = commandPayload(site, personId, channel, name, escaped(site, known, rest.trim()));
  const acked = await deliver(site, { kind: 'slash_commands', payload });
  if (acked.outcome === 'acked') return answered(site, personId, channel, typed, acked);
  const error = { timeout: 'operation_timeout', unreachable: 'dispatch_failed', refused: 'http_service_error' }[acked.outcome];
  const say = `${name} failed with the error "${error}"`;
  notify(site, site.state, personId, say);
  return { ok: false, ackMs: acked.ackMs, say };
}

/** Says what was in the ack's body. */
function answered(
  site: Site,
  person: string,
  channel: string,
  typed: string,
  { ackMs, body }: { ackMs: number; body: unknown },
): Acted {
  const content = typeof body === 'string' ? { text: body } : body;
  if (!isThing(content) || Object.keys(content).length === 0) return { ok: true, ackMs };
  try {
    if (content.response_type === 'in_channel') {
      messagesOf(site.state, channel).push({ channel, ts: site.state.nextTs(), from: person, text: typed, blocks: [] });
    }
    respond(site, { person, channel }, content, 'ack of a command');
    return { ok: true, ackMs, body };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return badAck(site, person, ackMs, error, `${typed.split(' ')[0]} failed with the error "${error.code}"`);
  }
}

/** People, channels, addresses and URLs as Slack writes them when the manifest says `should_escape`. */
function escaped(site: Site, known: ManifestCommand, text: string): string {
  if (!known.should_escape) return text;
  const people = [...site.state.people.values()];
  const channels = [...site.state.channels.values()];
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/https?:\/\/[^\s]+/g, (url) => `<${url}>`)
    .replace(/[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g, (address) =>
      address.startsWith('<') ? address : `<mailto:${address}|${address}>`,
    )
    .replace(/(^|\s)@([a-z0-9._-]+)/g, (all, before: string, handle: string) => {
      const person = people.find((entry) => entry.handle === handle);
      return person === undefined ? all : `${before}<@${person.id}|${person.handle}>`;
    })
    .replace(/(^|\s)#([a-z0-9_-]+)/g, (all, before: string, name: string) => {
      const channel = channels.find((entry) => entry.name === name);
      return channel === undefined ? all : `${before}<#${channel.id}|${channel.private === true ? '' : channel.name}>`;
    });
}
