import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import type { Kit } from '../kit.ts';

/** A channel that came to be shared with another company, or isn't any more: cards and notifications follow that. */
export function mountChannels(app: App, kit: Kit): void {
  const changed = async (channel: string) => {
    try {
      await kit.channelChanged(channel);
    } catch (error) {
      kit.log.warn({ channel, err: asFault(error) }, 'a channel whose readers changed could not be looked at');
    }
  };
  app.event('channel_shared', ({ event }) => changed(event.channel));
  app.event('channel_unshared', ({ event }) => changed(event.channel));
}
