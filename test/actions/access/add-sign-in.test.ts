import { describe, expect, it } from 'vitest';
import { addSignIn } from '../../../src/actions/access/add-sign-in.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const phone = { customerId: 1010, method: 'PHONE' as const, contact: '+43 660 5550001' };

async function openWith(methods: string[]) {
  const harness = await openActionHarness();
  const customer = harness.backOffice.world.customers.get(1010);
  if (customer !== undefined) customer.signInMethods = methods;
  return harness;
}

describe('adding a sign-in method', () => {
  it.each([
    ['EMAIL' as const, 'e2@example.com', 'POST /customers/1010/add-email-sign-in-method {"email":"e2@example.com"}'],
    ['PHONE' as const, '+43660555', 'POST /customers/1010/add-phone-sign-in-method {"phone":"+43660555"}'],
    ['EMAIL_CODE' as const, 'e2@example.com', 'POST /customers/1010/add-email-code-sign-in-method {"email":"e2@example.com"}'],
  ])('%s calls its own endpoint, and is proved by the list', async (method, contact, call) => {
    const harness = await openWith([]);
    const input = { customerId: 1010, method, contact };
    const { snapshot } = await harness.carryOut(addSignIn, input);
    expect(harness.writes()).toEqual([call]);
    expect(await addSignIn.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  });

  it('without a contact takes the customer’s own', async () => {
    const harness = await openWith(['PHONE']);
    await harness.carryOut(addSignIn, { customerId: 1010, method: 'EMAIL' });
    expect(harness.writes()).toEqual(['POST /customers/1010/add-email-sign-in-method {"email":"lena.novak@example.com"}']);
  });

  it('whose answer was lost is done only when the method is listed', async () => {
    expect(await (await openWith(['EMAIL'])).losing(addSignIn, phone, 'done')).toBe('done');
    expect(await (await openWith(['EMAIL'])).losing(addSignIn, phone, 'undone')).toBe('not-done');
  });

  it('that is there, without any contact, or with somebody else’s is refused', async () => {
    const harness = await openWith(['EMAIL']);
    const refused = (say: string) => ({ code: 'refused', say: expect.stringContaining(say) });
    await expect(harness.look(addSignIn, { customerId: 1010, method: 'EMAIL' })).rejects.toMatchObject(refused('already'));
    await expect(harness.look(addSignIn, { customerId: 1020, method: 'EMAIL' })).rejects.toMatchObject(
      refused('has no e-mail address'),
    );
    const theirs = { customerId: 1010, method: 'EMAIL_CODE' as const, contact: 'maja.horvat@example.com' };
    await expect(harness.look(addSignIn, theirs)).rejects.toMatchObject(refused('Customer 1001'));
  });

  it('with another contact than the profile’s says so, masked', async () => {
    const harness = await openWith(['EMAIL']);
    const plain = addSignIn.preview(await harness.look(addSignIn, phone), phone, redactorForOne());
    expect(plain.lines?.[0]).toBe('With •••001, which is not the phone number of the profile.');
    expect(plain.changes?.[0]).toEqual({
      label: 'Signs in with',
      before: 'e-mail and password',
      after: 'e-mail and password and phone',
    });
    expect(plain.warning).toContain('Anyone with this phone number');
  });
});
