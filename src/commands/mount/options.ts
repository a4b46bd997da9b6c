import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { within } from '../../lib/within.ts';
import { type Choice, option } from '../../views/common/blocks.ts';
import { baseOf, idPattern, type LookupSource, lookupIds } from '../../views/ids.ts';
import { boundedKit } from '../bounded.ts';
import { accountOptions } from '../find/accounts.ts';
import { cardOptions } from '../find/cards.ts';
import { customerOptions } from '../find/customers.ts';
import { branchOptions, categoryOptions, templateOptions, unitOptions } from '../find/in-lists.ts';
import { createSearching } from '../find/searching.ts';
import type { Kit } from '../kit.ts';
import { mustHold, whoIs } from '../rights.ts';

/** Slack is answered within this, found or not: an empty list now beats a spinner. What is found later serves the next keystroke. */
const ackWithinMs = 900;
const mostOptions = 100;

/** Stands alone in a list while the day's budget is used up; choosing it chooses nothing. */
const resting: Choice = {
  text: 'Searching rests until midnight UTC: today’s calls are used up',
  value: '-',
  description: 'Type it whole after the command instead, such as an id',
};

type Search = (kit: Kit, query: string, branchId: number, signal: AbortSignal) => Promise<Choice[]>;
/** The grant each takes; lists that are no secret are open to all who may use the app. */
const searches: Readonly<Record<(typeof lookupIds)[LookupSource], { needs: string | undefined; search: Search }>> = {
  [lookupIds.customer]: { needs: 'read.customer', search: customerOptions },
  [lookupIds.card]: { needs: 'read.card', search: cardOptions },
  [lookupIds.account]: { needs: 'read.account', search: accountOptions },
  [lookupIds.template]: { needs: undefined, search: templateOptions },
  [lookupIds.branch]: { needs: undefined, search: branchOptions },
  [lookupIds.category]: { needs: undefined, search: categoryOptions },
  [lookupIds.unit]: { needs: undefined, search: unitOptions },
};

/** Lists that are searched as somebody types; a keystroke overtakes the search of the one before. */
export function mountOptions(app: App, kit: Kit): void {
  const searching = createSearching(kit);
  for (const [id, { needs, search }] of Object.entries(searches)) {
    app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: idPattern(id) }, async ({ body, ack }) => {
      const person = body.user.id;
      const query = body.value ?? '';
      const branch = branchOf(kit, body.view?.private_metadata);
      const found = (async () => {
        const who = await whoIs(kit, person, { offers: false });
        mustHold(who, needs);
        const own = boundedKit(kit, needs, () => Promise.resolve(who.roles));
        const list = baseOf(body.action_id);
        // Two who type the same share it, whichever form they type it into.
        return searching(person, list, `${list} ${branch} ${query}${own === kit ? '' : ` ${person}`}`, (signal) =>
          search(own, query, branch, signal),
        );
      })().catch((error: unknown): Choice[] => {
        const fault = asFault(error);
        kit.log[fault.code === 'refused' ? 'info' : 'warn']({ user: person, err: fault }, 'options could not be found');
        return fault.code === 'refused' ? [resting] : [];
      });
      const choices = await within(kit.clock, ackWithinMs, found, (): Choice[] => []);
      await ack({ options: choices.slice(0, mostOptions).map(option) });
    });
  }
}

/** A form keeps the branch it searches in its metadata; else the policy's. */
function branchOf(kit: Kit, metadata: string | undefined): number {
  try {
    const parsed: unknown = JSON.parse(metadata ?? '');
    if (typeof parsed === 'object' && parsed !== null && 'branch' in parsed && typeof parsed.branch === 'number')
      return parsed.branch;
  } catch {
    // not one of ours that keeps a branch
  }
  return kit.policy.branch ?? 1;
}
