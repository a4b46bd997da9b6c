import type { App } from '@slack/bolt';
import { z } from 'zod';
import { asFault } from '../../errors.ts';
import { isYesOrNo, isYesOrNoReaction } from '../../lib/yes-or-no.ts';
import type { AppContext } from '../app-context.ts';

/**
 * A reply in a thread, without what it says. Edits, deletions and what joins and leaves have a subtype; bots and apps have a `bot_id`.
 * docs.slack.dev/reference/events/message
 */
const Reply = z.object({
  subtype: z.literal('thread_broadcast').optional(),
  bot_id: z.undefined().optional(),
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string(),
  /** Who began the thread. */
  parent_user_id: z.string().optional(),
});

/** docs.slack.dev/reference/events/reaction_added */
const Reaction = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  /** Whose message it is. */
  item_user: z.string().optional(),
});

/**
 * Replies and reactions in the channels that the app has joined. Nearly all of them are not about a card: they are dropped by what their
 * event says, and the rest by the thread alone. What is written is looked at last, and goes nowhere.
 */
export function addTypedAnswerListeners(bolt: App, app: AppContext): void {
  if (!app.policy.typedAnswers) return;
  const { typedAnswers } = app.approvals;
  const isOthers = (author: string | undefined) => author !== undefined && author !== app.home()?.botUserId;
  bolt.event('message', async ({ event }) => {
    const reply = Reply.safeParse(event);
    if (!reply.success) return;
    const { channel, user: person, ts, thread_ts: thread, parent_user_id: author } = reply.data;
    if (thread === ts || isOthers(author)) return;
    await quietly(app, async () => {
      const id = await typedAnswers.waitingAt({ channel, ts: thread });
      if (id === undefined || !('text' in event) || !isYesOrNo(event.text ?? '')) return;
      await typedAnswers.heard({ id, person, channel, thread });
    });
  });
  bolt.event('reaction_added', async ({ event }) => {
    const reaction = Reaction.safeParse(event);
    if (!reaction.success || isOthers(reaction.data.item_user) || !isYesOrNoReaction(reaction.data.reaction)) return;
    const { user: person, item } = reaction.data;
    await quietly(app, async () => {
      const id = await typedAnswers.waitingAt(item);
      if (id !== undefined) await typedAnswers.heard({ id, person, channel: item.channel, thread: undefined });
    });
  });
}

/** The one who wrote waits for nothing: what goes wrong is told to the log, by its code. */
async function quietly(app: AppContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, message } = asFault(error);
    app.log.warn({ code, err: { message } }, 'a reply or a reaction to a card could not be looked at');
  }
}
