import { expect, it } from 'vitest';
import { openOffice } from './support.ts';

type Requirement = { type: string; fulfilled: boolean; errorCode?: string; missing?: string[] };

async function open(options: Parameters<typeof openOffice>[0] = {}) {
  const { api, ...rest } = await openOffice(options);
  const ask = async (query: string) => {
    const answered = await api('GET', `/rental-requirements/start?${query}`);
    return answered.body as { fulfilled: boolean; requirements: Requirement[] }; // safe: a refusal has neither and fails the comparison
  };
  const unmet = async (query: string) =>
    (await ask(query)).requirements.filter(({ fulfilled }) => !fulfilled).map(({ type, errorCode }) => `${type} ${errorCode}`);
  return { ...rest, api, ask, unmet };
}

const car = 'branchId=1&vehicleCategoryId=11';

it('each character is stopped by the one thing that makes the character', async () => {
  const { unmet } = await open();
  expect(await unmet(`userId=1001&${car}`)).toEqual([]);
  expect(await unmet(`userId=1002&${car}`)).toEqual(['TERMS U602', 'UNPAID_INVOICES U134']);
  expect(await unmet(`userId=1003&${car}`)).toEqual(['DRIVING_LICENSE U501']);
  expect(await unmet(`userId=1004&${car}`)).toEqual(['BLOCKED U131']);
  expect(await unmet(`userId=1005&${car}`)).toEqual(['PROFILE U130.7']);
  expect(await unmet(`userId=1006&${car}`)).toEqual(['PAYMENT_SOURCE P101']);
  expect(await unmet(`userId=1010&${car}`)).toEqual(['TERMS U602']);
  expect(await unmet(`userId=1011&${car}`)).toEqual(['TERMS U601']);
  expect(await unmet(`userId=1012&${car}`)).toEqual(['AGE U132']);
  expect(await unmet(`userId=1013&${car}`)).toEqual(['LICENSE_CATEGORY U503']);
  expect(await unmet(`userId=1014&${car}`)).toEqual(['BLOCKED U107']);
  expect(await unmet(`userId=1026&${car}`)).toEqual(['DRIVING_LICENSE U501']);
  expect(await unmet(`userId=1027&${car}`)).toEqual(['EMAIL_VERIFIED U401']);
  expect(await unmet(`userId=1028&${car}`)).toEqual(['PHONE_VERIFIED U301']);
});

it('what is missing in the profile is named', async () => {
  const { ask } = await open();
  const { requirements } = await ask(`userId=1020&${car}`);
  expect(requirements.find(({ type }) => type === 'PROFILE')?.missing).toEqual([
    'firstName',
    'lastName',
    'birthdate',
    'street',
    'postcode',
    'city',
    'country',
  ]);
});

it('the answer depends on the category: a scooter asks for no licence, a van for more than a car', async () => {
  const { unmet } = await open();
  expect(await unmet('userId=1003&branchId=1&vehicleCategoryId=13')).toEqual([]);
  expect(await unmet('userId=1012&branchId=1&vehicleCategoryId=13')).toEqual([]);
  expect(await unmet('userId=1025&branchId=1&vehicleCategoryId=12')).toEqual(['ID_DOCUMENT U507']);
  expect(await unmet('userId=1029&branchId=1&vehicleCategoryId=12')).toEqual(['AGE U133']);
  expect(await unmet('userId=1022&branchId=1&vehicleCategoryId=12')).toEqual(['CREDIT UES101']);
  expect(await unmet('userId=1013&branchId=1&vehicleCategoryId=14')).toEqual([]);
});

it('the answer depends on the branch: Graz checks by hand and sells a package, Linz looks at the balance and trains riders', async () => {
  const { unmet } = await open();
  expect(await unmet('userId=1024&branchId=2&vehicleCategoryId=11')).toEqual(['MANUAL_VERIFICATION U505']);
  expect(await unmet('userId=1021&branchId=2&vehicleCategoryId=11')).toEqual(['SIGNUP_FEE U139']);
  expect(await unmet('userId=1023&branchId=3&vehicleCategoryId=11')).toEqual(['BALANCE J101']);
  expect(await unmet('userId=1001&branchId=3&vehicleCategoryId=13')).toEqual(['HELMET_TRAINING X901']);
  expect(await unmet('userId=1001&branchId=5&vehicleCategoryId=11')).toEqual(['BRANCH R106', 'PACKAGE U139']);
  expect(await unmet('userId=1001&branchId=3&vehicleCategoryId=15')).toEqual(['BRANCH U803']);
});

