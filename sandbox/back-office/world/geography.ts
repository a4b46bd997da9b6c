import type { Dates } from './dates.ts';
import type { Branch, Setting, Terms, VehicleCategory } from './types.ts';

/** Three cities; an airport inside Vienna's branch, and a harbour inside Linz's that is closed for works. */
export const branches: readonly Branch[] = [
  { id: 1, name: 'Vienna', code: 'VIE', state: 'OPERATIONAL' },
  { id: 2, name: 'Graz', code: 'GRZ', state: 'OPERATIONAL' },
  { id: 3, name: 'Linz', code: 'LNZ', state: 'OPERATIONAL' },
  { id: 4, name: 'Vienna Airport', code: 'VIE-AIR', state: 'OPERATIONAL', parent: { id: 1 } },
  { id: 5, name: 'Linz Harbour', code: 'LNZ-HRB', state: 'MAINTENANCE', parent: { id: 3 } },
];

export const categories: readonly VehicleCategory[] = [
  { id: 11, name: 'Compact car', bookable: true },
  { id: 12, name: 'Van', bookable: true },
  { id: 13, name: 'E-scooter', bookable: true },
  { id: 14, name: 'E-moped', bookable: true },
  { id: 15, name: 'Cargo bike', bookable: true },
  { id: 16, name: 'Show truck', bookable: false },
];

/** Terms of each branch but the harbour, which has Linz's; Vienna's old ones were never deleted. */
export function makeTerms(dates: Dates): Terms[] {
  const terms = (id: number, { id: branchId, name, code }: Branch, daysAgo: number): Terms => ({
    id,
    branchId,
    termsAndConditionsText: `Terms of use ${name}`,
    termsAndConditionsUrl: `https://operator.example/terms/${code}/${id}`,
    privacyGuidelinesText: 'Privacy',
    privacyGuidelinesUrl: `https://operator.example/privacy/${code}`,
    createdAt: dates.instant(-daysAgo),
  });
  return branches.flatMap((branch) => [
    ...(branch.id === 1 ? [terms(11, branch, 700)] : []),
    ...(branch.id === 5 ? [] : [terms(branch.id * 10 + 2, branch, 60)]),
  ]);
}

export function makeSettings(): Setting[] {
  return [
    { key: 'SUPPORT_PHONE', scope: 'SHARED', description: 'Phone number that riders see', value: '+4315550000', branchIds: [0] },
    { key: 'SUPPORT_PHONE', scope: 'SHARED', description: 'Phone number that riders see', value: '+4315550002', branchIds: [2] },
    {
      key: 'IDENTITY_CARDS_ENABLED',
      scope: 'DASHBOARD',
      description: 'Whether riders can be given cards',
      value: true,
      branchIds: [0],
    },
    {
      key: 'CREDIT_RATING_ENABLED',
      scope: 'DASHBOARD',
      description: 'Whether ratings may be fetched from the provider',
      value: true,
      branchIds: [1, 3, 4, 5],
    },
    {
      key: 'MANUAL_VERIFICATION_REQUIRED',
      scope: 'DASHBOARD',
      description: 'Whether a person checks every new rider',
      value: true,
      branchIds: [2],
    },
    {
      key: 'UNPAID_INVOICES_LIMIT',
      scope: 'SHARED',
      description: 'Open amount from which riders are blocked',
      value: 0,
      branchIds: [0],
    },
    { key: 'SIGNUP_FEE_GROSS', scope: 'SHARED', description: 'Price of the sign-up package', value: 9.9, branchIds: [2] },
  ];
}
