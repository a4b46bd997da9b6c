import { expect, it } from 'vitest';
import { createSmartmoveUser } from '../../../src/actions/smartmove/create.ts';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

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
  const desk = await openActionDesk();
  const { seen, result } = await desk.carryOut(createSmartmoveUser, input);
  const [write = ''] = desk.writes();
  expect(desk.writes()).toHaveLength(1);
  expect(write).toMatch(/^POST \S+\/users /);
  const { contact, billing, ...plain } = input;
  expect(JSON.parse(write.slice(write.indexOf('{')))).toEqual({
    ...plain,
    dateOfBirth: '1990-04-30T00:00:00.000Z',
    contactAddress: contact,
    billingAddress: billing,
  });
  expect(await createSmartmoveUser.settled?.(desk.readers, input, seen, told, result)).toBe('done');
  desk.office.world.smartmoveUsers.delete(result.id);
  await expect(createSmartmoveUser.settled?.(desk.readers, input, seen, told, result)).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('a lost answer cannot be looked up, since Smartmove has no list', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(createSmartmoveUser, input);
  expect(await createSmartmoveUser.settled?.(desk.readers, input, seen, told, undefined)).toBe('cannot-tell');
});

it('is shown with masked contacts, and to many by initials', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(createSmartmoveUser, input);
  const one = JSON.stringify(createSmartmoveUser.preview(seen, input, showToOne()));
  expect(one).toContain('Fritz Frisch');
  expect(one).toContain('f…@example.com');
  expect(one).not.toContain('66012345');
  const many = JSON.stringify(createSmartmoveUser.preview(seen, input, showToMany()));
  for (const personal of ['Fritz', 'Frisch', 'example.com', 'Vienna', '1990']) expect(many).not.toContain(personal);
});
