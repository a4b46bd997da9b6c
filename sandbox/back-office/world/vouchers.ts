import type { Dates } from './dates.ts';
import type { Voucher, Voucherable } from './types.ts';

/** Templates of the three billable branches, whose children use them, too: customer-care credit of several amounts, and other kinds that support must never be offered. */
export function makeVoucherables(): Map<number, Voucherable> {
  const list: Voucherable[] = [];
  for (const [branchId, code] of [
    [1, 'VIE'],
    [2, 'GRZ'],
    [3, 'LNZ'],
  ] as const) {
    const base = 900 + (branchId - 1) * 20;
    for (const [place, amount] of [5, 10, 20, 50, 100].entries()) {
      list.push({
        id: base + place + 1,
        code: `CC-${code}-${amount}`,
        name: `Goodwill ${amount} EUR`,
        description: `${amount} EUR of credit for the next rides`,
        type: 'CustomerCare',
        accountType: 'USER',
        branchId,
        active: true,
        valueGross: amount,
        currency: 'EUR',
        validForDays: 365,
        benefits: [{ name: `${amount} EUR ride credit` }],
      });
    }
    list.push(
      {
        id: base + 6,
        code: `CC-${code}-30MIN`,
        name: '30 free minutes',
        type: 'CustomerCare',
        accountType: 'USER',
        branchId,
        active: true,
        freeMinutes: 30,
        validForDays: 90,
        benefits: [{ name: '30 free minutes' }],
      },
      {
        id: base + 7,
        code: `CC-${code}-OLD`,
        name: 'Goodwill 15 EUR (old)',
        type: 'CustomerCare',
        accountType: 'USER',
        branchId,
        active: false,
        valueGross: 15,
        currency: 'EUR',
        benefits: [{ name: '15 EUR ride credit' }],
      },
      {
        id: base + 8,
        code: `PROMO-${code}-SUMMER`,
        name: 'Summer promotion',
        type: 'Promotion',
        branchId,
        active: true,
        valueGross: 8,
        currency: 'EUR',
        benefits: [{ name: '8 EUR ride credit' }],
      },
    );
  }
  list.push(
    {
      id: 910,
      code: 'CC-VIE-BA100',
      name: 'Business goodwill 100 EUR',
      description: 'For business accounts only',
      type: 'CustomerCare',
      accountType: 'GROUP',
      branchId: 1,
      active: true,
      valueGross: 100,
      currency: 'EUR',
      validForDays: 365,
      benefits: [{ name: '100 EUR ride credit' }],
    },
    {
      id: 911,
      code: 'CC-VIE-CHF20',
      name: 'Goodwill 20 CHF',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 20,
      currency: 'CHF',
      validForDays: 365,
      benefits: [{ name: '20 CHF ride credit' }],
    },
    {
      id: 912,
      code: 'CC-VIE-PACK',
      name: 'Sorry pack',
      description: '10 EUR and 15 minutes',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 10,
      currency: 'EUR',
      freeMinutes: 15,
      validForDays: 60,
      benefits: [{ name: '10 EUR ride credit' }, { name: '15 free minutes' }],
    },
    {
      id: 913,
      code: 'GEO-VIE-PARK',
      name: 'Park and ride reward',
      type: 'GeoFencePromotion',
      branchId: 1,
      active: true,
      valueGross: 2,
      currency: 'EUR',
      benefits: [{ name: '2 EUR ride credit' }],
    },
    {
      id: 914,
      code: 'PKG-VIE-DAY',
      name: 'Day package',
      type: 'Package',
      branchId: 1,
      active: true,
      numberOfRentals: 1,
      benefits: [{ name: 'One day' }],
    },
    {
      id: 915,
      code: 'SUB-VIE-PLUS',
      name: 'Plus subscription',
      type: 'Subscription',
      branchId: 1,
      active: true,
      benefits: [{ name: '20 % off' }],
    },
    {
      id: 916,
      code: 'RWD-VIE-FRIEND',
      name: 'Friend reward',
      type: 'Reward',
      branchId: 1,
      active: true,
      valueGross: 5,
      currency: 'EUR',
      benefits: [{ name: '5 EUR ride credit' }],
    },
  );
  return new Map(list.map((voucherable) => [voucherable.id, voucherable]));
}

/** Vouchers that a few characters and one account have from before, in every status. */
export function makeVouchers(dates: Dates): Map<number, Voucher[]> {
  const old = (id: number, status: string, remaining: number): Voucher => ({
    id,
    voucherableCode: 'CC-VIE-10',
    name: 'Goodwill 10 EUR',
    voucherType: 'CUSTOMER_CARE',
    status,
    createdAt: dates.instant(-90),
    valueGross: 10,
    remainingValueGross: remaining,
    currency: 'EUR',
    validFrom: dates.instant(-90),
    validUntil: dates.instant(status === 'EXPIRED' ? -1 : 200),
  });
  return new Map([
    [1001, [old(15001, 'ACTIVE', 6.5), old(15002, 'USED_UP', 0), old(15003, 'EXPIRED', 10)]],
    [1002, [old(15004, 'CANCELED', 10), old(15008, 'USED_UP', -2.4)]],
    [1003, [old(15005, 'EXPIRED', 10), old(15006, 'NOT_REDEEMED', 10)]],
    [7001, [old(15007, 'ACTIVE', 10)]],
  ]);
}
