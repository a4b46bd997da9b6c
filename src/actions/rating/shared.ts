import { z } from 'zod';
import type { Rating } from '../../api/operations/index.ts';
import type { Json } from '../../lib/json.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { formatDay } from '../../lib/when.ts';
import { stateWord } from '../../states/interpret.ts';
import { accountName, accountWarning, type SeenAccount, seenAccount } from '../account/shared/names.ts';
import type { Readers } from '../define.ts';
import { blockFact, blockWarning, customerBranch, mustExist, type SeenCustomer, seenCustomer } from '../shared/snapshots.ts';

/** Whose credit is rated: ratings take the id of either, and only a person can tell which is meant. */
export const Rated = z.object({ kind: z.enum(['customer', 'account']), id: z.number().int() });
export type Rated = z.output<typeof Rated>;

/** What a rating made by hand may say; one that has run out is none to make. */
export const newRatingStatuses = ['PENDING', 'APPROVED', 'REJECTED'] as const;

/** What a rating says, without the words somebody wrote to it. */
export type SeenRating = Pick<Rating, 'id' | 'status' | 'score' | 'provider' | 'validUntil' | 'createdAt'>;

/** Whom it is about, their credit status, and their ratings, the newest first. */
export type SeenRated = {
  who: { customer: SeenCustomer } | { account: SeenAccount };
  branchId?: number | undefined;
  creditStatus?: string | undefined;
  ratings: SeenRating[];
};

/** Throws the readers' faults, and a refusal for an account that was deleted. */
export async function seenRated({ operations }: Pick<Readers, 'operations'>, rated: Rated): Promise<SeenRated> {
  const [owner, ratings] = await Promise.all([
    rated.kind === 'customer'
      ? operations.customers
          .get({ params: { id: rated.id } })
          .then((customer) => ({ who: { customer: seenCustomer(customer) }, of: customer, branchId: customerBranch(customer) }))
      : operations.accounts.get({ params: { userGroupId: rated.id } }).then((account) => ({
          who: { account: seenAccount(account) },
          of: account,
          branchId: account.branchId,
        })),
    operations.ratings.list({ params: { accountId: rated.id } }),
  ]);
  if ('customer' in owner.who) mustExist(owner.who.customer);
  return {
    who: owner.who,
    branchId: owner.branchId,
    creditStatus: owner.of.creditStatus,
    ratings: newestFirst(ratings.items).map(({ id, status, score, provider, validUntil, createdAt }) => ({
      id,
      status,
      score,
      provider,
      validUntil,
      createdAt,
    })),
  };
}

export function newestFirst<T extends Pick<Rating, 'createdAt' | 'id'>>(ratings: readonly T[]): T[] {
  return [...ratings].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || b.id - a.id);
}

/** The rating that counts now: the newest that was approved and has not run out. */
export function activeRating<T extends Pick<Rating, 'status' | 'validUntil'>>(ratings: readonly T[], now: Date): T | undefined {
  const today = now.toISOString().slice(0, 10);
  return ratings.find(
    ({ status, validUntil }) =>
      status === 'APPROVED' && (validUntil === undefined || (isDay(validUntil) && validUntil.slice(0, 10) >= today)),
  );
}

/** What is no date is none that lies ahead. */
function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text);
}

/** The rating that a decision is about: the newest that waits for one. */
export function waitingRating<T extends Pick<Rating, 'status'>>(ratings: readonly T[]): T | undefined {
  return ratings.find(({ status }) => status === 'PENDING');
}

/** A rating's or a credit status in words, or as it came when nobody knows it. */
export function ratingStatusWord(status: string | undefined): string {
  return status === 'NONE' ? stateWord('credit', status) : stateWord('rating', status);
}

/** `approved, score 540, by CRIF, of 1 Nov 2026, valid until 1 Nov 2027`. */
export function ratingWords({ status, score, provider, validUntil, createdAt }: SeenRating): string {
  return [
    ratingStatusWord(status),
    ...(score === undefined ? [] : [speak('score {score}', { score })]),
    ...(provider === undefined ? [] : [speak('by {provider}', { provider })]),
    ...(createdAt === undefined ? [] : [speak('dated {createdAt}', { createdAt: formatDay(createdAt.slice(0, 10)) })]),
    ...(validUntil === undefined ? [] : [speak('valid until {validUntil}', { validUntil: formatDay(validUntil.slice(0, 10)) })]),
  ].join(', ');
}

/** The account, worded for who reads it. */
export function ratedName({ who }: Pick<SeenRated, 'who'>, redactor: Redactor): string {
  return 'customer' in who ? redactor.person(who.customer) : accountName(who.account, redactor);
}

/** What the state of the account says against a decision about its credit. */
export function ratedConcerns({ who }: Pick<SeenRated, 'who'>, redactor: Redactor): (string | undefined)[] {
  return ['customer' in who ? blockWarning(who.customer, redactor) : accountWarning(who.account, redactor)];
}

/** The facts that a decision about somebody's credit rests on. */
export function ratedFacts({ who, creditStatus, ratings }: SeenRated): Record<string, Json> {
  return {
    ...('customer' in who
      ? { Customer: who.customer.id, 'Block state': blockFact(who.customer) }
      : { 'Business account': who.account.id, 'Block state': who.account.blockState ?? null }),
    'Credit status': ratingStatusWord(creditStatus),
    Ratings: ratings.map((rating) => `${rating.id} ${ratingStatusWord(rating.status)}`).join(', '),
  };
}

/** The comment that stays with the rating; it ends in the request's reference, so that a proof can be exact where it is given back. */
export function ratingComment({ reason, requestId }: { reason: string; requestId: string }): string {
  return `${reason} (${requestId})`;
}

/** Whether a decision shows: the credit status became so, or the rating that waited did. */
export async function isDecided(
  readers: Pick<Readers, 'operations'>,
  rated: Rated,
  before: SeenRated,
  status: 'APPROVED' | 'REJECTED',
): Promise<'done' | 'not-done'> {
  const now = await seenRated(readers, rated);
  if (before.creditStatus !== status && now.creditStatus === status) return 'done';
  const waited = waitingRating(before.ratings);
  return waited !== undefined && now.ratings.some((rating) => rating.id === waited.id && rating.status === status)
    ? 'done'
    : 'not-done';
}
