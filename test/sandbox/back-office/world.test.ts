import { expect, it } from 'vitest';
import { buildWorld } from '../../../sandbox/back-office/index.ts';
import {
  billingCycles,
  blockStates,
  cardStates,
  creditStatuses,
  idVerificationStates,
  licenseVerificationStates,
  manualVerificationStates,
  memberRoles,
  membershipStates,
  paymentStates,
  ratingStatuses,
  requirementTypes,
  signInMethods,
  termsAcceptanceStates,
  verificationTypes,
  voucherableTypes,
  voucherStatuses,
} from '../../../src/api/operations/index.ts';
import { customerTypes, languages, userStatuses } from '../../../src/api/smartmove/index.ts';
import { countingIds, items, openOffice, standingClock } from './support.ts';

const world = buildWorld({ clock: standingClock() });
const people = [...world.customers.values()];
const seen = <T>(values: Iterable<T>) => new Set(values);

it.each([
  ['blockState', blockStates],
  ['paymentState', paymentStates],
  ['licenseVerificationState', licenseVerificationStates],
  ['idVerificationState', idVerificationStates],
  ['manualVerificationState', manualVerificationStates],
  ['creditStatus', creditStatuses],
] as const)('customers show every value of %s', (field, values) => {
  expect([...seen(people.map((customer) => customer[field]))]).toEqual(expect.arrayContaining([...values]));
});

it('customers, cards, accounts, vouchers, ratings and verifications show every value of their states', () => {
  const shown = {
    signInMethods: seen(people.flatMap((customer) => customer.signInMethods)),
    cards: seen([...world.cards.values()].map(({ state }) => state)),
    cycles: seen([...world.groups.values()].map(({ billingCycle }) => billingCycle)),
    accountPayment: seen([...world.groups.values()].map(({ paymentState }) => paymentState)),
    roles: seen([...world.memberships.values()].map(({ role }) => role)),
    memberships: seen([...world.memberships.values()].map(({ state }) => state)),
    ratings: seen([...world.ratings.values()].flat().map(({ status }) => status)),
    verifications: seen([...world.verifications.values()].map(({ type }) => type)),
    templates: seen([...world.voucherables.values()].map(({ type }) => type)),
    smartmove: seen(
      [...world.smartmoveUsers.values()].flatMap(({ status, customerType, language }) => [status, customerType, language]),
    ),
  };
  expect([...shown.signInMethods]).toEqual(expect.arrayContaining([...signInMethods]));
  expect([...shown.cards]).toEqual(expect.arrayContaining([...cardStates]));
  expect([...shown.cycles]).toEqual(expect.arrayContaining([...billingCycles]));
  expect([...shown.accountPayment]).toEqual(expect.arrayContaining([...paymentStates]));
  expect([...shown.roles]).toEqual(expect.arrayContaining([...memberRoles]));
  expect([...shown.memberships]).toEqual(expect.arrayContaining([...membershipStates]));
  expect([...shown.ratings]).toEqual(expect.arrayContaining([...ratingStatuses]));
  expect([...shown.verifications]).toEqual(expect.arrayContaining([...verificationTypes]));
  expect([...shown.templates]).toEqual(expect.arrayContaining([...voucherableTypes]));
  expect([...shown.smartmove]).toEqual(expect.arrayContaining([...userStatuses, ...customerTypes, ...languages]));
});

it('vouchers show every status that somebody looking at a customer may meet', () => {
  const statuses = seen([...world.vouchers.values()].flat().map(({ status }) => status));
  expect([...statuses]).toEqual(expect.arrayContaining([...voucherStatuses]));
});

it('there are about 500 customers, with believable contacts that reach nobody', () => {
  expect(people.length).toBe(500);
  for (const { email, phone } of people) {
    if (email !== undefined) expect(email).toMatch(/^[a-z0-9.]+@example\.(com|org)$/);
    if (phone !== undefined) expect(phone).toMatch(/^\+431555\d{4}$/);
  }
  expect(seen(people.flatMap(({ email }) => email ?? [])).size).toBe(people.filter(({ email }) => email !== undefined).length);
  const names = people.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join('\n');
  for (const script of [
    /\p{Script=Greek}/u,
    /\p{Script=Cyrillic}/u,
    /\p{Script=Arabic}/u,
    /\p{Script=Hebrew}/u,
    /\p{Script=Han}/u,
    /\p{Script=Georgian}/u,
    /[ŁŐŞđİþ]/i,
  ])
    expect(names).toMatch(script);
});

