import type { HomeView } from '@slack/types';
import { asFault } from '../../errors.ts';
import { homeTab } from '../../views/home/home.ts';
import { actionIds } from '../../views/ids.ts';
import { queueFor } from '../approvals/queue.ts';
import type { Button, Who } from '../context.ts';
import type { Kit } from '../kit.ts';
import { whoIs } from '../rights.ts';

/** The commands that people start from their Home, the most used first, each with the grant that it takes. */
export const quickCommands = [
  { label: 'Look up a customer', command: 'customer lookup', needs: 'read.customer' },
  { label: 'Check eligibility', command: 'eligibility', needs: 'read.eligibility' },
  { label: 'Assign a card', command: 'card assign', needs: 'card.assign' },
  { label: 'Give a voucher', command: 'voucher apply', needs: 'voucher.apply' },
  { label: 'Find a card', command: 'card find', needs: 'read.card' },
] as const;

/** A person's Home as it is now. Throws only when Slack does not say who the person is. */
export async function drawHome(kit: Kit, person: string): Promise<HomeView> {
  const reading = { now: kit.clock.now(), timeZone: undefined };
  let who: Who;
  try {
    who = await whoIs(kit, person);
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'not_allowed') throw error;
    return homeTab({
      ...reading,
      canDecide: false,
      toDecide: [],
      toDecideTotal: 0,
      asked: [],
      askedTotal: 0,
      quick: [],
      problem: fault.say,
    });
  }
  const quick = quickCommands.filter(({ needs }) => who.may(needs)).map(({ label, command }) => ({ label, command }));
  const problem = trouble(kit);
  return homeTab({ ...(await queueFor(kit, who)), quick, ...(problem === undefined ? {} : { problem }) });
}

function trouble(kit: Kit): string | undefined {
  return kit.health.upstream('operations').state === 'failing'
    ? 'The back office did not answer the last time. Look-ups and changes may not work right now.'
    : undefined;
}

export const refreshHomeButton: Button = {
  id: actionIds.refreshHome,
  needs: undefined,
  async run({ kit, who }) {
    await kit.screen.publishHome(who.id, await drawHome(kit, who.id));
    return undefined;
  },
};
