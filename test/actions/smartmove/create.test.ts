import { expect, it } from 'vitest';
import { createSmartmoveUser } from '../../../src/actions/smartmove/create.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const at = { address: 'Ring 1', zipCode: '1010', city: 'Vienna', countryCode: 'AT' };
const input = createSmartmoveUser.input.parse({
  email: 'fresh@example.com',
  firstName: 'Fritz',
  lastName: 'Frisch',
  dateOfBirth: '1990-04-30',
  phone: '+4366012345678',
  language: 'de',
  customerType: 'Private',
  productKey: 'BASIC',
  contact: at,
  billing: { ...at, company: 'Frisch KG' },
});

it('a new user goes out as one call, and is proved by the id that came back', async () => {
  const harness = await openActionHarness();
  const { snapshot, result } = await harness.carryOut(createSmartmoveUser, input);
  const [write = ''] = harness.writes();
  expect(harness.writes()).toHaveLength(1);
  expect(write).toMatch(/^POST \S+\/users /);
  const { contact, billing, ...plain } = input;
  expect(JSON.parse(write.slice(write.indexOf('{')))).toEqual({
    ...plain,
    dateOfBirth: '1990-04-30T00:00:00.000Z',
    contactAddress: contact,
    billingAddress: billing,
  });
  expect(await createSmartmoveUser.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
  harness.backOffice.world.smartmoveUsers.delete(result.id);
  await expect(createSmartmoveUser.verify?.(harness.readers, input, snapshot, context, result)).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('a lost answer cannot be looked up, since Smartmove has no list', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(createSmartmoveUser, input);
  expect(await createSmartmoveUser.verify?.(harness.readers, input, snapshot, context, undefined)).toBe('cannot-tell');
});

it('is shown with masked contacts, and to many by initials', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(createSmartmoveUser, input);
  const one = JSON.stringify(createSmartmoveUser.preview(snapshot, input, redactorForOne()));
  expect(one).toContain('Fritz Frisch');
  expect(one).toContain('f…@example.com');
  expect(one).not.toContain('66012345');
  const many = JSON.stringify(createSmartmoveUser.preview(snapshot, input, redactorForMany()));
  for (const personal of ['Fritz', 'Frisch', 'example.com', 'Vienna', '1990']) expect(many).not.toContain(personal);
});
