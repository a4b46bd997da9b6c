import { knownSmartmoveUser } from '../../sandbox/back-office/index.ts';

/**
 * One row a command and one an action: what is typed or sent, and how many calls that makes upstream when nothing is remembered yet. The
 * numbers are written by hand and held by test/commands/calls.test.ts, so that none grows by accident. A new command or action is one row
 * here and `node bin/run.js scripts/workflows.ts`.
 */
export type CommandSample = { command: string; words: readonly string[]; calls: number };

/** `calls`: read before it is asked, written, read as proof. Each row has a back office of its own. */
export type ActionSample = {
  action: string;
  input: unknown;
  calls: readonly [before: number, write: number, proof: number];
  /** The sandbox refuses it: what it is for, nobody there is. */
  isRefused?: true;
};

/** The envelope of the samples is open whenever they are run. */
export const anyEnvelope = { most: 50, longestMs: Number.POSITIVE_INFINITY };

export const commandSamples: readonly CommandSample[] = [
  { command: '/customer lookup', words: ['1010'], calls: 12 },
  { command: '/customer lookup', words: ['Gruber'], calls: 3 },
  { command: '/customer lookup', words: ['anna.gruber@example.com'], calls: 12 },
  { command: '/customer payment', words: ['1010'], calls: 3 },
  { command: '/customer tokens', words: ['1010'], calls: 2 },
  { command: '/customer password-reset', words: ['1010'], calls: 2 },
  { command: '/customer password-reset', words: ['nobody@nowhere.example'], calls: 3 },
  { command: '/customer sign-in', words: ['1028', 'add', 'phone'], calls: 3 },
  { command: '/customer sign-in', words: ['1028', 'remove', 'email'], calls: 2 },
  { command: '/customer terms', words: ['1010'], calls: 5 },
  { command: '/customer edit', words: ['1010'], calls: 1 },
  { command: '/customer tags', words: ['1001', '+late'], calls: 2 },
  { command: '/customer mfa', words: ['1001'], calls: 2 },
  { command: '/customer logout', words: ['1001'], calls: 3 },
  { command: '/customer logout-all', words: ['USER', '1'], calls: 3 },
  { command: '/customer create', words: [], calls: 1 },
  { command: '/customer delete', words: ['1010'], calls: 4 },
  { command: '/eligibility', words: ['1010', '1', '11'], calls: 4 },
  { command: '/card find', words: ['HM-10001'], calls: 3 },
  { command: '/card assign', words: ['HM-10002', '1010'], calls: 4 },
  { command: '/card unassign', words: ['HM-10001', 'LOST'], calls: 3 },
  { command: '/card create', words: ['HM-99001'], calls: 3 },
  { command: '/card batch', words: ['HM-99001', 'HM-99002'], calls: 4 },
  { command: '/card edit', words: ['HM-10001', 'HM-99003'], calls: 4 },
  { command: '/voucher list', words: ['1010'], calls: 2 },
  { command: '/voucher list', words: ['account:7001'], calls: 2 },
  { command: '/voucher apply', words: ['1010', '20'], calls: 8 },
  { command: '/voucher envelope', words: ['20', '30', '3h', 'Tram strike'], calls: 4 },
  { command: '/account lookup', words: ['7001'], calls: 2 },
  { command: '/account lookup', words: ['Catering'], calls: 3 },
  { command: '/account members', words: ['7001'], calls: 2 },
  { command: '/account billing', words: ['7001'], calls: 2 },
  { command: '/account payment', words: ['7001'], calls: 2 },
  { command: '/account member', words: ['7001', '1016'], calls: 3 },
  { command: '/account create', words: ['Lock & Gate'], calls: 4 },
  { command: '/account edit', words: ['7001'], calls: 3 },
  { command: '/account delete', words: ['7001'], calls: 2 },
  { command: '/account add', words: ['7001', '1010'], calls: 5 },
  { command: '/account remove', words: ['7001', '1016'], calls: 4 },
  { command: '/account invite', words: ['7001', 'new@example.com'], calls: 2 },
  { command: '/account role', words: ['7001', '1016', 'ADMIN'], calls: 5 },
  { command: '/account tags', words: ['7001', '+late'], calls: 2 },
  { command: '/rating list', words: ['1001'], calls: 2 },
  { command: '/rating create', words: ['1001', 'APPROVED'], calls: 3 },
  { command: '/rating approve', words: ['1022'], calls: 3 },
  { command: '/rating reject', words: ['1001'], calls: 3 },
  { command: '/rating queue', words: ['1001'], calls: 3 },
  { command: '/verification show', words: ['1001'], calls: 2 },
  { command: '/terms list', words: ['1'], calls: 2 },
  { command: '/terms show', words: ['11'], calls: 3 },
  { command: '/terms create', words: ['1', 'https://operator.example/2027', 'Terms'], calls: 4 },
  { command: '/terms edit', words: ['11'], calls: 2 },
  { command: '/terms delete', words: ['11'], calls: 6 },
  { command: '/business-unit list', words: ['all'], calls: 2 },
  { command: '/business-unit show', words: ['501'], calls: 2 },
  { command: '/business-unit create', words: ['Airport'], calls: 0 },
  { command: '/business-unit edit', words: ['501'], calls: 2 },
  { command: '/business-unit delete', words: ['506'], calls: 10 },
  { command: '/smartmove user', words: [knownSmartmoveUser], calls: 1 },
  { command: '/smartmove create', words: [], calls: 0 },
  { command: '/smartmove edit', words: [knownSmartmoveUser], calls: 1 },
  { command: '/approvals', words: [], calls: 0 },
  { command: '/approvals away', words: ['Friday', '<@U0LEAD2>'], calls: 0 },
  { command: '/approvals away', words: ['soon'], calls: 0 },
  { command: '/approvals back', words: [], calls: 0 },
  { command: '/approvals figures', words: ['7d'], calls: 0 },
  { command: '/wheelhouse help', words: [], calls: 0 },
  { command: '/wheelhouse status', words: [], calls: 0 },
  { command: '/wheelhouse settings', words: [], calls: 3 },
  { command: '/wheelhouse audit', words: [], calls: 0 },
];

