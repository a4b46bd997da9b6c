import type { Dates } from './dates.ts';
import type { Random } from './random.ts';
import type { Customer, PaymentSource, Rating, RefreshToken, Verification } from './types.ts';

/** Ratings fitting the credit status; every fourth customer was ever rated, some more than once. */
export function makeRatings(accounts: Iterable<{ id: number; creditStatus: string }>, dates: Dates): Map<number, Rating[]> {
  const ratings = new Map<number, Rating[]>();
  for (const { id, creditStatus } of accounts) {
    if (creditStatus === 'NONE' || id % 4 !== 2) continue;
    const rating: Rating = {
      id: 40_000 + id * 2,
      status: creditStatus,
      provider: 'CRIF',
      createdAt: dates.instant(-20),
      validUntil: dates.day(345),
    };
    if (creditStatus !== 'PENDING') rating.score = creditStatus === 'APPROVED' ? 540 : 210;
    const expired: Rating = {
      id: 40_001 + id * 2,
      status: 'EXPIRED',
      score: 500,
      provider: 'CRIF',
      createdAt: dates.instant(-800),
      validUntil: dates.day(-435),
    };
    ratings.set(id, id % 8 === 2 ? [rating, expired] : [rating]);
  }
  return ratings;
}

/** One verification for each check that was ever begun, with the attempts that led to its state. */
export function makeVerifications(customers: Iterable<Customer>, random: Random, dates: Dates): Map<string, Verification> {
  const verifications = new Map<string, Verification>();
  for (const customer of customers) {
    const checks = [
      ['DRIVING_LICENSE', customer.id % 2 === 0 ? 'VERIFF' : 'ONFIDO', customer.licenseVerificationState],
      ['ID_DOCUMENT', 'ONFIDO', customer.idVerificationState],
      ['MANUAL', 'BACK_OFFICE', customer.manualVerificationState],
    ] as const;
    for (const [type, provider, state] of checks) {
      if (state === 'UNVERIFIED') continue;
      const attempt = (attemptState: string, daysAgo: number, reason?: string) => ({
        uuid: random.uuid(),
        state: attemptState,
        createdAt: dates.instant(-daysAgo),
        reason,
        media:
          attemptState === 'CREATED'
            ? []
            : [
                { fileUuid: random.uuid(), kind: 'FRONT' },
                { fileUuid: random.uuid(), kind: type === 'MANUAL' ? 'PROOF_OF_ADDRESS' : 'BACK' },
              ],
      });
      const attempts = [
        attempt(state, 30, state === 'REJECTED' || state === 'RETRY' ? 'The document could not be read' : undefined),
      ];
      if (state === 'VERIFIED' && customer.id % 7 === 0) attempts.push(attempt('REJECTED', 33, 'Glare on the picture'));
      const id = random.uuid();
      verifications.set(id, { id, guserId: customer.id, type, provider, state, createdAt: dates.instant(-33), attempts });
    }
  }
  return verifications;
}

/** What the payment state says: a card or a bank account if a source was added, an expired one here and there. */
export function makePaymentSources(
  accounts: Iterable<{ id: number; paymentState: string }>,
  dates: Dates,
): Map<number, PaymentSource[]> {
  const sources = new Map<number, PaymentSource[]>();
  for (const { id, paymentState } of accounts) {
    if (paymentState !== 'SOURCE_ADDED' && paymentState !== 'INVOICING') continue;
    const digits = String(4000 + (id % 6000));
    const first: PaymentSource =
      paymentState === 'INVOICING'
        ? { id: `ps-${id}-1`, type: 'INVOICE', state: 'ACTIVE', label: 'Monthly invoice', isDefault: true }
        : id % 3 === 0
          ? { id: `ps-${id}-1`, type: 'SEPA_DEBIT', state: 'ACTIVE', label: `AT•• •••• ${digits}`, isDefault: true }
          : {
              id: `ps-${id}-1`,
              type: 'CREDIT_CARD',
              state: 'ACTIVE',
              label: `Visa •••• ${digits}`,
              isDefault: true,
              expiresAt: dates.day(700),
            };
    const old: PaymentSource = {
      id: `ps-${id}-2`,
      type: 'CREDIT_CARD',
      state: 'EXPIRED',
      label: 'Mastercard •••• 1111',
      isDefault: false,
      expiresAt: dates.day(-40),
    };
    sources.set(id, id % 6 === 0 ? [first, old] : [first]);
  }
  return sources;
}

const devices = [
  'Wheels/8.2 (iPhone; iOS 26.1)',
  'Wheels/8.1 (Android 16; Pixel 9)',
  'Mozilla/5.0 (Macintosh) Firefox/145.0',
] as const;

/** Where people are signed in: none to three devices. */
export function makeRefreshTokens(customers: Iterable<Customer>, dates: Dates): Map<number, RefreshToken[]> {
  const tokens = new Map<number, RefreshToken[]>();
  for (const { id, blockState } of customers) {
    if (blockState === 'DELETED') continue;
    const count = id === 1001 ? 2 : id % 4;
    const list = devices.slice(0, count).map((userAgent, n) => ({
      id: `rt-${id}-${n + 1}`,
      createdAt: dates.instant(-30 - n),
      lastUsedAt: dates.instant(-n),
      userAgent,
    }));
    if (list.length > 0) tokens.set(id, list);
  }
  return tokens;
}
