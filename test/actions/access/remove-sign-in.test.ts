import { describe, expect, it } from 'vitest';
import { removeSignIn } from '../../../src/actions/access/remove-sign-in.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { customerId: 1010, method: 'EMAIL' as const };

async function openWith(methods: string[]) {
  const harness = await openActionHarness();
  const customer = harness.backOffice.world.customers.get(1010);
  if (customer !== undefined) customer.signInMethods = methods;
  return harness;
}

describe('removing a sign-in method', () => {
  it('names the method, and is proved by the list', async () => {
    const harness = await openWith(['EMAIL', 'PHONE']);
    const { snapshot } = await harness.carryOut(removeSignIn, input);
    expect(harness.writes()).toEqual(['POST /customers/1010/remove-sign-in-method {"method":"EMAIL"}']);
    expect(await removeSignIn.verify?.(harness.readers, input, snapshot, context)).toBe('done');
    expect(await removeSignIn.verify?.(harness.readers, { ...input, method: 'PHONE' }, snapshot, context)).toBe('not-done');
  });

  it('whose answer was lost is done only when the method is gone', async () => {
    expect(await (await openWith(['EMAIL', 'PHONE'])).losing(removeSignIn, input, 'done')).toBe('done');
    expect(await (await openWith(['EMAIL', 'PHONE'])).losing(removeSignIn, input, 'undone')).toBe('not-done');
  });

  it.each([[undefined], [['E_MAIL_2', 'PHONE']]])('whose list comes back as %j is not proved by it', async (list) => {
    const harness = await openWith(['EMAIL', 'PHONE']);
    const { snapshot } = await harness.carryOut(removeSignIn, input);
    const customer = harness.backOffice.world.customers.get(1010);
    if (customer !== undefined) customer.signInMethods = list as string[]; // safe: what a back office that says no more would hold
    expect(await removeSignIn.verify?.(harness.readers, input, snapshot, context)).toBe('cannot-tell');
  });

  it('that is the last one warns, and one of two does not', async () => {
    const last = await openWith(['EMAIL']);
    expect(removeSignIn.preview(await last.look(removeSignIn, input), input, redactorForOne())).toMatchObject({
      warning: expect.stringContaining('the last sign-in method'),
      changes: [{ before: 'e-mail and password', after: 'nothing' }],
    });
    const two = await openWith(['EMAIL', 'PHONE']);
    expect(removeSignIn.preview(await two.look(removeSignIn, input), input, redactorForOne()).warning).toBeUndefined();
  });

  it('that became the last one meanwhile is not what was approved', async () => {
    const harness = await openWith(['EMAIL', 'PHONE']);
    const before = removeSignIn.fingerprint(await harness.look(removeSignIn, input));
    const customer = harness.backOffice.world.customers.get(1010);
    if (customer !== undefined) customer.signInMethods = ['EMAIL'];
    expect(removeSignIn.fingerprint(await harness.look(removeSignIn, input))).not.toEqual(before);
  });

  it('that the customer does not have is refused, with those that there are', async () => {
    const harness = await openWith(['PHONE']);
    await expect(harness.look(removeSignIn, input)).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('but with phone'),
    });
  });
});