it('cards have numbers and RFID pairs of their own, and only assigned ones have a user', () => {
  const cards = [...world.cards.values()];
  expect(seen(cards.map(({ cardNumber }) => cardNumber)).size).toBe(cards.length);
  expect(seen(cards.map(({ rfidUid, rfidType }) => `${rfidUid} ${rfidType}`)).size).toBe(cards.length);
  for (const card of cards) expect(card.userId !== undefined, card.cardNumber).toBe(card.state === 'ASSIGNED');
});

it('customers and business accounts share no id, and nobody is in two accounts', () => {
  for (const id of world.groups.keys()) expect(world.customers.has(id)).toBe(false);
  for (const [userId, membership] of world.memberships) expect(membership.userId).toBe(userId);
  expect(world.groups.size).toBe(25);
});

it('the same seed makes the same world; another seed keeps the characters', () => {
  const again = buildWorld({ clock: standingClock() });
  expect([...again.customers.values()]).toEqual(people);
  expect([...again.cards.values()]).toEqual([...world.cards.values()]);
  const other = buildWorld({ clock: standingClock(), seed: 7 });
  expect(other.customers.get(1001)).toEqual(world.customers.get(1001));
  expect(other.customers.get(1100)).not.toEqual(world.customers.get(1100));
});

it('support is offered 5, 10, 20, 50 and 100 EUR, minutes, one other currency, and nothing that is no customer care', async () => {
  const { api } = await openOffice();
  const templates = items(await api('GET', '/voucherables?branchId=1&type=CustomerCare&active=true'));
  expect(templates.filter(({ currency }) => currency === 'EUR').map(({ valueGross }) => valueGross)).toEqual(
    expect.arrayContaining([5, 10, 20, 50, 100]),
  );
  expect(templates.some(({ valueGross, freeMinutes }) => valueGross === undefined && freeMinutes === 30)).toBe(true);
  expect(templates.some(({ currency }) => currency === 'CHF')).toBe(true);
  expect(seen(templates.map(({ type }) => type))).toEqual(new Set(['CustomerCare']));
  expect(templates.every(({ active }) => active === true)).toBe(true);
});

it('every reason not to be allowed to drive happens to somebody, and so does a type that nobody knows', async () => {
  const { office, api } = await openOffice({ ids: countingIds() });
  const unmet = new Map<string, Set<string>>();
  const ask = async (query: string) => {
    const { body } = await api('GET', `/rental-requirements/start?${query}`);
    const { requirements } = body as { requirements: { type: string; fulfilled: boolean; errorCode?: string }[] }; // safe: a wrong shape fails below
    for (const { type, fulfilled, errorCode } of requirements)
      if (!fulfilled) unmet.set(type, (unmet.get(type) ?? new Set()).add(errorCode ?? ''));
  };
  const places = [
    [1, 11],
    [1, 12],
    [1, 13],
    [2, 11],
    [2, 12],
    [3, 11],
    [3, 13],
    [5, 11],
  ];
  for (const id of [...office.world.customers.keys()].slice(0, 30)) {
    await Promise.all(places.map(([branch, category]) => ask(`userId=${id}&branchId=${branch}&vehicleCategoryId=${category}`)));
  }
  await ask('userId=1016&branchId=1&vehicleCategoryId=11&userGroupId=7001');
  // Where a customer is is nothing that the sandbox knows.
  const here = requirementTypes.filter((type) => !type.endsWith('_DISTANCE'));
  expect([...unmet.keys()]).toEqual(expect.arrayContaining([...here, 'HELMET_TRAINING']));
  expect(unmet.get('TERMS')).toEqual(new Set(['U601', 'U602']));
  expect(unmet.get('AGE')).toEqual(new Set(['U132', 'U133']));
});

it('profiles show every state of the terms', async () => {
  const { api } = await openOffice();
  const states = await Promise.all(
    [1001, 1010, 1011].map(
      async (id) =>
        ((await api('GET', `/customers/${id}/details?branchId=1`)).body as { termsAndConditionsAcceptanceState: string })
          .termsAndConditionsAcceptanceState,
    ), // safe: compared below
  );
  expect(states).toEqual(['ACCEPTED', 'OUTDATED', 'NOT_ACCEPTED']);
  expect(states).toHaveLength(termsAcceptanceStates.length);
});

it('two of three in the crowd may drive a compact car at home', async () => {
  const { office, api } = await openOffice();
  const viennese = [...office.world.customers.values()].filter(({ id, branchId }) => id > 1030 && branchId === 1).slice(0, 60);
  const answers = await Promise.all(
    viennese.map(({ id }) => api('GET', `/rental-requirements/start?userId=${id}&branchId=1&vehicleCategoryId=11`)),
  );
  const may = answers.filter(({ body }) => (body as { fulfilled: boolean }).fulfilled).length; // safe: undefined would count as no
  expect(may / answers.length).toBeGreaterThan(0.55);
  expect(may / answers.length).toBeLessThan(0.95);
});
