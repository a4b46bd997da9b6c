import type { KnownBlock } from '@slack/types';
import { asFault } from '../../errors.ts';
import { speaking } from '../../lib/language/language.ts';
import type { Log } from '../../lib/log.ts';
import { unfurledCustomer } from '../../views/customer/unfurled.ts';
import type { AppContext } from '../app-context.ts';
import { boundedApp } from '../bounded.ts';
import { lookingApp } from '../looking.ts';
import { spendingApp } from '../own-app.ts';
import { whoIs } from '../rights.ts';
import { usualBranch } from '../subjects/find-branches.ts';
import { ifThere } from '../subjects/look-up.ts';
import { customerOfLink } from './dashboard.ts';

/** A message with addresses of a domain that the manifest names. */
export type SharedLinks = {
  channel: string;
  ts: string;
  person: string;
  urls: readonly string[];
  /** Whether another company reads the channel, as the delivery says; undefined if it does not. */
  isForeign: boolean | undefined;
};

/** One message may name many; each is a call. */
const mostLinks = 3;

/**
 * Shows below each address of the dashboard whom it is about, masked for everybody who reads the channel. Only if the one who posted it
 * may look customers up, and in no channel that another company reads or of which nobody says whether one does.
 */
export async function unfurl(app: AppContext, log: Log, { channel, ts, person, urls, isForeign }: SharedLinks): Promise<void> {
  const pages = [...new Set(urls)].flatMap((url) => {
    const customerId = customerOfLink(app.policy.dashboardLink, url);
    return customerId === undefined ? [] : [{ url, customerId }];
  });
  if (pages.length === 0 || isForeign === true) return;
  const who = await whoIs(app, person, { offers: false });
  if (!who.may('read.customer')) return;
  const isShared = await app.screen.isShared(channel);
  if (isShared === true || (isShared === undefined && isForeign !== false)) return;
  const branchId = await usualBranch(app);
  const drawn = await Promise.all(
    pages.slice(0, mostLinks).map(async ({ url, customerId }): Promise<[string, KnownBlock[]][]> => {
      try {
        const bounded = boundedApp(spendingApp(app, person), 'read.customer', () => Promise.resolve(who.roles));
        const { customers } = lookingApp(bounded, person).readers.operations;
        const customer = await ifThere(customers.get({ params: { id: customerId } }, { canWait: true }));
        return customer === undefined
          ? []
          : [[url, speaking(app.policy.language, () => unfurledCustomer({ customer, branchId }))]];
      } catch (error) {
        log.info({ code: asFault(error).code }, 'a link was not unfurled');
        return [];
      }
    }),
  );
  const unfurls = Object.fromEntries(drawn.flat());
  if (Object.keys(unfurls).length > 0) await app.screen.unfurl(channel, ts, unfurls);
}
