import type { BackOffice } from '../../../sandbox/back-office/index.ts';

export const maja = { rated: { kind: 'customer', id: 1001 } } as const;

/** What the back office knows of Maja Horvat’s credit; the newest is first. */
export function rate(
  backOffice: BackOffice,
  creditStatus: string,
  ...ratings: { id: number; status: string; score?: number; validUntil?: string }[]
): void {
  const customer = backOffice.world.customers.get(1001);
  if (customer === undefined) throw new Error('nobody to rate');
  customer.creditStatus = creditStatus;
  backOffice.world.ratings.set(
    1001,
    ratings.map((rating, at) => ({ provider: 'CRIF', createdAt: `2026-11-${String(20 - at)}T09:00:00Z`, ...rating })),
  );
}
