import { App, type Receiver } from '@slack/bolt';
import type { Kit } from './commands/kit.ts';
import { mount } from './commands/router.ts';
import { asFault } from './errors.ts';
import type { Secret } from './lib/secret.ts';
import { boltLogger } from './slack/bolt-log.ts';
import type { SlackIdentity } from './slack/identity.ts';

export type AppDeps = {
  kit: Kit;
  receiver: Receiver;
  identity: SlackIdentity;
  botToken: Secret;
  apiUrl: string | undefined;
  /** Told of whatever Slack delivers. */
  onDelivery?(body: object): void;
};

/** A Bolt app with every listener mounted and nothing started: what the product starts and tests call. */
export function createApp({ kit, receiver, identity, botToken, apiUrl, onDelivery }: AppDeps): App {
  const app = new App({
    receiver,
    // Bolt would ask Slack before it starts; we start without Slack and say so in /readyz.
    authorize: async () => {
      const known = identity.known();
      return {
        botToken: botToken.reveal(),
        ...(known?.botId && { botId: known.botId }),
        ...(known?.botUserId && { botUserId: known.botUserId }),
        ...(known && { teamId: known.teamId }),
      };
    },
    clientOptions: { ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }), retryConfig: { retries: 0 }, timeout: 5_000 },
    logger: boltLogger(kit.log),
  });
  app.error(async (error) => {
    kit.log.error({ err: asFault(error) }, 'a listener failed');
  });
  app.use(async ({ body, next }) => {
    onDelivery?.(body);
    await next();
  });
  mount(app, kit);
  return app;
}
