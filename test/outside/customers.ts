import { addCustomer, type World } from './fakes/operations/world.ts';

/** Words that stand nowhere else: whoever finds one in a log or a channel has found a leak. */
export const mina = {
  id: 1001,
  firstName: 'Wilhelmina',
  lastName: 'Quastenflosser',
  email: 'wilhelmina.q@kundenpost.example',
  phone: '+4915112340001',
  birthdate: '1987-04-11',
  street: 'Zimtgasse 7',
  postcode: '10999',
  city: 'Berlin',
};
export const blocked = {
  id: 1002,
  firstName: 'Theobald',
  lastName: 'Schnurrbart',
  email: 'theobald@kundenpost.example',
  phone: '+4915112340002',
  birthdate: '1990-01-02',
  street: 'Kümmelweg 3',
  postcode: '10115',
  city: 'Berlin',
  blockState: 'BLOCKED',
  licenseVerificationState: 'REJECTED',
  paymentSourceIsAvailable: false,
  paymentState: 'NONE',
  blockedByUnpaidInvoices: true,
};
export const hamburger = {
  id: 1003,
  firstName: 'Hinnerk',
  lastName: 'Elbschwimmer',
  email: 'hinnerk@kundenpost.example',
  phone: '+4915112340003',
  birthdate: '1979-12-31',
  street: 'Fischmarkt 1',
  postcode: '20457',
  city: 'Hamburg',
};
export const long = 'Ü'.repeat(5000);
export const hostile = {
  id: 1004,
  firstName: '<!channel>',
  lastName: '<@U123> <http://evil.example|click> *bold* `x` & \u202Eretsnom\u200F Hostil',
  email: 'hostil@kundenpost.example',
  phone: '<tel:+4915112340004>',
  birthdate: '1990-01-02',
  street: '<!here> <#C0OPS>',
  postcode: '1',
  city: 'Berlin',
  tags: ['<!everyone>', '<@U0LEA>'],
};
export const endless = {
  id: 1005,
  firstName: long,
  lastName: `Endlos${long}`,
  email: `${'e'.repeat(4000)}@kundenpost.example`,
  phone: '1'.repeat(4000),
  birthdate: '1990-01-02',
  street: long,
  postcode: long,
  city: long,
  tags: [long, long],
};
export const noTerms = {
  id: 1006,
  firstName: 'Kunigunde',
  lastName: 'Ohnebedingung',
  email: 'kunigunde@kundenpost.example',
  phone: '+4915112340006',
  birthdate: '1985-05-05',
  street: 'Nelkenpfad 9',
  postcode: '10117',
  city: 'Berlin',
};

export const personal = [mina, blocked, hamburger, noTerms].flatMap((one) => [
  one.firstName,
  one.lastName,
  one.email,
  one.phone,
  one.phone.slice(1),
  one.street,
  one.birthdate,
]);

export function fill(world: World) {
  for (const one of [mina, blocked, hostile, endless]) addCustomer(world, { ...one });
  addCustomer(world, { ...noTerms }, [2]);
  addCustomer(world, { ...hamburger }, [2]);
  for (let n = 0; n < 3; n += 1)
    addCustomer(world, {
      id: 1100 + n,
      firstName: ['Fritz', 'Frieda', 'Franz'][n] ?? '',
      lastName: 'Fuchsbau',
      email: `fuchs${n}@kundenpost.example`,
      phone: `+491511235000${n}`,
      birthdate: '1980-01-01',
    });
  for (let n = 0; n < 60; n += 1)
    addCustomer(world, {
      id: 1200 + n,
      firstName: `Nummer${n}`,
      lastName: 'Vielfach',
      email: `viel${n}@kundenpost.example`,
      phone: `+4915112360${100 + n}`,
      birthdate: '1980-01-01',
    });
  world.requirements.set(mina.id, [
    { type: 'TERMS', fulfilled: true },
    { type: 'DRIVING_LICENSE', fulfilled: true },
  ]);
  world.requirements.set(blocked.id, [
    { type: 'BLOCKED', fulfilled: false, errorCode: 'U131', message: 'account locked' },
    { type: 'DRIVING_LICENSE', fulfilled: false, errorCode: 'U501', message: 'license rejected' },
    { type: 'UNPAID_INVOICES', fulfilled: false, errorCode: 'U134' },
    { type: 'PROFILE', fulfilled: false, errorCode: 'U130.7', missing: ['birthdate'] },
    { type: 'MOON_PHASE', fulfilled: false, errorCode: 'R199', message: 'The moon must be full' },
    { type: 'EMAIL_VERIFIED', fulfilled: true },
  ]);
  world.requirements.set(noTerms.id, [{ type: 'TERMS', fulfilled: false, errorCode: 'U601', message: 'terms never accepted' }]);
  world.requirements.set(hostile.id, [
    { type: '<!channel>', fulfilled: false, errorCode: '<@U123>', message: '<http://evil.example|click>' },
  ]);
  world.requirements.set(
    endless.id,
    Array.from({ length: 80 }, (_, n) => ({
      type: `${long}${n}`,
      fulfilled: false,
      errorCode: long,
      message: long,
      missing: [long],
    })),
  );
  const card = (id: number, cardNumber: string, more = {}) =>
    world.cards.set(id, { id, cardNumber, rfidUid: `04A1B2${id}`, rfidType: 'MIFARE', state: 'NEW', branchId: 1, ...more });
  card(2001, 'KARTE-2001');
  card(2002, 'KARTE-2002', { state: 'ASSIGNED', userId: mina.id });
  card(2003, 'KARTE-2003', { state: 'BROKEN' });
  for (let n = 4; n < 20; n += 1) card(2000 + n, `KARTE-${2000 + n}`);
  card(2090, '<!channel><@U123>', {});
  world.voucherables.push(
    {
      id: 3020,
      code: 'CARE20',
      name: 'Goodwill 20',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 20,
      currency: 'EUR',
      validForDays: 90,
    },
    {
      id: 3050,
      code: 'CARE50',
      name: 'Goodwill 50',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 50,
      currency: 'EUR',
      validForDays: 90,
    },
    {
      id: 3250,
      code: 'CARE250',
      name: 'Goodwill 250',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 250,
      currency: 'EUR',
    },
    { id: 3060, code: 'CAREMIN', name: 'Free minutes 30', type: 'CustomerCare', branchId: 1, active: true, freeMinutes: 30 },
    {
      id: 3070,
      code: 'CAREUSD',
      name: 'Goodwill dollars',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 5,
      currency: 'USD',
    },
    {
      id: 3080,
      code: 'PROMO',
      name: 'Summer promotion',
      type: 'Promotion',
      branchId: 1,
      active: true,
      valueGross: 5,
      currency: 'EUR',
    },
    {
      id: 3090,
      code: 'CAREEVIL',
      name: '<!channel> <http://evil.example|free>',
      type: 'CustomerCare',
      branchId: 1,
      active: true,
      valueGross: 3,
      currency: 'EUR',
    },
  );
  world.groups.set(4001, {
    id: 4001,
    name: 'Zuckerbäcker Logistik GmbH',
    code: 'ZUCKER',
    ownerId: mina.id,
    membersCount: 1,
    billingCycle: 'MONTHLY',
    paymentState: 'INVOICING',
    branchId: 1,
    tags: [],
    costCenters: [],
  });
  world.members.set(4001, [{ userId: mina.id, userGroupId: 4001, role: 'OWNER', state: 'ACTIVE', user: mina }]);
}
