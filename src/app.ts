import { App, type Receiver } from '@slack/bolt';
import type { AppContext } from './commands/app-context.ts';
import { addListeners } from './commands/router.ts';
import { asFault } from './errors.ts';
import { type CommandSpelling, plainSpelling } from './lib/command-names.ts';
import { speakingTo } from './lib/language/language.ts';
import type { Secret } from './lib/secret.ts';
import { type Trace, untraced } from './lib/trace.ts';
import { boltLogger } from './slack/bolt-log.ts';
import type { SlackIdentity } from './slack/identity.ts';
import { readerOf } from './slack/reader.ts';

export type AppDeps = {
  app: AppContext;
  receiver: Receiver;
  identity: SlackIdentity;
  botToken: Secret;
  apiUrl: string | undefined;
  /** Told of whatever Slack delivers. */
  onDelivery?(body: object): void;
  /** Told of every ack: what was delivered, and how long it took. */
  onAck?(kind: string, elapsedMs: number): void;
  /** How the commands are called in Slack. */
  spelling?: CommandSpelling;
  trace?: Trace;
};

/** A Bolt app with every listener mounted and nothing started: what the product starts and tests call. */
export function createApp({
  app: context,
  receiver,
  identity,
  botToken,
  apiUrl,
  onDelivery,
  onAck,
  spelling = plainSpelling,
  trace = untraced,
}: AppDeps): App {
  const app = new App({
    receiver,
    // Bolt would ask Slack before it starts; we start without Slack and say so in /readyz.
    authorize: async () => {
      const known = identity.known();
      return {
        botToken: botToken.reveal(),
        botId: known?.botId ? known.botId : undefined,
        botUserId: known?.botUserId ? known.botUserId : undefined,
        teamId: known?.teamId,
      };
    },
    // A step of a workflow comes with a token of its own, which ends with the step: nothing of ours uses or keeps it.
    attachFunctionToken: false,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 5_000 },
    logger: boltLogger(context.log),
  });
  app.error(async (error) => {
    context.log.error({ err: asFault(error) }, 'a listener failed');
  });
  app.use(async ({ body, next }) => {
    onDelivery?.(body);
    await next();
  });
  // Everything that the app says while it answers this is for the person who did it, in their language.
  app.use(async ({ body, next }) => {
    const person = personOf(body);
    await (person === undefined ? next() : speakingTo(readerOf(context.directory, person), next));
  });
  addListeners(app, context);
  // The one way in, be it by HTTP or socket, and the way of every ack.
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const startedAt = performance.now();
    const body = spelling.read(event.body);
    return trace.begin(nameOf(body), { 'wheelhouse.slack.retry': event.retryNum }, (span) =>
      processEvent({
        ...event,
        body,
        ack: (answer: unknown) => {
          const elapsedMs = performance.now() - startedAt;
          span.add({ 'wheelhouse.slack.acked_ms': Math.round(elapsedMs) });
          onAck?.(kindOf(event.body), elapsedMs);
          return event.ack(spelling.write(answer));
        },
      }),
    );
  };
  return app;
}

/** The person who typed, pressed, sent or opened something, and so is answered; nobody is looked up for what is only heard. */
function personOf(body: object): string | undefined {
  const {
    user_id: typed,
    user,
    event,
  } = body as {
    user_id?: unknown;
    user?: { id?: unknown };
    event?: { type?: unknown; user?: unknown };
  };
  const opened = event?.type === 'app_home_opened' ? event.user : undefined;
  return [typed, user?.id, opened].find((id) => typeof id === 'string');
}

const kinds: ReadonlySet<string> = new Set([
  'block_actions',
  'block_suggestion',
  'view_submission',
  'view_closed',
  'shortcut',
  'message_action',
  'event_callback',
]);

/** What a delivery's trace is called: a command, a button, a form or an event of ours, without what was typed or chosen. */
function nameOf(body: Readonly<Record<string, unknown>>): string {
  const kind = kindOf(body);
  const { command, event, actions, view } = body as {
    command?: unknown;
    event?: { type?: unknown };
    actions?: readonly { action_id?: unknown }[];
    view?: { callback_id?: unknown };
  };
  const what = [command, event?.type, actions?.[0]?.action_id, view?.callback_id].find((one) => typeof one === 'string');
  // Behind the colon of an id stands what tells it from others of its message.
  const word = what === undefined ? undefined : /^\/?[a-z][a-z0-9_.-]{0,60}/i.exec(String(what))?.[0];
  return word === undefined ? `Slack ${kind}` : `Slack ${kind} ${word}`;
}

/** Of a closed list, whatever is delivered. */
function kindOf({ command, type }: Readonly<Record<string, unknown>>): string {
  if (typeof command === 'string') return 'command';
  return typeof type === 'string' && kinds.has(type) ? type : 'other';
}
