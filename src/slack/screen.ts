import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { Fault } from '../errors.ts';
import { slackErrorOf, slackFault } from './client.ts';

/** Slack's words for a trigger that came too late or was used before. */
const triggerGone = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'trigger_exchanged',
  'invalid_trigger_id',
]);
/** Slack's words for a view that is closed, or was drawn anew by a later press. */
const viewGone = new Set(['not_found', 'view_not_found', 'hash_conflict', 'not_allowed']);

/** Modals, Homes and whispers; each failure is a Fault('slack_unavailable') with a sentence. */
export function createScreen(client: WebClient) {
  return {
    async open(triggerId: string, view: ModalView, on: 'message' | 'modal' = 'message'): Promise<string> {
      try {
        const answer =
          on === 'modal'
            ? await client.views.push({ trigger_id: triggerId, view })
            : await client.views.open({ trigger_id: triggerId, view });
        if (answer.view?.id === undefined) throw new Error('Slack named no view');
        return answer.view.id;
      } catch (error) {
        if (triggerGone.has(slackErrorOf(error) ?? '')) {
          throw new Fault('slack_unavailable', 'That took too long, so Slack did not let the form open. Try again.', {
            message: `views.open: ${slackErrorOf(error)}`,
            cause: error,
          });
        }
        throw slackFault(on === 'modal' ? 'views.push' : 'views.open', error);
      }
    },
    async update(viewId: string, view: ModalView, hash?: string): Promise<boolean> {
      try {
        await client.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) });
        return true;
      } catch (error) {
        if (viewGone.has(slackErrorOf(error) ?? '')) return false;
        throw slackFault('views.update', error);
      }
    },
    async publishHome(person: string, view: HomeView): Promise<void> {
      try {
        await client.views.publish({ user_id: person, view });
      } catch (error) {
        throw slackFault('views.publish', error);
      }
    },
    async isShared(channel: string): Promise<boolean | undefined> {
      try {
        const { channel: found } = await client.conversations.info({ channel });
        // `is_shared` alone also says so of channels within one organisation.
        return found?.is_ext_shared === true || found?.is_pending_ext_shared === true;
      } catch {
        return undefined; // what is put there is masked for many in any case
      }
    },
    async unfurl(channel: string, ts: string, unfurls: Readonly<Record<string, KnownBlock[]>>): Promise<void> {
      try {
        const attachments = Object.entries(unfurls).map(([url, blocks]) => [url, { blocks }] as const);
        await client.chat.unfurl({ channel, ts, unfurls: Object.fromEntries(attachments) });
      } catch (error) {
        throw slackFault('chat.unfurl', error);
      }
    },
    async whisper(channel: string, person: string, message: { text: string; blocks?: KnownBlock[] }): Promise<void> {
      try {
        // A direct message has one reader already.
        if (channel === person || channel.startsWith('D'))
          await client.chat.postMessage({ channel: person, ...message, unfurl_links: false });
        else await client.chat.postEphemeral({ channel, user: person, ...message });
      } catch (error) {
        throw slackFault('chat.postEphemeral', error);
      }
    },
  };
}
