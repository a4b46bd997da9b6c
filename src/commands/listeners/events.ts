import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { interactionLog } from '../../lib/log.ts';
import type { AppContext } from '../app-context.ts';
import { unfurl } from '../link/unfurl.ts';

/** Addresses of the operator's dashboard in messages. What goes wrong stays in the log: a link without its card is a link. */
export function addLinkListeners(bolt: App, app: AppContext): void {
  bolt.event('link_shared', async ({ event, body }) => {
    // While somebody still writes, nobody can say who will read it.
    if (event.source === 'composer') return;
    const ref = app.ids.reference().slice(0, 6);
    const log = interactionLog(app.log, { ref, user: event.user, command: 'link_shared' });
    try {
      if (!(await app.approvals.firstDelivery(`event:${body.event_id}`))) return;
      await unfurl(app, log, {
        channel: event.channel,
        ts: event.message_ts,
        person: event.user,
        urls: event.links.map(({ url }) => url),
        isForeign: body.is_ext_shared_channel,
      });
    } catch (error) {
      const fault = asFault(error);
      log[fault.code === 'not_allowed' ? 'info' : 'warn']({ code: fault.code, err: fault }, 'links were not unfurled');
    }
  });
}

/** A Home that was opened once is drawn again whenever something on it changes. */
export function addHomeListeners(bolt: App, app: AppContext): void {
  bolt.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    try {
      await app.approvals.homeOpened(event.user);
    } catch (error) {
      app.log.warn({ user: event.user, err: asFault(error) }, 'a Home could not be drawn');
    }
  });
}

/** A channel that came to be shared with another company, or isn't any more: cards and notifications follow that. */
export function addChannelListeners(bolt: App, app: AppContext): void {
  const changed = async (channel: string) => {
    try {
      await app.channelChanged(channel);
    } catch (error) {
      app.log.warn({ channel, err: asFault(error) }, 'a channel whose readers changed could not be looked at');
    }
  };
  bolt.event('channel_shared', ({ event }) => changed(event.channel));
  bolt.event('channel_unshared', ({ event }) => changed(event.channel));
}

/**
 * Slack's word that a group or a person has changed. What the event says is not read: deliveries come late, twice and out of order. Slack
 * is asked when somebody next needs to know.
 */
export function addPeopleListeners(bolt: App, app: AppContext): void {
  const changed = (id: string | undefined) => (id === undefined ? Promise.resolve() : app.slackChanged(id));
  bolt.event('subteam_members_changed', ({ event }) => changed(event.subteam_id));
  bolt.event('subteam_updated', ({ event }) => changed(event.subteam.id));
  bolt.event('subteam_created', ({ event }) => changed(event.subteam.id));
  bolt.event('user_change', ({ event }) => changed(event.user.id));
  bolt.event('team_join', ({ event }) => changed(event.user.id));
}
