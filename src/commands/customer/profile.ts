import { activeRating, newestFirst, ratingWords, waitingRating } from '../../actions/rating/shared.ts';
import type { Card, Customer, CustomerDetails, Rating, Voucher } from '../../api/operations/index.ts';
import { dashboardUrl, pagesOfSubjects } from '../../approvals/policy/dashboard-pages.ts';
import { asFault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Log } from '../../lib/log.ts';
import type { Redactor } from '../../lib/mask.ts';
import { interpret, isFine } from '../../states/interpret.ts';
import type { Part } from '../../views/common/plain.ts';
import type { DetailFacts } from '../../views/customer/facts.ts';
import type { ProfileProps } from '../../views/customer/profile.ts';
import { writePointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { Interaction } from '../context.ts';
import { duplicatesOf } from './duplicates.ts';
import { looksFor, nextStep } from './next-step.ts';
import { startActions } from './start-actions.ts';

/** Each part of a profile may take this long; with the way to it, an answer is there within 15 s. */
const partMs = 5_000;
/** The customer alone, if the details could not be had. */
const fallBackMs = 3_000;

/** Whom it is about; `contact` where it was just read, so that nothing has to be waited for before others with the same are looked for. */
export type ProfileAbout = { customerId: number; branchId: number; contact?: Pick<Customer, 'id' | 'email' | 'phone'> };

/**
 * A customer with everything about them, read together: a part that fails says so while the rest is shown. Throws the reader's fault only
 * when neither the details nor the customer alone could be read.
 */
export async function loadProfile(
  { app, who, log, channel }: Pick<Interaction, 'app' | 'who' | 'log' | 'channel'>,
  { customerId, branchId, contact }: ProfileAbout,
  redactor: Redactor,
): Promise<ProfileProps> {
  const { customers, cards: allCards, vouchers: allVouchers, ratings: allRatings } = app.readers.operations;
  const params = { id: customerId };
  const within = { deadlineMs: partMs };
  // What the answer is without: refused in words when the day's budget is used up.
  const extra = { ...within, canWait: true } as const;
  const reading = customers.details({ params, query: { branchId } }, within);
  const ifMay = <T>(needs: string, read: () => Promise<T>) => (who.may(needs) ? read() : hidden(needs));
  // What many see has no word of these.
  const ifMayAlone = <T>(needs: string, read: () => Promise<T>) =>
    redactor.audience === 'one' ? ifMay(needs, read) : hidden(needs);
  const reachable = reading.catch((): Promise<Customer> => customers.get({ params }, { deadlineMs: fallBackMs }));
  const lately =
    redactor.audience === 'one' ? app.approvals.lately({ subjects: [`customer:${customerId}`], except: who.id }) : undefined;
  const [details, customer, duplicates, accounts, paymentSources, vouchers, ratings, cards, requirements, branch] =
    await Promise.allSettled([
      reading,
      reachable,
      redactor.audience === 'one' ? Promise.resolve(contact ?? reachable).then((known) => duplicatesOf(app, known, extra)) : [],
      ifMay('read.account', () => customers.accounts({ params }, extra)),
      ifMay('read.payment', () => customers.paymentSources({ params, query: { branchId } }, extra)),
      ifMayAlone('read.voucher', () => allVouchers.ofCustomer({ params: { userId: customerId }, query: { branchId } }, extra)),
      ifMayAlone('read.rating', () => allRatings.list({ params: { accountId: customerId } }, extra)),
      allCards.search({ query: { branchId, searchText: String(customerId) } }, extra),
      startRequirements(app, customerId, branchId),
      app.catalogue.branch(branchId),
    ]);
  if (customer.status === 'rejected') throw customer.reason;
  const part = <T, U>(name: string, result: PromiseSettledResult<T>, of: (value: T) => U) => partOf(log, name, result, of);
  const detailFacts = part('details', details, factsOf);
  const cardFacts = cardsOf(
    customerId,
    part('cards', cards, ({ items }) => items),
    details.status === 'fulfilled' ? details.value.identityCards : undefined,
  );
  const url = dashboardUrl(app.policy.dashboardLink, 'customer', customerId);
  const about = { customer: customerId, branch: branchId };
  const judged = requirements.status === 'fulfilled' ? requirements.value : undefined;
  const starts = startActions(app, who, {
    customer: customer.value,
    branchId,
    terms: detailFacts.ok ? detailFacts.value.terms : undefined,
    hasAccount: accounts.status === 'fulfilled' && accounts.value.items.length > 0,
    card: cardFacts.ok ? cardFacts.value.find(({ state }) => state === 'ASSIGNED') : undefined,
  });
  const fix = nextStep(who, judged?.requirements.filter(({ fulfilled }) => !fulfilled) ?? [], starts, about);
  return {
    customer: { ...customer.value, asOf: app.clock.now() },
    branch: branch.status === 'fulfilled' ? branch.value : { id: branchId, name: speak('branch {branchId}', { branchId }) },
    details: detailFacts,
    accounts: part('accounts', accounts, ({ items }) => items),
    paymentSources: part(speak('payment sources'), paymentSources, ({ items }) => items),
    vouchers: part('vouchers', vouchers, ({ items }) => ({
      all: items.length,
      usable: items.filter(isUsable).length,
      unclear: items.map(({ status }) => status).filter((status) => !interpret('voucher', status).known),
    })),
    rating: part('ratings', ratings, ({ items }) => ratingOf(newestFirst(items), app.clock.now())),
    cards: cardFacts.ok
      ? { ok: true, value: cardFacts.value.map(({ id, cardNumber, state }) => ({ id, number: cardNumber, state })) }
      : cardFacts,
    requirements: part('requirements', requirements, (found) => found),
    duplicates: duplicates.status === 'fulfilled' ? duplicates.value : [],
    lately: lately === undefined ? undefined : await lately,
    redactor,
    actions: starts,
    fix,
    looks: looksFor(who, about),
    eligibility: writePointer({ ...about, category: judged?.categoryId === undefined ? undefined : judged.categoryId }),
    canReveal: who.may('read.reveal'),
    // From a modal there is no channel to share into.
    canShare: channel !== undefined,
    dashboardUrl: url,
    pages: pagesOfSubjects(app.policy.dashboardLink, [
      ...(cardFacts.ok ? cardFacts.value.map((card) => `card:${card.id}`) : []),
      ...(accounts.status === 'fulfilled' ? accounts.value.items.map((account) => `account:${account.id}`) : []),
    ]),
  };
}

/** Not read at all, since this person may not see it. */
async function hidden(needs: string): Promise<never> {
  throw new Hidden(speak('it takes the grant {needs}', { needs }));
}

class Hidden extends Error {}

function isUsable({ status }: Voucher): boolean {
  return isFine('voucher', status);
}

/** The rating that counts, else that one waits, else that there is none. */
function ratingOf(ratings: readonly Rating[], now: Date): string {
  const rating = activeRating(ratings, now) ?? waitingRating(ratings);
  if (rating !== undefined) return ratingWords(rating);
  return ratings.length === 0 ? speak('none') : speak('none that counts any more');
}

/** May they start here now, with what the branch offers first: the verdict at the top of a profile. */
async function startRequirements(app: AppContext, userId: number, branchId: number) {
  const [category] = await app.catalogue.categories(branchId).catch(() => []);
  const found = await app.readers.operations.requirements.start(
    { query: { userId, branchId, vehicleCategoryId: category?.id } },
    { deadlineMs: partMs },
  );
  return { ...found, category: category?.name, categoryId: category?.id };
}

function partOf<T, U>(log: Log, name: string, result: PromiseSettledResult<T>, of: (value: T) => U): Part<U> {
  if (result.status === 'fulfilled') return { ok: true, value: of(result.value) };
  if (result.reason instanceof Hidden) return { ok: false, say: result.reason.message, hidden: true };
  const fault = asFault(result.reason);
  log.warn({ code: fault.code, part: name, err: fault }, 'a part of a profile could not be read');
  return { ok: false, say: fault.say };
}

function factsOf({ termsAndConditionsAcceptanceState, statistics }: CustomerDetails): DetailFacts {
  return { terms: termsAndConditionsAcceptanceState, ...statistics };
}

/** The search knows every card of the branch, the details those of the customer: together, each once; either alone if one failed. */
function cardsOf(customerId: number, found: Part<readonly Card[]>, known: readonly Card[] | undefined): Part<readonly Card[]> {
  if (!found.ok && known === undefined) return found;
  const theirs = found.ok ? found.value.filter(({ userId }) => userId === customerId) : [];
  const all = [...(known ?? []), ...theirs];
  return { ok: true, value: all.filter(({ id }, index) => all.findIndex((card) => card.id === id) === index) };
}
