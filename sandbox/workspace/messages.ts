/** Messages: posting, changing, removing them, with Slack's checks; and how Slack writes them in answers and payloads. */

import { withIds } from './block-ids.ts';
import { checkMessage, messageCharacters, refusals } from './limits/index.ts';
import { Refused, refusedFor } from './refused.ts';
import { keep, type Site } from './site.ts';
import { messagesOf, type StoredMessage } from './state.ts';
import { isThing, type Thing, text } from './thing.ts';

export type Draft = { channel: string; from: string; content: Thing; onlyFor?: string; threadTs?: string };

/**
 * Refuses what Slack would refuse of a message's content.
 *
 * @param where named in the record of refusals
 * @throws Refused no_text, msg_too_long, msg_blocks_too_long, invalid_blocks
 */
export function checkContent(site: Site, content: Thing, where: string): void {
  const problems = refusals(checkMessage(content));
  const first = problems[0];
  if (first === undefined) return;
  const tooLong = typeof content.text === 'string' && content.text.length > messageCharacters;
  const error = tooLong ? 'msg_too_long' : (problems.find((problem) => problem.code !== undefined)?.code ?? 'invalid_blocks');
  const known = ['msg_too_long', 'no_text', 'msg_blocks_too_long', 'only_one_table_allowed'];
  const code = known.includes(error) ? error : first.pointer.startsWith('/blocks') ? 'invalid_blocks' : 'invalid_arguments';
  keep(site.refusals, { where, error: code, problems });
  throw refusedFor(problems, code);
}

/** @throws Refused as checkContent */
export function postMessage(site: Site, { channel, from, content, onlyFor, threadTs }: Draft, where: string): StoredMessage {
  checkContent(site, content, where);
  const message: StoredMessage = {
    channel,
    from,
    ts: site.state.nextTs(),
    text: text(content.text) ?? text(content.markdown_text) ?? '',
    blocks: withIds(content.blocks, site.state.nextId),
    onlyFor,
    threadTs,
    metadata: isThing(content.metadata) ? content.metadata : undefined,
  };
  messagesOf(site.state, channel).push(message);
  site.state.changed();
  return message;
}

/** Blocks that are left out stay as they are; an empty array removes them. @throws Refused as checkContent */
export function editMessage(site: Site, message: StoredMessage, content: Thing, where: string): void {
  checkContent(site, content, where);
  if (typeof content.text === 'string') message.text = content.text;
  else if (typeof content.markdown_text === 'string') message.text = content.markdown_text;
  if (content.blocks !== undefined) message.blocks = withIds(content.blocks, site.state.nextId);
  if (isThing(content.metadata)) message.metadata = content.metadata;
  message.editedTs = site.state.nextTs();
  site.state.changed();
}

export function removeMessage(site: Site, message: StoredMessage): void {
  const all = messagesOf(site.state, message.channel);
  const index = all.indexOf(message);
  if (index >= 0) all.splice(index, 1);
  site.state.changed();
}

/** The message as Slack writes it. */
export function asSlackMessage({ state }: Site, message: StoredMessage): Thing {
  const { app, team } = state.world;
  return {
    type: 'message',
    ts: message.ts,
    text: message.text,
    team: team.id,
    blocks: message.blocks,
    ...(message.from === 'app' ? { user: app.botUserId, bot_id: app.botId, app_id: app.id } : { user: message.from }),
    edited: message.editedTs === undefined ? undefined : { user: app.botUserId, ts: message.editedTs },
    thread_ts: message.threadTs,
    metadata: message.metadata,
  };
}

/** The message that must be there. @throws Refused message_not_found */
export function ownMessage(message: StoredMessage | undefined, otherwise: string): StoredMessage {
  if (message === undefined || message.onlyFor !== undefined) throw new Refused('message_not_found');
  if (message.from !== 'app') throw new Refused(otherwise);
  return message;
}
