import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { type Choice, option } from '../../views/common/blocks.ts';
import { baseOf, idPattern, lookupIds } from '../../views/ids.ts';
import { accountOptions } from '../find/accounts.ts';
import { cardOptions } from '../find/cards.ts';
import { customerOptions } from '../find/customers.ts';
import type { Kit } from '../kit.ts';
import { mustHold, whoIs } from '../rights.ts';

/** Slack waits three seconds for options; a list that comes later is worth nothing. */
const deadlineMs = 2_300;
const mostOptions = 100;

type Search = (kit: Kit, query: string, branchId: number, signal: AbortSignal) => Promise<Choice[]>;
const searches: Readonly<Record<string, { needs: string; search: Search }>> = {
  [lookupIds.customer]: { needs: 'read.customer', search: customerOptions },
  [lookupIds.card]: { needs: 'read.card', search: cardOptions },
  [lookupIds.account]: { needs: 'read.account', search: accountOptions },
};

/** Lists that are searched as somebody types; a keystroke overtakes the search of the one before. */
export function mountOptions(app: App, kit: Kit): void {
  const underWay = new Map<string, AbortController>();
  for (const [id, { needs, search }] of Object.entries(searches)) {
    app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: idPattern(id) }, async ({ body, ack }) => {
      const person = body.user.id;
      const key = `${person} ${baseOf(body.action_id)}`;
      underWay.get(key)?.abort(new Error('overtaken by the next keystroke'));
      const overtaken = new AbortController();
      underWay.set(key, overtaken);
      let choices: Choice[] = [];
      try {
        mustHold(await whoIs(kit, person), needs);
        const signal = AbortSignal.any([overtaken.signal, AbortSignal.timeout(deadlineMs)]);
        choices = await search(kit, body.value ?? '', branchOf(kit, body.view?.private_metadata), signal);
      } catch (error) {
        if (!overtaken.signal.aborted) kit.log.warn({ user: person, err: asFault(error) }, 'options could not be found');
      } finally {
        if (underWay.get(key) === overtaken) underWay.delete(key);
      }
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