it('the answer depends on the time: a licence must last to the end, an age must be reached at the start', async () => {
  const { unmet, office } = await open();
  expect(await unmet(`userId=1030&${car}`)).toEqual([]);
  expect(await unmet(`userId=1030&${car}&startTime=2026-11-22T10:00:00Z&endTime=2026-12-02T10:00:00Z`)).toEqual([
    'DRIVING_LICENSE U502',
  ]);
  const noah = office.world.customers.get(1012);
  if (noah) noah.birthdate = '2008-11-25';
  expect(await unmet(`userId=1012&${car}&startTime=2026-11-24T10:00:00Z`)).toEqual(['AGE U132']);
  expect(await unmet(`userId=1012&${car}&startTime=2026-11-25T10:00:00Z`)).toEqual([]);
});

it('the answer depends on the business account: it pays, and it must be the right one and active', async () => {
  const { unmet, office, ask } = await open();
  expect(await unmet(`userId=1006&${car}&userGroupId=7001`)).toEqual(['BUSINESS_ACCOUNT UG105']);
  expect(await unmet(`userId=1016&${car}&userGroupId=7001`)).toEqual(['BUSINESS_ACCOUNT UG109']);
  office.world.memberships.set(1006, { userId: 1006, userGroupId: 7001, role: 'MEMBER', state: 'ACTIVE' });
  expect(await unmet(`userId=1006&${car}&userGroupId=7001`)).toEqual([]);
  const group = office.world.groups.get(7001);
  if (group) group.checkRentalRequirements = false;
  office.world.memberships.set(1003, { userId: 1003, userGroupId: 7001, role: 'MEMBER', state: 'ACTIVE' });
  expect((await ask(`userId=1003&${car}&userGroupId=7001`)).fulfilled).toBe(true);
});

it('accepting the terms of the branch is all that Lena Novak needs', async () => {
  const { api, ask } = await open();
  expect((await ask(`userId=1010&${car}`)).fulfilled).toBe(false);
  expect((await api('POST', '/customers/1010/accept-terms-and-conditions?branchId=1')).status).toBe(204);
  expect((await ask(`userId=1010&${car}`)).fulfilled).toBe(true);
});

it('new terms make everybody outdated; a change of the old ones makes nobody', async () => {
  const { api, ask } = await open();
  const terms = { branchId: 1, termsAndConditionsText: 'Terms', termsAndConditionsUrl: 'https://operator.example/3' };
  const stateOf = async () => (await ask(`userId=1001&${car}`)).requirements.find(({ type }) => type === 'TERMS')?.errorCode;
  expect((await api('PUT', '/terms-and-conditions/12', terms)).status).toBe(200);
  expect(await stateOf()).toBeUndefined();
  expect((await api('POST', '/terms-and-conditions', terms)).status).toBe(201);
  expect(await stateOf()).toBe('U602');
});

it('a branch without terms of its own asks for its parent’s', async () => {
  const { api, ask } = await open();
  const stateOf = async () => (await ask('userId=1001&branchId=5')).requirements.find(({ type }) => type === 'TERMS')?.fulfilled;
  expect(await stateOf()).toBe(true);
  const terms = { branchId: 3, termsAndConditionsText: 'Terms', termsAndConditionsUrl: 'https://operator.example/3' };
  expect((await api('POST', '/terms-and-conditions', terms)).status).toBe(201);
  expect(await stateOf()).toBe(false);
  expect((await api('POST', '/customers/1001/accept-terms-and-conditions?branchId=5')).status).toBe(204);
  expect(await stateOf()).toBe(true);
});

it.each([
  ['userId=99&branchId=1', 404],
  ['userId=1001&branchId=77', 404],
  ['userId=1001&branchId=1&vehicleCategoryId=99', 404],
  ['userId=1001', 400],
  ['userId=abc&branchId=1', 400],
  ['userId=1001&branchId=1&startTime=tomorrow', 400],
])('a question that makes no sense is refused: %s', async (query, status) => {
  const { api } = await open();
  expect((await api('GET', `/rental-requirements/start?${query}`)).status).toBe(status);
});
