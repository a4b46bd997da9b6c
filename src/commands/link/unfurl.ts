import type { KnownBlock } from '@slack/types';
import { asFault } from '../../errors.ts';
import type { Log } from '../../lib/log.ts';
import { unfurledCustomer } from '../../views/customer/unfurled.ts';
import { boundedKit } from '../bounded.ts';
import { usualBranch } from '../find/branches.ts';
import { ifThere } from '../find/look-up.ts';
import type { Kit } from '../kit.ts';
import { whoIs } from '../rights.ts';
import { customerOfLink } from './dashboard.ts';

/** A message with addresses of a domain that the manifest names. */
export type SharedLinks = {
  channel: string;
  ts: string;
  person: string;
  urls: readonly string[];
  /** Whether another company reads the channel, as the delivery says; undefined where it does not. */
  isForeign: boolean | undefined;
};

/** One message may name many; each is a call. */
const mostLinks = 3;

/**
 * Shows below each address of the dashboard whom it is about, masked for everybody who reads the channel. Only where the one who posted it
 * may look customers up, and in no channel that another company reads or of which nobody says whether one does.
 */
export async function unfurl(kit: Kit, log: Log, { channel, ts, person, urls, isForeign }: SharedLinks): Promise<void> {
  const pages = [...new Set(urls)].flatMap((url) => {
    const customerId = customerOfLink(kit.policy.dashboardLink, url);
    return customerId === undefined ? [] : [{ url, customerId }];
  });
  if (pages.length === 0 || isForeign === true) return;
  const who = await whoIs(kit, person, { offers: false });
  if (!who.may('read.customer')) return;
  const isShared = await kit.screen.isShared(channel);
  if (isShared === true || (isShared === undefined && isForeign !== false)) return;
  const branchId = await usualBranch(kit);
  const drawn = await Promise.all(
    pages.slice(0, mostLinks).map(async ({ url, customerId }): Promise<[string, KnownBlock[]][]> => {
      try {
        const { customers } = boundedKit(kit, 'read.customer', () => Promise.resolve(who.roles)).readers.operations;
        const customer = await ifThere(customers.get({ params: { id: customerId } }, { canWait: true }));
        return customer === undefined ? [] : [[url, unfurledCustomer({ customer, branchId })]];
      } catch (error) {
        log.info({ code: asFault(error).code }, 'a link was not unfurled');
        return [];
      }
    }),
  );
  const unfurls = Object.fromEntries(drawn.flat());
  if (Object.keys(unfurls).length > 0) await kit.screen.unfurl(channel, ts, unfurls);
}
