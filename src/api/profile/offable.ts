import { speak } from '../../lib/language/speak.ts';
import type { Profiles } from './profile.ts';

/** Everything that a tenant can be without: actions and reads, each with the calls that it is made of, its own reads included. */
export const offable: Readonly<Record<string, readonly string[]>> = {
  'customer.create': ['customers.create'],
  'customer.update': ['customers.update'],
  'customer.delete': ['customers.delete'],
  'customer.tag': ['customers.putTags'],
  'customer.accept-terms': ['customers.acceptTerms'],
  'access.send-password-reset': ['customers.sendPasswordReset'],
  'access.reset-by-email': ['customers.resetByEmail'],
  'access.add-sign-in': ['customers.addEmailSignIn', 'customers.addPhoneSignIn', 'customers.addEmailCodeSignIn'],
  'access.remove-sign-in': ['customers.removeSignIn'],
  'access.reset-mfa': ['customers.resetMfa'],
  'access.logout': ['customers.logout', 'customers.sessions'],
  'access.logout-many': ['customers.logoutMany'],
  'card.create': ['cards.create', 'cards.search'],
  'card.create-batch': ['cards.createBatch', 'cards.search'],
  'card.update': ['cards.update', 'cards.get'],
  'card.assign': ['cards.assign', 'cards.search', 'cards.get'],
  'card.unassign': ['cards.unassign', 'cards.search', 'cards.get'],
  'voucher.apply': [
    'vouchers.applyToCustomer',
    'vouchers.applyToAccount',
    'vouchers.templates',
    'vouchers.ofCustomer',
    'vouchers.ofAccount',
  ],
  'voucher.envelope': ['vouchers.applyToCustomer', 'vouchers.templates', 'vouchers.ofCustomer'],
  'account.create': ['accounts.create', 'accounts.get', 'accounts.search'],
  'account.update': ['accounts.update', 'accounts.get', 'accounts.search'],
  'account.delete': ['accounts.delete', 'accounts.get', 'accounts.search'],
  'account.tag': ['accounts.putTags', 'accounts.get', 'accounts.search'],
  'account.add-members': [
    'accounts.addMember',
    'accounts.addMembers',
    'accounts.get',
    'accounts.search',
    'accounts.member',
    'customers.accounts',
  ],
  'account.remove-members': ['accounts.removeMembers', 'accounts.get', 'accounts.search', 'accounts.member', 'accounts.members'],
  'account.invite': ['accounts.invite', 'accounts.get', 'accounts.search'],
  'account.update-member': ['accounts.updateMember', 'accounts.get', 'accounts.search', 'accounts.member', 'customers.accounts'],
  'unit.create': ['units.create', 'units.get', 'units.list'],
  'unit.update': ['units.update', 'units.get', 'units.list'],
  'unit.delete': ['units.delete', 'units.get', 'units.list'],
  'rating.create': ['ratings.create', 'ratings.list'],
  'rating.approve': ['ratings.approve', 'ratings.list'],
  'rating.reject': ['ratings.reject', 'ratings.list'],
  'rating.queue': ['ratings.queue'],
  'terms.create': ['terms.create', 'terms.list', 'terms.get'],
  'terms.update': ['terms.update', 'terms.get', 'terms.list'],
  'terms.delete': ['terms.delete', 'terms.get', 'terms.list'],
  'smartmove.create': ['users.create', 'users.get'],
  'smartmove.update': ['users.update', 'users.get'],
  'read.eligibility': ['requirements.start', 'categories.list'],
  'read.card': ['cards.search', 'cards.get'],
  'read.voucher': ['vouchers.ofCustomer', 'vouchers.ofAccount'],
  'read.account': [
    'accounts.search',
    'accounts.get',
    'customers.accounts',
    'accounts.members',
    'accounts.member',
    'accounts.billingSummary',
  ],
  'read.unit': ['units.list', 'units.get'],
  'read.rating': ['ratings.list'],
  'read.verification': ['verifications.list', 'verifications.get', 'verifications.media'],
  'read.payment': ['customers.paymentSources', 'accounts.paymentSources'],
  'read.tokens': ['customers.refreshTokens'],
  'read.terms': ['terms.list', 'terms.get'],
  'read.smartmove': ['users.get'],
  'read.settings': ['settings.read', 'settings.discover'],
};

/** What these profiles switch off. */
export function offIn({ operations, smartmove }: Profiles): ReadonlySet<string> {
  return new Set([...(operations?.off ?? []), ...(smartmove?.off ?? [])]);
}

/** Whether everything that needs this call is switched off, so that nothing has to be known of it. */
export function isUnused(call: string, off: readonly string[]): boolean {
  const users = Object.keys(offable).filter((name) => offable[name]?.includes(call));
  return users.length > 0 && users.every((name) => off.includes(name));
}

/** What is reported if something is wanted that the profile switches off. */
export function offSentence(name: string): string {
  return speak(
    'This back office does not have this: {name} is switched off in its profile. Ask the people who run Wheelhouse if that has changed.',
    { name },
  );
}
