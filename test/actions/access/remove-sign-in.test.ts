import { describe, expect, it } from 'vitest';
import { removeSignIn } from '../../../src/actions/access/remove-sign-in.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { customerId: 1010, method: 'EMAIL' as const };

async function openWith(methods: string[]) {
  const desk = await openActionDesk();
  const customer = desk.office.world.customers.get(1010);
  if (customer !== undefined) customer.signInMethods = methods;
  return desk;
}

describe('removing a sign-in method', () => {
  it('names the method, and is proved by the list', async () => {
    const desk = await openWith(['EMAIL', 'PHONE']);
    const { seen } = await desk.carryOut(removeSignIn, input);
    expect(desk.writes()).toEqual(['POST /customers/1010/remove-sign-in-method {"method":"EMAIL"}']);
    expect(await removeSignIn.settled?.(desk.readers, input, seen, told)).toBe('done');
    expect(await removeSignIn.settled?.(desk.readers, { ...input, method: 'PHONE' }, seen, told)).toBe('not-done');
  });

  it('whose answer was lost is done only when the method is gone', async () => {
    expect(await (await openWith(['EMAIL', 'PHONE'])).losing(removeSignIn, input, 'done')).toBe('done');
    expect(await (await openWith(['EMAIL', 'PHONE'])).losing(removeSignIn, input, 'undone')).toBe('not-done');
  });

  it('that is the last one warns, and one of two does not', async () => {
    const last = await openWith(['EMAIL']);
    expect(removeSignIn.preview(await last.look(removeSignIn, input), input, showToOne())).toMatchObject({
      warning: expect.stringContaining('the last sign-in method'),
      changes: [{ before: 'e-mail and password', after: 'nothing' }],
    });
    const two = await openWith(['EMAIL', 'PHONE']);
    expect(removeSignIn.preview(await two.look(removeSignIn, input), input, showToOne()).warning).toBeUndefined();
  });

  it('that became the last one meanwhile is not what was approved', async () => {
    const desk = await openWith(['EMAIL', 'PHONE']);
    const before = removeSignIn.fingerprint(await desk.look(removeSignIn, input));
    const customer = desk.office.world.customers.get(1010);
    if (customer !== undefined) customer.signInMethods = ['EMAIL'];
    expect(removeSignIn.fingerprint(await desk.look(removeSignIn, input))).not.toEqual(before);
  });

  it('that the customer does not have is refused, with those that there are', async () => {
    const desk = await openWith(['PHONE']);
    await expect(desk.look(removeSignIn, input)).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('but with phone'),
    });
  });
});
