import { type Risk, risks } from '../../actions/define.ts';
import type { ActionName } from '../../actions/registry.ts';
import { anyMeans } from './pattern.ts';

/** What a role may see; one for each thing that the commands can show. */
export const readNames = [
  'read.customer',
  'read.reveal',
  'read.eligibility',
  'read.card',
  'read.voucher',
  'read.account',
  'read.unit',
  'read.rating',
  'read.verification',
  'read.payment',
  'read.tokens',
  'read.terms',
  'read.smartmove',
  'read.settings',
  'read.status',
  'read.audit',
  'read.figures',
] as const;
export type ReadName = (typeof readNames)[number];

/** What a rule can rely on about an action; by default it has a branch, any risk, no worth, and touches one thing. */
export type Traits = {
  risks: readonly Risk[];
  /** It gives something away, so that it can have an amount. */
  hasWorth?: true;
  /** It has no branch. */
  isNowhere?: true;
  /** It may touch more than one thing. */
  touchesMany?: true;
  /** It allows that action without a yes for each, so that the rules for that action are for it, too. */
  opens?: ActionName;
  /** Somebody is asked about it whatever the rules say if this is so. */
  alwaysAsks?: string;
};

const routine: Traits = { risks: ['routine'] };
const sensitive: Traits = { risks: ['sensitive'] };
const destructive: Traits = { risks: ['destructive'] };
const costly: Traits = { risks: ['costly'] };
const bulk: Traits = { risks: ['bulk'] };

/**
 * Every action that a policy file may name, and what its rules can be about. Written down here, so that checking a file does not load the
 * back offices' shapes; the compiler asks for every name, and the test of this file holds the rest against the actions themselves.
 */
export const actionTraits: Readonly<Record<ActionName, Traits>> = {
  'customer.create': { ...sensitive, alwaysAsks: 'the licence of a new customer would count as more than unverified' },
  'customer.update': { risks: ['sensitive', 'destructive'] },
  'customer.delete': destructive,
  'customer.tag': { risks: ['routine', 'destructive'] },
  'customer.accept-terms': sensitive,
  'access.send-password-reset': routine,
  'access.reset-by-email': routine,
  'access.add-sign-in': destructive,
  'access.remove-sign-in': destructive,
  'access.reset-mfa': destructive,
  'access.logout': destructive,
  'access.logout-many': { ...bulk, touchesMany: true },
  'card.create': routine,
  'card.create-batch': { ...bulk, touchesMany: true },
  'card.update': sensitive,
  'card.assign': routine,
  'card.unassign': { risks: ['routine', 'destructive'] },
  'voucher.apply': { ...costly, hasWorth: true, alwaysAsks: 'the asker created this customer in the last 24 hours' },
  'voucher.envelope': { ...costly, hasWorth: true, opens: 'voucher.apply' },
  'account.create': sensitive,
  'account.update': sensitive,
  'account.delete': destructive,
  'account.tag': { risks: ['routine', 'destructive'] },
  'account.add-members': { risks: ['sensitive', 'bulk'], touchesMany: true },
  'account.remove-members': { ...destructive, touchesMany: true },
  'account.invite': { ...routine, touchesMany: true },
  'account.update-member': sensitive,
  'unit.create': sensitive,
  'unit.update': sensitive,
  'unit.delete': destructive,
  'rating.create': sensitive,
  'rating.approve': costly,
  'rating.reject': sensitive,
  'rating.queue': costly,
  'terms.create': { ...bulk, touchesMany: true },
  'terms.update': { ...bulk, touchesMany: true },
  'terms.delete': destructive,
  'smartmove.create': { ...sensitive, isNowhere: true },
  'smartmove.update': { ...destructive, isNowhere: true },
};

/** In the order of the list above. */
export const actionNames = Object.keys(actionTraits) as ActionName[]; // safe: its keys are the actions, and no others

export function traitsOf(action: string): Traits {
  return Object.hasOwn(actionTraits, action)
    ? actionTraits[action as keyof typeof actionTraits] // safe: it has just been looked for
    : { risks, hasWorth: true, touchesMany: true };
}

/** Whether what a rule names means this action: one that opens another is meant by what names that one, too. */
export function isMeantBy(patterns: readonly string[], action: string): boolean {
  const { opens } = traitsOf(action);
  return anyMeans(patterns, action) || (opens !== undefined && anyMeans(patterns, opens));
}

/** The reads that have no branch, so that no bounded grant covers them. */
export const readsWithoutBranch: readonly string[] = ['read.smartmove', 'read.audit', 'read.figures'];

export const knownNames = { actions: actionNames, reads: readNames };
