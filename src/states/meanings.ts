import type {
  BlockState,
  CreditStatus,
  IdVerificationState,
  KnownCardState,
  LicenseVerificationState,
  ManualVerificationState,
  MembershipState,
  PaymentState,
  RatingStatus,
  TermsAcceptanceState,
  VoucherStatus,
} from '../api/operations/index.ts';
import { spoken } from '../lib/language/speak.ts';

/** What a word of the back office means. Only what says `fine: true` counts as fine. `next` says what helps, if something does. */
export type Meaning = { words: string; next?: string; fine: boolean };

const block: Record<BlockState, Meaning> = spoken({
  NOT_BLOCKED: { words: 'not blocked', fine: true },
  BLOCKED: { words: 'blocked', next: 'see the notes in the back office', fine: false },
  ADMIN_BLOCKED: { words: 'blocked by an administrator', next: 'see the notes in the back office', fine: false },
  DELETED: { words: 'deleted', fine: false },
});

const licence: Record<LicenseVerificationState, Meaning> = spoken({
  UNVERIFIED: { words: 'not verified', next: 'ask the customer to upload it in the app', fine: false },
  CREATED: { words: 'check started', next: 'ask the customer to finish the upload in the app', fine: false },
  PROCESSING: { words: 'being checked', next: 'wait for the provider', fine: false },
  VERIFIED: { words: 'verified', fine: true },
  REJECTED: {
    words: 'rejected',
    next: 'see why (/verification show), then ask the customer to upload it again',
    fine: false,
  },
  RETRY: { words: 'to be uploaded again', next: 'ask the customer to take new photos in the app', fine: false },
  VERIFIED_BUT_NEEDS_CHECK: {
    words: 'verified, but needs a check',
    next: 'check it in the back office',
    fine: false,
  },
  EXPIRED_LICENSE: { words: 'expired', next: 'ask the customer to upload the new one', fine: false },
  REVIEW: { words: 'in review', next: 'decide it in the back office', fine: false },
  PENDING_REVERIFICATION: {
    words: 'due to be verified again',
    next: 'ask the customer to repeat the check in the app',
    fine: false,
  },
});

/** Another check with the same words for its states; what is uploaded is an ID card or a passport. */
const id: Record<IdVerificationState | 'EXPIRED', Meaning> = spoken({
  ...licence,
  UNVERIFIED: { words: 'not verified', next: 'ask the customer to upload an ID card or passport in the app', fine: false },
  EXPIRED: { words: 'expired', next: 'ask the customer to upload a valid document', fine: false },
});

const manual: Record<ManualVerificationState, Meaning> = spoken({
  UNVERIFIED: { words: 'not done', next: 'check the customer in the back office', fine: false },
  PROCESSING: { words: 'in progress', next: 'wait for the back-office check', fine: false },
  VERIFIED: { words: 'done', fine: true },
  REJECTED: { words: 'rejected', next: 'ask a lead before anything else', fine: false },
  RETRY: { words: 'to be repeated', next: 'ask the customer to send the documents again', fine: false },
});

/** A check of the operator's own; its words are not in the guide, so only the plain ones are known. */
const external: Record<'UNVERIFIED' | 'PROCESSING' | 'VERIFIED' | 'REJECTED', Meaning> = spoken({
  UNVERIFIED: { words: 'not done', next: 'ask the team that runs this check', fine: false },
  PROCESSING: { words: 'in progress', next: 'wait for the team that runs this check', fine: false },
  VERIFIED: { words: 'done', fine: true },
  REJECTED: { words: 'rejected', next: 'ask the team that runs this check why', fine: false },
});

const credit: Record<CreditStatus, Meaning> = spoken({
  NONE: { words: 'not checked', fine: true },
  PENDING: { words: 'being checked', next: 'finance decides (/rating approve or reject)', fine: false },
  APPROVED: { words: 'approved', fine: true },
  REJECTED: { words: 'rejected', next: 'finance can review it (/rating list)', fine: false },
});

const payment: Record<PaymentState, Meaning> = spoken({
  NONE: { words: 'no method', next: 'ask the customer to add one in the app', fine: false },
  PUSH_INITIATED: { words: 'method started', next: 'ask the customer to finish it in the app', fine: false },
  PUSH_COMPLETED: { words: 'method confirmed', fine: true },
  SOURCE_ADDED: { words: 'method added', fine: true },
  INVOICING: { words: 'by invoice', fine: true },
});

/** No source lists these; they are the two that were seen. */
const paymentSource: Record<'ACTIVE' | 'EXPIRED', Meaning> = spoken({
  ACTIVE: { words: 'active', fine: true },
  EXPIRED: { words: 'expired', fine: false },
});

const terms: Record<TermsAcceptanceState, Meaning> = spoken({
  ACCEPTED: { words: 'accepted', fine: true },
  OUTDATED: {
    words: 'accepted an older version',
    next: 'ask the customer to accept the new one, or accept it for them with their consent',
    fine: false,
  },
  NOT_ACCEPTED: {
    words: 'not accepted',
    next: 'ask the customer to accept them in the app, or accept them for them with their consent',
    fine: false,
  },
});

const card: Record<KnownCardState, Meaning> = spoken({
  NEW: { words: 'new', fine: true },
  ASSIGNED: { words: 'assigned', fine: true },
  UNASSIGNED: { words: 'free', fine: true },
  BROKEN: { words: 'broken', fine: false },
  LOST: { words: 'lost', fine: false },
  ARCHIVED: { words: 'archived', fine: false },
});

const membership: Record<MembershipState, Meaning> = spoken({
  ACTIVE: { words: 'active', fine: true },
  INACTIVE: { words: 'inactive', fine: false },
});

/** Fine is what can be used. */
const voucher: Record<VoucherStatus, Meaning> = spoken({
  ACTIVE: { words: 'active', fine: true },
  NOT_REDEEMED: { words: 'not redeemed', fine: true },
  USED_UP: { words: 'used up', fine: false },
  EXPIRED: { words: 'expired', fine: false },
  CANCELED: { words: 'cancelled', fine: false },
});

const rating: Record<RatingStatus, Meaning> = spoken({
  PENDING: { words: 'waiting for a decision', fine: false },
  APPROVED: { words: 'approved', fine: true },
  REJECTED: { words: 'rejected', fine: false },
  EXPIRED: { words: 'expired', fine: false },
});

export const meanings = {
  block,
  licence,
  id,
  manual,
  external,
  credit,
  payment,
  paymentSource,
  terms,
  card,
  membership,
  voucher,
  rating,
} as const;
