import type { App } from '@slack/bolt';
import type { Kit } from '../kit.ts';

/**
 * Slack's word that a group or a person has changed. What the event says is not read: deliveries come late, twice and out of order. Slack
 * is asked when somebody next needs to know.
 */
export function mountPeople(app: App, kit: Kit): void {
  const changed = (id: string | undefined) => (id === undefined ? Promise.resolve() : kit.slackChanged(id));
  app.event('subteam_members_changed', ({ event }) => changed(event.subteam_id));
  app.event('subteam_updated', ({ event }) => changed(event.subteam.id));
  app.event('subteam_created', ({ event }) => changed(event.subteam.id));
  app.event('user_change', ({ event }) => changed(event.user.id));
  app.event('team_join', ({ event }) => changed(event.user.id));
}
