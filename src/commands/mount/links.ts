import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { interactionLog } from '../../lib/log.ts';
import type { Kit } from '../kit.ts';
import { unfurl } from '../link/unfurl.ts';

/** Addresses of the operator's dashboard in messages. What goes wrong stays in the log: a link without its card is a link. */
export function mountLinks(app: App, kit: Kit): void {
  app.event('link_shared', async ({ event, body }) => {
    // While somebody still writes, nobody can say who will read it.
    if (event.source === 'composer') return;
    const ref = kit.ids.reference().slice(0, 6);
    const log = interactionLog(kit.log, { ref, user: event.user, command: 'link_shared' });
    try {
      if (!(await kit.approvals.firstDelivery(`event:${body.event_id}`))) return;
      await unfurl(kit, log, {
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
