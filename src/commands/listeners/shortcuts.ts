import type { App } from '@slack/bolt';
import { speak } from '../../lib/language/speak.ts';
import { type Message, modal } from '../../views/common/blocks.ts';
import { callbackIds } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { MessageWords, Replies } from '../context.ts';
import type { Registry } from '../registry.ts';
import { mustHold, whoIs } from '../rights.ts';
import { actOf, interactionOf, mustBeOfHome, tellFault } from './interaction.ts';

/** Shortcuts, anywhere or on a message: acked at once, run once however often they are delivered. */
export function addShortcutListeners(bolt: App, app: AppContext, registry: Registry): void {
  bolt.shortcut(/.*/, async ({ shortcut, ack }) => {
    await ack();
    const found = registry.shortcuts.find(({ callbackId }) => callbackId === shortcut.callback_id);
    if (found === undefined) return;
    const act = actOf(app, {
      person: shortcut.user.id,
      team: shortcut.team?.id,
      triggerId: shortcut.trigger_id,
      what: found.callbackId,
    });
    const replies = repliesInModal(app, shortcut.user.id, shortcut.trigger_id);
    try {
      await mustBeOfHome(app, shortcut.user);
      if (!(await app.approvals.firstDelivery(`shortcut:${act.origin}`))) return;
      const who = await whoIs(app, act.person);
      mustHold(who, found.needs);
      const interaction = interactionOf(app, act, replies, who, found.needs);
      await found.run(interaction, shortcut.type === 'message_action' ? wordsOf(shortcut.message) : undefined);
    } catch (error) {
      await tellFault(act, error, replies.reply);
    }
  });
}

/**
 * Answers in a modal, since a shortcut has no place of its own and what a message's response_url posts might be read by others: the first
 * answer opens it. Where the trigger was used by a form, or came too late, the answer is a direct message.
 */
function repliesInModal(app: AppContext, person: string, triggerId: string): Replies {
  let opened: Promise<string> | undefined;
  const say = async ({ text, blocks }: Message) => {
    const view = modal({ title: speak('Wheelhouse'), callbackId: callbackIds.information, blocks });
    try {
      if (opened === undefined) {
        opened = app.screen.open(triggerId, view);
        await opened;
      } else await app.screen.update(await opened, view);
    } catch {
      await app.screen.whisper(person, person, { text, blocks });
    }
  };
  return { replaces: 'always', reply: say, share: say };
}

/** Slack's members that hold words, in whichever block or attachment. */
const wordMembers = new Set(['text', 'fallback', 'pretext', 'title', 'value', 'url', 'author_name']);
const mostCharacters = 20_000;

function wordsOf(message: { text?: string } & Record<string, unknown>): MessageWords {
  const words = [message.text ?? '', ...textsIn(message.blocks), ...textsIn(message.attachments), ...mailsIn(message.files)];
  return { text: words.join('\n').slice(0, mostCharacters) };
}

/**
 * An e-mail that was sent into the channel is a file of its own kind: who wrote it, its subject and its text. Whom it was sent to is the
 * desk, and no customer. (docs.slack.dev/reference/objects/file-object, `filetype: email`.)
 */
function mailsIn(files: unknown): string[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) => {
    if (typeof file !== 'object' || file === null || !('filetype' in file) || file.filetype !== 'email') return [];
    const mail: Record<string, unknown> = { ...file };
    const from = Array.isArray(mail.from) ? mail.from : [];
    const writers = from.flatMap((one: unknown) =>
      typeof one === 'object' && one !== null && 'address' in one && typeof one.address === 'string' ? [one.address] : [],
    );
    const texts = [mail.subject ?? mail.title, mail.plain_text ?? mail.preview_plain_text];
    return [...writers, ...texts.filter((text) => typeof text === 'string')];
  });
}

function textsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (wordMembers.has(key) ? [value] : []) : textsIn(value),
  );
}