const customer = (customerId: number) => ({ customerId });
const rated = (id: number) => ({ rated: { kind: 'customer', id } });

export const actionSamples: readonly ActionSample[] = [
  {
    action: 'customer.create',
    input: { authenticationType: 'EMAIL', branchId: 1, email: 'new@example.com', firstName: 'New', lastName: 'Person' },
    calls: [2, 1, 1],
  },
  { action: 'customer.update', input: { customerId: 1010, edit: { city: 'Graz' } }, calls: [1, 1, 1] },
  { action: 'customer.delete', input: customer(1010), calls: [3, 1, 1] },
  { action: 'customer.tag', input: { customerId: 1001, branchId: 1, tags: ['vip', 'late'] }, calls: [1, 1, 1] },
  { action: 'customer.accept-terms', input: { customerId: 1010, branchId: 1 }, calls: [3, 1, 1] },
  { action: 'access.send-password-reset', input: customer(1010), calls: [1, 1, 0] },
  { action: 'access.reset-by-email', input: { email: 'nobody@nowhere.example' }, calls: [1, 1, 0], isRefused: true },
  { action: 'access.add-sign-in', input: { customerId: 1028, method: 'PHONE' }, calls: [2, 1, 1] },
  { action: 'access.add-sign-in', input: { customerId: 1020, method: 'EMAIL', contact: 'a@example.com' }, calls: [2, 1, 1] },
  { action: 'access.add-sign-in', input: { customerId: 1020, method: 'EMAIL_CODE', contact: 'a@example.com' }, calls: [2, 1, 1] },
  { action: 'access.remove-sign-in', input: { customerId: 1028, method: 'EMAIL' }, calls: [1, 1, 1] },
  { action: 'access.reset-mfa', input: customer(1001), calls: [1, 1, 1] },
  { action: 'access.logout', input: customer(1001), calls: [2, 1, 1] },
  { action: 'access.logout-many', input: { role: 'USER', branchId: 1 }, calls: [2, 1, 0] },
  { action: 'card.create', input: { cardNumber: 'HM-99001', branchId: 1 }, calls: [2, 1, 1] },
  {
    action: 'card.create-batch',
    input: { cards: [{ cardNumber: 'HM-99001' }, { cardNumber: 'HM-99002' }], branchId: 1 },
    calls: [3, 1, 2],
  },
  { action: 'card.update', input: { cardId: 3001, cardNumber: 'HM-99003' }, calls: [2, 1, 1] },
  { action: 'card.assign', input: { cardId: 3002, customerId: 1010 }, calls: [2, 1, 1] },
  { action: 'card.unassign', input: { cardId: 3001, state: 'LOST' }, calls: [2, 1, 1] },
  { action: 'voucher.apply', input: { target: { kind: 'customer', id: 1010 }, templateId: 911, branchId: 1 }, calls: [4, 1, 1] },
  { action: 'voucher.apply', input: { target: { kind: 'account', id: 7001 }, templateId: 911, branchId: 1 }, calls: [4, 1, 1] },
  {
    action: 'voucher.envelope',
    input: { templateId: 911, branchId: 1, count: 30, until: '2099-12-31T12:00:00.000Z' },
    calls: [2, 0, 0],
  },
  { action: 'account.create', input: { account: { name: 'Lock & Gate', branchId: 1 } }, calls: [2, 1, 1] },
  { action: 'account.update', input: { accountId: 7001, edit: { name: 'Lock & Gate' } }, calls: [1, 1, 1] },
  { action: 'account.delete', input: { accountId: 7002 }, calls: [1, 1, 1] },
  { action: 'account.tag', input: { accountId: 7001, tags: ['late'] }, calls: [1, 1, 1] },
  { action: 'account.add-members', input: { accountId: 7001, customerIds: [1010] }, calls: [3, 1, 1] },
  { action: 'account.add-members', input: { accountId: 7001, customerIds: [1010, 1001] }, calls: [5, 1, 2] },
  { action: 'account.remove-members', input: { accountId: 7001, customerIds: [1016] }, calls: [2, 1, 1] },
  { action: 'account.invite', input: { accountId: 7001, emails: ['new@example.com'] }, calls: [1, 1, 0] },
  {
    action: 'account.update-member',
    input: { accountId: 7001, customerId: 1016, role: 'ADMIN', state: 'ACTIVE', costCenterId: null, superiorEmail: null },
    calls: [2, 1, 1],
  },
  {
    action: 'unit.create',
    input: { name: 'Airport', timezone: 'Europe/Vienna', currency: 'EUR', taxPercentage: 20 },
    calls: [1, 1, 1],
  },
  { action: 'unit.update', input: { unitId: 501, edit: { name: 'Airport' } }, calls: [2, 1, 1] },
  { action: 'unit.delete', input: { unitId: 506 }, calls: [7, 1, 1] },
  { action: 'rating.create', input: { ...rated(1001), status: 'APPROVED' }, calls: [2, 1, 1] },
  { action: 'rating.approve', input: rated(1022), calls: [2, 1, 2] },
  { action: 'rating.reject', input: rated(1001), calls: [2, 1, 2] },
  { action: 'rating.queue', input: rated(1001), calls: [2, 1, 0] },
  {
    action: 'terms.create',
    input: { branchId: 1, terms: { termsAndConditionsText: 'Terms', termsAndConditionsUrl: 'https://operator.example/2027' } },
    calls: [3, 1, 1],
  },
  { action: 'terms.update', input: { termsId: 11, edit: { termsAndConditionsText: 'Terms' } }, calls: [2, 1, 1] },
  { action: 'terms.delete', input: { termsId: 11 }, calls: [3, 1, 1] },
  {
    action: 'smartmove.create',
    input: {
      email: 'new@example.com',
      firstName: 'New',
      lastName: 'Person',
      dateOfBirth: '1990-01-01',
      phone: '+436601234567',
      language: 'de',
      customerType: 'Private',
      productKey: 'BASIC',
      contact: { address: 'Ring 1', zipCode: '1010', city: 'Wien', countryCode: 'AT' },
      billing: { address: 'Ring 1', zipCode: '1010', city: 'Wien', countryCode: 'AT' },
    },
    calls: [0, 1, 1],
  },
  { action: 'smartmove.update', input: { userId: knownSmartmoveUser, edit: { firstName: 'Maya' } }, calls: [1, 1, 1] },
];
