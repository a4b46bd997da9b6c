import type { Profile } from '../api/profile/profile.ts';
import { speak } from '../lib/language/speak.ts';
import { isFine, type StateKind } from './interpret.ts';

/** The fields by which something is judged, by the names that a profile gives them. */
const judged: Readonly<Record<string, StateKind>> = {
  'Customer.blockState': 'block',
  'Group.blockState': 'block',
  'Customer.licenseVerificationState': 'licence',
  'Customer.idVerificationState': 'id',
  'Customer.manualVerificationState': 'manual',
  'Customer.customExternalVerificationState': 'external',
  'Customer.creditStatus': 'credit',
  'Group.creditStatus': 'credit',
  'Customer.paymentState': 'payment',
  'Group.paymentState': 'payment',
  'PaymentSource.state': 'paymentSource',
  'CustomerDetails.termsAndConditionsAcceptanceState': 'terms',
  'Card.state': 'card',
  'Membership.state': 'membership',
  'Voucher.status': 'voucher',
  'Rating.status': 'rating',
};

/** A form's field is its object's, too: `CustomerHit.blockState` is judged as `Customer.blockState`. */
function kindOf(name: string): StateKind | undefined {
  const [object = '', field = ''] = name.split('.');
  return (
    judged[name] ??
    Object.entries(judged).find(([known]) => known.endsWith(`.${field}`) && object.startsWith(known.split('.')[0] ?? ' '))?.[1]
  );
}

/** Whether this value of ours counts as fine in this field: not blocked, verified, accepted, or a plain yes. */
export function countsAsFine(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  const kind = kindOf(name);
  return kind !== undefined && isFine(kind, String(value));
}

/** `Customer.creditStatus: POSITIVE counts as APPROVED`, for each value that a profile maps onto one that counts as fine. */
export function mappedOntoFine({ values }: Profile): string[] {
  return Object.entries(values).flatMap(([name, mapped]) =>
    Object.entries(mapped)
      .filter(([, ours]) => countsAsFine(name, ours))
      .map(([theirs, ours]) => speak('{name}: {theirs} counts as {ours}', { name, theirs, ours: String(ours) })),
  );
}
