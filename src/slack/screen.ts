import type { HomeView, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { type CommandSpelling, plainSpelling } from '../lib/command-names.ts';
import type { Log } from '../lib/log.ts';
import { type Message, paragraph, section } from '../views/common/blocks.ts';
import { noteView } from '../views/common/note.ts';
import { slackErrorOf } from './client.ts';
import type { Deliver, MessageForm } from './deliver.ts';
import { slackFault } from './fault.ts';
import { inForm, posting } from './post.ts';
import type { ChannelReaders } from './readers.ts';
import { troubleOf } from './refusals.ts';
import { type Response, respondAt } from './response-url.ts';

/** Slack's words for a trigger that came too late or was used before. */
const triggerGone = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'trigger_exchanged',
  'invalid_trigger_id',
]);
/** Slack's words for a view that is closed, or was drawn again by a later press. */
const viewGone = new Set(['not_found', 'view_not_found', 'hash_conflict', 'not_allowed']);

/** Where somebody waits for an answer. */
export type AnswerPlace = { responseUrl: string; person: string; channel: string | undefined };

export type ScreenDeps = {
  client: WebClient;
  deliver: Deliver;
  readers: ChannelReaders;
  clock: Clock;
  log: Log;
  /** How the commands are called in Slack. */
  spelling?: CommandSpelling | undefined;
};

/** Slack doesn't take what was drawn: the modal must not stay as it was, as if the app were still at work. */
const undrawable = 'Slack doesn’t take what was to be shown here. Close this and try another way; the log has Slack’s reason.';

/** Modals, answers and whispers; each failure is a Fault('slack_unavailable') with a sentence. */
export function createScreen({ client, deliver, readers, clock, log, spelling = plainSpelling }: ScreenDeps) {
  async function whisper(channel: string, person: string, message: Message): Promise<void> {
    const directly = () =>
      deliver.now({ method: 'chat.postMessage', place: person, what: 'an answer' }, posting(client, person, message));
    const inPlace = (at: string) =>
      deliver.now({ method: 'chat.postEphemeral', place: at, what: 'an answer', expected: notThere }, (form) =>
        client.chat.postEphemeral({ channel: at, user: person, ...inForm(message, form) }),
      );
    // A direct message has one reader already.
    if (channel === person || channel.startsWith('D')) {
      await directly();
      return;
    }
    try {
      await inPlace(channel);
    } catch (error) {
      if (troubleOf(error)?.kind === 'token') throw error;
      await directly();
    }
  }

  /** A quick second try for what Slack's own trouble has kept from being drawn. */
  const drawing = <T>(method: string, place: string, send: () => Promise<T>, expected: ReadonlySet<string>): Promise<T> =>
    deliver.now({ method, place, what: 'a view', expected }, (form) => {
      // Words alone are no view.
      if (form === 'plain')
        throw new Fault('slack_unavailable', undrawable, { message: `${method}: Slack does not take the view` });
      return send();
    });

  return {
    async open(triggerId: string, view: ModalView, on: 'message' | 'modal' = 'message'): Promise<string> {
      const method = on === 'modal' ? 'views.push' : 'views.open';
      try {
        const answer = await drawing(
          method,
          'a trigger',
          () => client.views[on === 'modal' ? 'push' : 'open']({ trigger_id: triggerId, view }),
          triggerGone,
        );
        if (answer.view?.id === undefined) throw new Error('Slack named no view');
        return answer.view.id;
      } catch (error) {
        if (triggerGone.has(wordOf(error))) {
          throw new Fault('slack_unavailable', 'That took too long, so Slack did not let the form open. Try again.', {
            message: `${method}: ${wordOf(error)}`,
            cause: error,
          });
        }
        throw slackFault(method, error);
      }
    },
    async update(viewId: string, view: ModalView, hash?: string): Promise<boolean> {
      const given = hash === undefined ? {} : { hash };
      try {
        await deliver.now({ method: 'views.update', place: viewId, what: 'a view', expected: viewGone }, (form) =>
          client.views.update({
            view_id: viewId,
            view: form === 'whole' ? view : noteView({ title: view.title.text, plain: { title: undrawable } }),
            ...given,
          }),
        );
        return true;
      } catch (error) {
        if (viewGone.has(wordOf(error))) return false;
        throw slackFault('views.update', error);
      }
    },
    async publishHome(person: string, view: HomeView): Promise<void> {
      await deliver.now(homeOf(person), publishing(client, person, view));
    },
    async isShared(channel: string): Promise<boolean | undefined> {
      const who = await readers.of(channel, { freshMs: shareFreshMs });
      return who === 'ours' ? false : who === 'others' ? true : undefined;
    },
    async unfurl(channel: string, ts: string, unfurls: Readonly<Record<string, Message['blocks']>>): Promise<void> {
      const attachments = Object.entries(unfurls).map(([url, blocks]) => [url, { blocks }] as const);
      await drawing(
        'chat.unfurl',
        channel,
        () => client.chat.unfurl({ channel, ts, unfurls: Object.fromEntries(attachments) }),
        notThere,
      );
    },
    whisper,
    async respond({ responseUrl, person, channel }: AnswerPlace, response: Response): Promise<void> {
      const trouble = await respondAt(clock, responseUrl, { ...response, message: spelling.write(response.message) });
      if (trouble === undefined) return;
      log.warn(
        { call: 'response_url', errorCode: trouble.word },
        'a response_url did not take an answer; it is given another way',
      );
      if (!response.inChannel) {
        await whisper(channel ?? person, person, response.message);
        return;
      }
      // What may be there already is not shared twice: the person looks and decides.
      if (channel === undefined || trouble.kind === 'passing')
        throw new Fault('slack_unavailable', 'Slack did not confirm that it was shared. See if it is there, then try again.', {
          message: `response_url: ${trouble.word}`,
        });
      await deliver.now(
        { method: 'chat.postMessage', place: channel, what: 'a shared answer' },
        posting(client, channel, response.message),
      );
    },
  };
}

/** Slack's words for a person who isn't in the channel, or a channel that the app can't write to: the answer goes another way. */
const notThere = new Set(['user_not_in_channel', 'channel_not_found', 'not_in_channel', 'is_archived', 'cannot_find_message']);
/** Who reads a channel is asked again for each share, but not for each press in a row. */
const shareFreshMs = 10_000;

function wordOf(error: unknown): string {
  return slackErrorOf(error instanceof Fault ? error.cause : error) ?? '';
}

/** The job that publishes a Home, until Slack takes it. */
export async function publishHome(
  { client, deliver }: Pick<ScreenDeps, 'client' | 'deliver'>,
  person: string,
  view: HomeView,
): Promise<'done' | { againInMs: number }> {
  const outcome = await deliver.once(homeOf(person), publishing(client, person, view));
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}

const homeOf = (person: string) => ({ method: 'views.publish', place: person, what: 'a Home' });

const bareHome: HomeView = {
  type: 'home',
  blocks: [section(paragraph('Slack doesn’t take what was to be shown here. Type /approvals to see your requests.'))],
};

function publishing(client: WebClient, person: string, view: HomeView): (form: MessageForm) => Promise<unknown> {
  return (form) => client.views.publish({ user_id: person, view: form === 'plain' ? bareHome : view });
}
