import { humanise, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import type { CustomerFacts } from './facts.ts';

/** A state in words; `next` says what helps, where something does. `good` draws it quietly. */
export type StateWords = { words: string; next?: string; good: boolean };

type Table = Readonly<Record<string, StateWords>>;

/** States of the guide; any other is shown as it came, never hidden. */
const licence: Table = {
  UNVERIFIED: { words: 'not verified', next: 'the customer uploads it in the app', good: false },
  CREATED: { words: 'check begun', next: 'the customer finishes the upload in the app', good: false },
  PROCESSING: { words: 'being checked', next: 'wait for the provider', good: false },
  VERIFIED: { words: 'verified', good: true },
  REJECTED: {
    words: 'rejected',
    next: 'look at the reason (/verification show), then the customer uploads it anew',
    good: false,
  },
  RETRY: { words: 'to be uploaded again', next: 'the customer takes new photos in the app', good: false },
  VERIFIED_BUT_NEEDS_CHECK: {
    words: 'verified, but to be looked at',
    next: 'somebody checks it in the back office',
    good: false,
  },
  EXPIRED_LICENSE: { words: 'expired', next: 'the customer uploads the new one', good: false },
  REVIEW: { words: 'in review', next: 'somebody decides it in the back office', good: false },
  PENDING_REVERIFICATION: { words: 'due to be verified again', next: 'the customer repeats the check in the app', good: false },
};

/** Another check with the same words for its states; what is uploaded is an ID card or a passport. */
const id: Table = {
  ...licence,
  UNVERIFIED: { words: 'not verified', next: 'the customer uploads an ID card or passport in the app', good: false },
  EXPIRED: { words: 'expired', next: 'the customer uploads a document that is valid', good: false },
};

const manual: Table = {
  UNVERIFIED: { words: 'not done', next: 'somebody checks the customer in the back office', good: false },
  PROCESSING: { words: 'under way', next: 'wait for who checks it in the back office', good: false },
  VERIFIED: { words: 'done', good: true },
  REJECTED: { words: 'rejected', next: 'ask a lead before anything else', good: false },
  RETRY: { words: 'to be repeated', next: 'the customer sends the documents again', good: false },
};

/** A check of the operator's own; its words are not in the guide, so only the plain ones are known. */
const external: Table = {
  UNVERIFIED: { words: 'not done', next: 'ask whoever runs that check', good: false },
  PROCESSING: { words: 'under way', next: 'wait for whoever runs that check', good: false },
  VERIFIED: { words: 'done', good: true },
  REJECTED: { words: 'rejected', next: 'ask whoever runs that check why', good: false },
};

const credit: Table = {
  NONE: { words: 'not checked', good: true },
  PENDING: { words: 'being checked', next: 'finance decides', good: false },
  APPROVED: { words: 'approved', good: true },
  REJECTED: { words: 'rejected', next: 'finance can look at it', good: false },
};

const payment: Table = {
  NONE: { words: 'no method', next: 'the customer adds one in the app', good: false },
  PUSH_INITIATED: { words: 'method begun', next: 'the customer finishes it in the app', good: false },
  PUSH_COMPLETED: { words: 'method confirmed', good: true },
  SOURCE_ADDED: { words: 'method added', good: true },
  INVOICING: { words: 'by invoice', good: true },
};

const block: Table = {
  NONE: { words: 'not blocked', good: true },
  BLOCKED: { words: 'blocked', next: 'see the notes for why', good: false },
  DELETED: { words: 'deleted', good: false },
};

const terms: Table = {
  ACCEPTED: { words: 'accepted', good: true },
  OUTDATED: {
    words: 'an older version accepted',
    next: 'the customer accepts the new one, or you do on their word',
    good: false,
  },
  NOT_ACCEPTED: { words: 'not accepted', next: 'the customer accepts them in the app, or you do on their word', good: false },
};

const tables = { licence, id, manual, external, credit, payment, block, terms } as const;

/** A state of the back office in words. */
export function stateWords(kind: keyof typeof tables, state: string | undefined): StateWords {
  if (state === undefined || oneLine(state) === '') return { words: 'not known', good: false };
  const table: Table = tables[kind];
  return (Object.hasOwn(table, state) ? table[state] : undefined) ?? { words: humanise(state), good: false };
}

/** `verified until 3 Mar 2027 (B, BE)`, `rejected: look at the reason, …`. */
export function documentWords(kind: 'licence' | 'id', customer: CustomerFacts): StateWords {
  const isLicence = kind === 'licence';
  const state = stateWords(kind, isLicence ? customer.licenseVerificationState : customer.idVerificationState);
  const until = isLicence ? customer.licenseExpirationDate : customer.idExpirationDate;
  const what = isLicence
    ? (customer.drivingLicenseCategories ?? []).map(oneLine).slice(0, 12).join(', ')
    : humanise(customer.idDocumentType ?? '');
  return {
    ...state,
    words: `${state.words}${until === undefined ? '' : `, valid until ${oneLine(formatDay(until))}`}${what === '' ? '' : ` (${what})`}`,
  };
}

/** The states of an identity card. */
export function cardStateWords(state: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    NEW: 'new',
    ASSIGNED: 'assigned',
    UNASSIGNED: 'free',
    BROKEN: 'broken',
    LOST: 'lost',
    ARCHIVED: 'archived',
  };
  if (state === undefined) return 'state not known';
  return Object.hasOwn(words, state) ? (words[state] ?? '') : humanise(state);
}
