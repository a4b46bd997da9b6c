import type { Dates } from './dates.ts';
import type { Random } from './random.ts';
import type { BusinessUnit, CostCenter, Customer, Group, Membership } from './types.ts';

const names = [
  'Alpenblick Facility Services GmbH',
  'Donau Catering',
  'Steirische Holzwerke AG',
  'Linz Data Center OG',
  'Kaffeerösterei Wunderbar',
  'Nordbahn Architekten ZT',
  'Pflege daheim gemeinnützige GmbH',
  'Čajka & synové',
  'Studio Ørsted',
  'Müller, Huber & Partner Rechtsanwälte',
  'Grüne Erde Gartenbau',
  '<!here> & Sons *Ltd* <https://evil.example|x>',
  'Österreichische Gesellschaft für angewandte Mobilitätsforschung und nachhaltige Stadtlogistik mit beschränkter Haftung',
  'Tischlerei Ćosić',
  'Bäckerei Schön',
  'Физика Лаб',
  'Foto Şen',
  'Hotel am Dom',
  'Velo Kurier Kollektiv',
  'Wasserbau Nagy Kft.',
  'Orchester der Landstraße',
  'Optik Weiß',
  'Bio Markt Linz',
  'Zahnärzte am Graben',
  'Elektro Brandl',
] as const;

const cycles = ['MONTHLY', 'WEEKLY', 'NONE'] as const;
const payments = ['INVOICING', 'SOURCE_ADDED', 'INVOICING', 'NONE', 'PUSH_INITIATED', 'PUSH_COMPLETED'] as const;
const credits = ['APPROVED', 'APPROVED', 'NONE', 'PENDING', 'REJECTED'] as const;

export function makeBusinessUnits(): Map<number, BusinessUnit> {
  const units = ['Corporate fleet', 'Logistics', 'Public sector', 'Hospitality', 'Health care', 'Pilot projects'];
  return new Map(
    units.map((name, place) => [
      501 + place,
      { id: 501 + place, name, timezone: 'Europe/Vienna', currency: 'EUR', taxPercentage: 20, branchId: (place % 3) + 1 },
    ]),
  );
}

/**
 * About 25 business accounts, each with an owner and members out of the crowd, so that nobody is in two. Account 7001 is the one to
 * try things with: it pays by invoice and Clara Steiner (1016) is an inactive member of it.
 */
export function makeGroups(
  customers: ReadonlyMap<number, Customer>,
  random: Random,
  dates: Dates,
): { groups: Map<number, Group>; memberships: Map<number, Membership> } {
  const groups = new Map<number, Group>();
  const memberships = new Map<number, Membership>();
  const free = [...customers.values()]
    .filter((customer) => customer.id > 1030 && customer.blockState !== 'DELETED')
    .map(({ id }) => id);
  for (const [place, name] of names.entries()) {
    const id = 7001 + place;
    const costCenters: CostCenter[] = ['Office', 'Field', 'Events']
      .slice(0, 1 + (place % 3))
      .map((title, n) => ({ id: id * 10 + n, name: title, code: `CC-${place + 1}-${n + 1}` }));
    const size = random.between(2, 9);
    const people = free.splice(0, size);
    for (const [n, userId] of people.entries()) {
      memberships.set(userId, {
        userId,
        userGroupId: id,
        role: n === 0 ? 'OWNER' : n === 1 ? 'ADMIN' : 'MEMBER',
        state: n > 2 && random.chance(0.15) ? 'INACTIVE' : 'ACTIVE',
        costCenterId: costCenters[0] && random.chance(0.5) ? costCenters[0].id : undefined,
        superiorEmail: random.chance(0.3) ? `head.${id}@example.org` : undefined,
      });
    }
    const owner = people[0];
    groups.set(id, {
      id,
      name,
      code: `BA-${String(place + 1).padStart(3, '0')}`,
      ownerId: owner,
      billingCycle: cycles[place % cycles.length] ?? 'MONTHLY',
      blockState: place === 8 ? 'BLOCKED' : place === 13 ? 'ADMIN_BLOCKED' : 'NOT_BLOCKED',
      email: `office.${id}@example.org`,
      phone: `+43155${String(id).padStart(5, '0')}`,
      street: `Lindengasse ${place + 1}`,
      postcode: '1070',
      city: 'Vienna',
      country: 'AT',
      vatNumber: `ATU${String(60_000_000 + id)}`,
      language: 'de',
      paymentState: payments[place % payments.length] ?? 'NONE',
      defaultCostCenter: costCenters[0],
      costCenters,
      // Units 505 and 506 are used by nobody, so that there are some that can be deleted.
      defaultBusinessUnit: place % 2 === 0 ? unitOf(place) : undefined,
      checkRentalRequirements: place % 5 !== 4,
      settings: { requireDrivingLog: place % 4 === 0, shouldIgnoreBCategoryRentalRequirement: place % 6 === 5 },
      tags: place % 3 === 0 ? ['key-account'] : [],
      branchId: place === 0 ? 1 : (place % 3) + 1,
      creditStatus: credits[place % credits.length] ?? 'NONE',
    });
  }
  memberships.set(1016, {
    userId: 1016,
    userGroupId: 7001,
    role: 'MEMBER',
    state: 'INACTIVE',
    superiorEmail: `head.7001.${dates.day(0).slice(0, 4)}@example.org`,
  });
  return { groups, memberships };
}

const unitNames = ['Corporate fleet', 'Logistics', 'Public sector', 'Hospitality'] as const;
const unitOf = (place: number) => ({ id: 501 + (place % 4), name: unitNames[place % 4] ?? unitNames[0] });
