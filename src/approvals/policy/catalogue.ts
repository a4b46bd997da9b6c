import { type Risk, risks } from '../../actions/define.ts';

/**
 * Every action and every read that a policy file may name. A list of its own, so that checking a file does not load the back offices'
 * shapes; test/approvals/policy/catalogue.test.ts holds it against the registry.
 */
export const actionNames = [
  'customer.create',
  'customer.update',
  'customer.delete',
  'customer.tag',
  'customer.accept-terms',
  'access.send-password-reset',
  'access.reset-by-email',
  'access.add-sign-in',
  'access.remove-sign-in',
  'access.reset-mfa',
  'access.logout',
  'access.logout-many',
  'card.create',
  'card.create-batch',
  'card.update',
  'card.assign',
  'card.unassign',
  'voucher.apply',
  'account.create',
  'account.update',
  'account.delete',
  'account.tag',
  'account.add-members',
  'account.remove-members',
  'account.invite',
  'account.update-member',
  'unit.create',
  'unit.update',
  'unit.delete',
  'rating.create',
  'rating.approve',
  'rating.reject',
  'rating.queue',
  'terms.create',
  'terms.update',
  'terms.delete',
  'smartmove.create',
  'smartmove.update',
] as const;

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

/** What a rule can rely on about an action; by default it has a branch, any risk, no worth, and touches one thing. */
export type Traits = {
  risks: readonly Risk[];
  /** It gives something away, so that it can have an amount. */
  hasWorth?: true;
  /** It has no branch. */
  isNowhere?: true;
  /** It may touch more than one thing. */
  touchesMany?: true;
};

const routine: Traits = { risks: ['routine'] };
const sensitive: Traits = { risks: ['sensitive'] };
const destructive: Traits = { risks: ['destructive'] };
const costly: Traits = { risks: ['costly'] };
const bulk: Traits = { risks: ['bulk'] };

/** What the rules of a file can be about. The test of this file holds it against the actions themselves. */
export const actionTraits: Readonly<Record<(typeof actionNames)[number], Traits>> = {
  'customer.create': sensitive,
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
  'voucher.apply': { ...costly, hasWorth: true },
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

export function traitsOf(action: string): Traits {
  return Object.hasOwn(actionTraits, action)
    ? actionTraits[action as keyof typeof actionTraits] // safe: it has just been looked for
    : { risks, hasWorth: true, touchesMany: true };
}

/** The reads that have no branch, so that no bounded grant covers them. */
export const readsWithoutBranch: readonly string[] = ['read.smartmove', 'read.audit', 'read.figures'];

export const knownNames = { actions: actionNames, reads: readNames };
