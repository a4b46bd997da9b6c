import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { spoken } from '../../lib/language/speak.ts';
import { comparable } from '../../lib/typed.ts';
import { within } from '../../lib/within.ts';
import { type Choice, option } from '../../views/common/blocks.ts';
import { notSet } from '../../views/form/form.ts';
import { baseOf, idPattern, type LookupSource, lookupIds, noneMark } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import { boundedApp } from '../bounded.ts';
import type { ViewValues } from '../context.ts';
import { names } from '../engine/common-fields.ts';
import { idOf } from '../engine/values.ts';
import { withoutPages } from '../link/dashboard.ts';
import { spendingApp } from '../own-app.ts';
import { mustHold, whoIs } from '../rights.ts';
import { customerOrHolderOptions } from '../subjects/customer-or-holder-options.ts';
import { accountOptions } from '../subjects/find-accounts.ts';
import { cardOptions } from '../subjects/find-cards.ts';
import { branchOptions, categoryOptions, templateOptions, unitOptions } from '../subjects/in-lists.ts';
import { createSearching } from '../subjects/searching.ts';

/** Slack is answered within this, found or not: an empty list now beats a spinner. What is found later serves the next keystroke. */
const ackWithinMs = 900;
const mostOptions = 100;

/** Alone in a list while the day's budget is used up; choosing it chooses nothing. */
const resting: Choice = spoken({
  text: 'Search is paused until midnight UTC: today’s calls are used up',
  value: '-',
  description: 'Type it whole after the command instead, such as an id',
});

type Asked = { branch: number; signal: AbortSignal; kind: 'customer' | 'account'; seesCards: boolean };
type Search = (app: AppContext, query: string, asked: Asked) => Promise<Choice[]>;
/** The grant each takes; lists that are no secret are open to all who may use the app. */
const searches: Readonly<Record<(typeof lookupIds)[LookupSource], { needs: string | undefined; search: Search }>> = {
  [lookupIds.customer]: {
    needs: 'read.customer',
    search: customerOrHolderOptions,
  },
  [lookupIds.card]: { needs: 'read.card', search: (app, query, { branch, signal }) => cardOptions(app, query, branch, signal) },
  [lookupIds.account]: {
    needs: 'read.account',
    search: (app, query, { branch, signal }) => accountOptions(app, query, branch, signal),
  },
  [lookupIds.template]: { needs: undefined, search: (app, query, { branch, kind }) => templateOptions(app, query, branch, kind) },
  [lookupIds.branch]: { needs: undefined, search: (app, query, { branch }) => branchOptions(app, query, branch) },
  [lookupIds.category]: { needs: undefined, search: (app, query, { branch }) => categoryOptions(app, query, branch) },
  [lookupIds.unit]: { needs: undefined, search: (app, query, { branch }) => unitOptions(app, query, branch) },
};

/** Lists that are searched as somebody types; a keystroke overtakes the search of the one before. */
export function addOptionListeners(bolt: App, app: AppContext): void {
  const searching = createSearching(app);
  for (const [id, { needs, search }] of Object.entries(searches)) {
    bolt.options<'block_suggestion'>({ type: 'block_suggestion', action_id: idPattern(id) }, async ({ body, ack }) => {
      const person = body.user.id;
      const query = withoutPages(app.policy.dashboardLink, body.value ?? '');
      const branch = branchOf(app, body.view?.private_metadata);
      const kind = kindIn(body.view?.state?.values as ViewValues | undefined); // safe: Slack's own shape, read with every part optional
      const found = (async () => {
        const who = await whoIs(app, person, { offers: false });
        mustHold(who, needs);
        const own = boundedApp(spendingApp(app, person), needs, () => Promise.resolve(who.roles));
        const list = baseOf(body.action_id);
        const seesCards = who.may('read.card');
        // Two who type the same share it, whichever form they type it into.
        return searching(
          person,
          list,
          `${list} ${branch} ${kind} ${seesCards} ${query}${own === app ? '' : ` ${person}`}`,
          (signal) => search(own, query, { branch, signal, kind, seesCards }),
        );
      })().catch((error: unknown): Choice[] => {
        const fault = asFault(error);
        app.log[fault.code === 'refused' || fault.code === 'bad_input' ? 'info' : 'warn'](
          { user: person, err: fault },
          'options could not be found',
        );
        // What was pasted is a page of something else.
        if (fault.code === 'bad_input') return [{ text: fault.say, value: resting.value }];
        return fault.code === 'refused' ? [resting] : [];
      });
      const choices = await within(app.clock, ackWithinMs, found, (): Choice[] => []);
      await ack({ options: offered(body.action_id, query, choices).map(option) });
    });
  }
}

/** What was found, as many as Slack takes; if a value can be taken away, *Not set* comes first. */
export function offered(actionId: string, query: string, found: readonly Choice[]): Choice[] {
  const canBeNone = actionId.startsWith(`${baseOf(actionId)}:${noneMark}:`);
  const isMeant = comparable(notSet.text).includes(comparable(query));
  return [...(canBeNone && isMeant ? [notSet] : []), ...found].slice(0, mostOptions);
}

/** Whom the form is about so far. */
function kindIn(values: ViewValues | undefined): 'customer' | 'account' {
  return idOf(values ?? {}, names.account) === undefined ? 'customer' : 'account';
}

/** A form keeps the branch it searches in its metadata; else the policy's. */
function branchOf(app: AppContext, metadata: string | undefined): number {
  try {
    const parsed: unknown = JSON.parse(metadata ?? '');
    if (typeof parsed === 'object' && parsed !== null && 'branch' in parsed && typeof parsed.branch === 'number')
      return parsed.branch;
  } catch {
    // not one of ours that keeps a branch
  }
  return app.policy.branch ?? 1;
}
