import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { type Choice, option } from '../../views/common/blocks.ts';
import { baseOf, idPattern, lookupIds } from '../../views/ids.ts';
import { accountOptions } from '../find/accounts.ts';
import { cardOptions } from '../find/cards.ts';
import { customerOptions } from '../find/customers.ts';
import type { Kit } from '../kit.ts';
import { mustHold, whoIs } from '../rights.ts';

/** Slack is answered within this, found or not: an empty list now beats a spinner. What is found later serves the next keystroke. */
const ackWithinMs = 900;
/** How long a search may go on in the background, and how long what it found is kept. */
const searchMs = 4_000;
const keptMs = 15_000;
const mostKept = 200;
const mostOptions = 100;

type Search = (kit: Kit, query: string, branchId: number, signal: AbortSignal) => Promise<Choice[]>;
const searches: Readonly<Record<string, { needs: string; search: Search }>> = {
  [lookupIds.customer]: { needs: 'read.customer', search: customerOptions },
  [lookupIds.card]: { needs: 'read.card', search: cardOptions },
  [lookupIds.account]: { needs: 'read.account', search: accountOptions },
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
        mustHold(await whoIs(kit, person, { offers: false }), needs);
        return searching(person, baseOf(body.action_id), `${branch} ${query}`, (signal) => search(kit, query, branch, signal));
      })().catch((error: unknown) => {
        kit.log.warn({ user: person, err: asFault(error) }, 'options could not be found');
        return [];
      });
      const choices = (await Promise.race([found, kit.clock.sleep(ackWithinMs)])) ?? [];
      await ack({ options: choices.slice(0, mostOptions).map(option) });
    });
  }
}

type Kept = { at: number; choices: Promise<Choice[]> };

/** Searches, one a person and list at a time, whose results are shared by those who type the same within a few seconds. */
function createSearching({ clock }: Kit) {
  const underWay = new Map<string, AbortController>();
  const kept = new Map<string, Kept>();
  return (person: string, list: string, query: string, search: (signal: AbortSignal) => Promise<Choice[]>): Promise<Choice[]> => {
    const key = `${list} ${query}`;
    const had = kept.get(key);
    if (had && clock.now().getTime() - had.at < keptMs) return had.choices;
    const slot = `${person} ${list}`;
    underWay.get(slot)?.abort(new Error('overtaken by the next keystroke'));
    const overtaken = new AbortController();
    underWay.set(slot, overtaken);
    const choices = search(AbortSignal.any([overtaken.signal, AbortSignal.timeout(searchMs)])).finally(() => {
      if (underWay.get(slot) === overtaken) underWay.delete(slot);
    });
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { at: clock.now().getTime(), choices });
    choices.catch(() => kept.delete(key));
    return choices;
  };
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
