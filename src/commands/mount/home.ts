import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import type { Kit } from '../kit.ts';

/** A Home that was opened once is drawn again whenever something on it changes. */
export function mountHome(app: App, kit: Kit): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    try {
      await kit.approvals.homeOpened(event.user);
    } catch (error) {
      kit.log.warn({ user: event.user, err: asFault(error) }, 'a Home could not be drawn');
    }
  });
}
