import { z } from 'zod';
import type { Rating } from '../../api/operations/index.ts';
import type { Json } from '../../lib/json.ts';
import type { Show } from '../../lib/mask.ts';
import { formatDay } from '../../lib/when.ts';
import type { Readers } from '../define.ts';
import { customerBranch, mustExist, type SeenCustomer, seenCustomer } from './seen.ts';

/** Whose credit is rated: ratings take the id of either, and only a person can tell which is meant. */
export const Rated = z.object({ kind: z.enum(['customer', 'account']), id: z.number().int() });
export type Rated = z.output<typeof Rated>;

/** What a rating made by hand may say; one that has run out is none to make. */
export const newRatingStatuses = ['PENDING', 'APPROVED', 'REJECTED'] as const;

/** What a rating says, without the words somebody wrote to it. */
export type SeenRating = Pick<Rating, 'id' | 'status' | 'score' | 'provider' | 'validUntil' | 'createdAt'>;

/** Whom it is about, their credit status, and their ratings, the newest first. */
export type SeenRated = {
  who: { customer: SeenCustomer } | { account: { id: number; name?: string | undefined } };
  branchId?: number | undefined;
  creditStatus: string;
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
          who: { account: { id: account.id, name: account.name } },
          of: account,
          branchId: account.branchId,
        })),
    operations.ratings.list({ params: { accountId: rated.id } }),
  ]);
  if ('customer' in owner.who) mustExist(owner.who.customer);
  return {
    who: owner.who,
    branchId: owner.branchId,
    creditStatus: owner.of.creditStatus ?? 'NONE',
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
    ({ status, validUntil }) => status === 'APPROVED' && (validUntil === undefined || validUntil.slice(0, 10) >= today),
  );
}

/** The rating that a decision is about: the newest that waits for one. */
export function waitingRating<T extends Pick<Rating, 'status'>>(ratings: readonly T[]): T | undefined {
  return ratings.find(({ status }) => status === 'PENDING');
}

const statusWords: Readonly<Record<string, string>> = {
  NONE: 'not checked',
  PENDING: 'waiting for a decision',
  APPROVED: 'approved',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
};

/** A status in words, or as it came when nobody knows it. */
export function ratingStatusWord(status: string | undefined): string {
  return status === undefined ? 'without a status' : (statusWords[status] ?? status);
}

/** `approved, score 540, by CRIF, of 1 Nov 2026, valid until 1 Nov 2027`. */
export function ratingWords({ status, score, provider, validUntil, createdAt }: SeenRating): string {
  return [
    ratingStatusWord(status),
    ...(score === undefined ? [] : [`score ${score}`]),
    ...(provider === undefined ? [] : [`by ${provider}`]),
    ...(createdAt === undefined ? [] : [`of ${formatDay(createdAt.slice(0, 10))}`]),
    ...(validUntil === undefined ? [] : [`valid until ${formatDay(validUntil.slice(0, 10))}`]),
  ].join(', ');
}

/** The account, worded for who reads it. */
export function ratedName({ who }: Pick<SeenRated, 'who'>, show: Show): string {
  if ('customer' in who) return show.person(who.customer);
  const { id, name } = who.account;
  // A company's name can be a person's; many see its id alone.
  return show.audience === 'many' || name === undefined ? `business account ${id}` : `business account ${name} (${id})`;
}

/** The facts that a decision about somebody's credit rests on. */
export function ratedFacts({ who, creditStatus, ratings }: SeenRated): Record<string, Json> {
  return {
    ...('customer' in who
      ? { Customer: who.customer.id, 'Block state': who.customer.blockState }
      : { 'Business account': who.account.id }),
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
