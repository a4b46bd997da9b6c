/** Opening Home, looking at a channel, shortcuts. */
import { deliver, sendEvent } from '../deliveries.ts';
import { asSlackView, personOf, shortcutPayload } from '../payloads.ts';
import type { Site } from '../site.ts';
import { findMessage, isMember, messagesOf } from '../state.ts';
import { dmOf } from '../world.ts';
import { type Acted, refusedByClient, settled } from './acted.ts';

/** Opens the app's Home; resolves when the app has acked the event. */
export async function openHome(site: Site, person: string): Promise<Acted> {
  const home = site.state.homes.get(person);
  const view = home === undefined ? {} : { view: asSlackView(site, home) };
  const startedAt = performance.now();
  await sendEvent(site, { type: 'app_home_opened', user: person, channel: dmOf(person), tab: 'home', ...view });
  return { ok: true, ackMs: performance.now() - startedAt };
}

/** Remembers that the person has seen what is in the channel. */
export function lookAt(site: Site, person: string, channel: string): void {
  const last = messagesOf(site.state, channel).at(-1);
  if (last === undefined || site.state.looked.get(`${person}|${channel}`) === last.ts) return;
  site.state.looked.set(`${person}|${channel}`, last.ts);
  site.state.changed();
}

export async function shortcut(
  site: Site,
  person: string,
  callbackId: string,
  at?: { channel: string; ts: string },
): Promise<Acted> {
  const known = site.manifest.features.shortcuts.find((entry) => entry.callback_id === callbackId);
  if (known === undefined || personOf(site, person).kind === 'stranger')
    return refusedByClient('This shortcut is not available to you.');
  const message =
    at !== undefined && isMember(site.state, person, at.channel) ? findMessage(site.state, at.channel, at.ts) : undefined;
  if (known.type === 'message' && (message === undefined || message.onlyFor !== undefined))
    return refusedByClient('This message is no longer there.');
  const payload = shortcutPayload(site, person, callbackId, known.type === 'message' ? message : undefined);
  return settled(site, person, await deliver(site, { kind: 'interactive', payload }));
}
