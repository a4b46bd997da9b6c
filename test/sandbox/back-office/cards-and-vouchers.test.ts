import { expect, it } from 'vitest';
import { items, openOffice } from './support.ts';

it('a free card is assigned, and shows on the customer; one that is assigned is refused', async () => {
  const { api } = await openOffice();
  expect((await api('POST', '/customer-identity-cards/3002/assign', { userId: 1010 })).body).toMatchObject({
    state: 'ASSIGNED',
    userId: 1010,
    cardNumber: 'HM-10002',
  });
  expect((await api('GET', '/customers/1010/details?branchId=1')).body).toMatchObject({ identityCards: [{ id: 3002 }] });
  expect(await api('POST', '/customer-identity-cards/3002/assign', { userId: 1001 })).toMatchObject({
    status: 409,
    body: { errorCode: 'IC102' },
  });
});

it.each([
  ['BROKEN', 3004],
  ['LOST', 3005],
  ['ARCHIVED', 3006],
])('a card that is %s cannot be assigned', async (_, id) => {
  const { api } = await openOffice();
  expect((await api('POST', `/customer-identity-cards/${id}/assign`, { userId: 1010 })).status).toBe(409);
});

it.each(['UNASSIGNED', 'BROKEN', 'LOST', 'ARCHIVED'])(
  'an assigned card is unassigned into %s and has no user then',
  async (state) => {
    const { api } = await openOffice();
    expect((await api('POST', '/customer-identity-cards/3001/unassign', { state })).body).toMatchObject({ id: 3001, state });
    expect((await api('GET', '/customer-identity-cards/3001')).body).not.toHaveProperty('userId');
    expect(await api('POST', '/customer-identity-cards/3001/unassign', { state })).toMatchObject({
      status: 409,
      body: { errorCode: 'IC103' },
    });
  },
);

it('unassigning names its resulting state, one of four', async () => {
  const { api } = await openOffice();
  expect((await api('POST', '/customer-identity-cards/3001/unassign', {})).status).toBe(400);
  expect((await api('POST', '/customer-identity-cards/3001/unassign', { state: 'NEW' })).status).toBe(400);
});

it('card numbers are unique, RFID uid and type are unique together, a batch is all or nothing', async () => {
  const { api, office } = await openOffice();
  const { rfidUid, rfidType } = office.world.cards.get(3001) ?? {};
  expect((await api('POST', '/customer-identity-cards', { cardNumber: 'HM-10001' })).status).toBe(409);
  expect((await api('POST', '/customer-identity-cards', { cardNumber: 'HM-70001', rfidUid, rfidType })).status).toBe(409);
  expect((await api('POST', '/customer-identity-cards', { cardNumber: 'HM-70001', rfidUid, rfidType: 'OTHER' })).status).toBe(
    201,
  );
  const before = office.world.cards.size;
  expect((await api('PATCH', '/customer-identity-cards', [{ cardNumber: 'HM-80001' }, { cardNumber: 'HM-80001' }])).status).toBe(
    409,
  );
  expect(office.world.cards.size).toBe(before);
  expect(
    (await api('PATCH', '/customer-identity-cards', [{ cardNumber: 'HM-80001' }, { cardNumber: 'HM-80002' }])).body,
  ).toMatchObject([{ state: 'NEW' }, { state: 'NEW' }]);
  expect(items(await api('GET', '/customer-identity-cards?searchText=hm-8000'))).toHaveLength(2);
});

it('a card is found by its number or its RFID uid', async () => {
  const { api, office } = await openOffice();
  for (const text of ['HM-10001', 'hm-10001', office.world.cards.get(3001)?.rfidUid]) {
    expect(items(await api('GET', `/customer-identity-cards?branchId=1&searchText=${text}`))).toMatchObject([{ id: 3001 }]);
  }
});

it('applying a template issues a voucher with its value, newest first in the list, and keeps the comment as a note', async () => {
  const { api, office } = await openOffice();
  const issued = await api('POST', '/customers/1001/apply-vouchers', { voucherableId: 904, comment: 'Sorry [AB12]' });
  expect(issued.body).toMatchObject([
    {
      voucherableCode: 'CC-VIE-50',
      valueGross: 50,
      remainingValueGross: 50,
      currency: 'EUR',
      status: 'ACTIVE',
      voucherType: 'CUSTOMER_CARE',
    },
  ]);
  expect(items(issued)[0]).not.toHaveProperty('comment');
  expect(office.world.notes.get(1001)).toEqual(['Sorry [AB12]']);
  expect(items(await api('GET', '/customers/1001/vouchers'))[0]).toEqual(items(issued)[0]);
});

it('a template with two benefits issues two vouchers', async () => {
  const { api } = await openOffice();
  expect((await api('POST', '/groups/7001/apply-vouchers', { voucherableId: 912 })).body).toMatchObject([
    { valueGross: 10, name: '10 EUR ride credit' },
    { freeMinutes: 15, name: '15 free minutes' },
  ]);
});

it('a tenant that gives comments back does so with the voucher', async () => {
  const { api, office } = await openOffice();
  office.world.keepComments = true;
  const issued = items(await api('POST', '/customers/1001/apply-vouchers', { voucherableId: 904, comment: 'Sorry' }));
  expect(issued[0]).toMatchObject({ comment: 'Sorry' });
});

it('a template for business accounts is refused for a person', async () => {
  const { api } = await openOffice();
  expect((await api('POST', '/customers/1010/apply-vouchers', { voucherableId: 910 })).body).toMatchObject({
    errorCode: 'VA104',
  });
  expect(items(await api('POST', '/groups/7001/apply-vouchers', { voucherableId: 910 }))).toHaveLength(1);
});

it('templates that are inactive, unknown or no customer care are refused and issue nothing', async () => {
  const { api, office } = await openOffice();
  expect((await api('POST', '/customers/1010/apply-vouchers', { voucherableId: 907 })).body).toMatchObject({
    errorCode: 'VA102',
  });
  expect((await api('POST', '/customers/1010/apply-vouchers', { voucherableId: 908 })).body).toMatchObject({
    errorCode: 'VA103',
  });
  expect((await api('POST', '/customers/1010/apply-vouchers', { voucherableId: 1 })).body).toMatchObject({
    errorCode: 'VA101',
    httpStatus: 404,
  });
  expect(office.world.vouchers.has(1010)).toBe(false);
});
