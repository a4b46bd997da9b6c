import { describe, expect, it } from 'vitest';
import { createCustomer } from '../../../src/actions/customer/create.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = {
  authenticationType: 'EMAIL' as const,
  branchId: 1,
  email: 'new.person@example.com',
  firstName: 'New',
  lastName: 'Person',
};

describe('creating a customer', () => {
  it('sends what was filled in and nothing else, and is proved by reading the new id', async () => {
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(createCustomer, { ...input, sendResetPassword: true });
    const [write = ''] = harness.writes();
    expect(harness.writes()).toHaveLength(1);
    expect(write).toMatch(/^POST \/customers \{/);
    expect(JSON.parse(write.slice('POST /customers '.length))).toEqual({ ...input, sendResetPassword: true });
    expect(await createCustomer.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(harness.reads().at(-1)).toBe(`GET /customers/${result.id}`);
    expect(createCustomer.render(snapshot, input, redactorForOne(), result)).toMatchObject({
      title: `New Person (customer ${result.id}) was created in Vienna`,
      lines: [expect.stringContaining(`/eligibility ${result.id}`)],
    });
    expect(createCustomer.render(snapshot, input, redactorForMany(), result).title).not.toContain('Person');
  });

  it('is not called fine if the back office gives it a block state that nobody knows', async () => {
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(createCustomer, input);
    const odd = createCustomer.render(snapshot, input, redactorForOne(), { ...result, blockState: 'ON_HOLD' });
    expect(odd.lines?.[0]).toContain('has the block state “ON_HOLD”, which Wheelhouse does not know');
    const blocked = createCustomer.render(snapshot, input, redactorForOne(), { ...result, blockState: 'ADMIN_BLOCKED' });
    expect(blocked.lines?.[0]).toBe('The new customer is blocked by an administrator.');
  });

  it('whose answer was lost is found by its contact, which nobody had before', async () => {
    expect(await (await openActionHarness()).losing(createCustomer, input, 'done')).toBe('done');
    expect(await (await openActionHarness()).losing(createCustomer, input, 'undone')).toBe('not-done');
  });

  it('cannot be told if somebody else took the contact meanwhile', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(createCustomer, input);
    await harness.carryOut(createCustomer, { ...input, firstName: 'Another' });
    expect(await createCustomer.verify?.(harness.readers, input, snapshot, context)).toBe('cannot-tell');
  });

  it.each([
    [{ email: 'LENA.novak@example.com' }, 'Customer 1010 has this e-mail address'],
    [{ branchId: 99 }, 'There is no branch 99'],
  ])('%j is refused', async (change, say) => {
    const harness = await openActionHarness();
    await expect(harness.look(createCustomer, { ...input, ...change })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(say),
    });
  });

  it('with somebody’s phone number is refused however it is written', async () => {
    const harness = await openActionHarness();
    const phone = harness.backOffice.world.customers.get(1010)?.phone ?? '';
    const written = `00${phone.replace(/\D/g, '')}`.replace(/(\d{4})/, '$1 ');
    await expect(harness.look(createCustomer, { ...input, phone: written })).rejects.toMatchObject({
      say: expect.stringContaining('Customer 1010 has this phone number'),
    });
  });

  it('with a licence that counts as verified warns of it, and masks for many', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(createCustomer, input);
    expect(createCustomer.preview(snapshot, input, redactorForOne()).warning).toBeUndefined();
    const licensed = { ...input, licenseVerificationState: 'VERIFIED' as const };
    const many = createCustomer.preview(snapshot, licensed, redactorForMany());
    expect(many.warning).toContain('licence');
    expect(JSON.stringify(many)).not.toMatch(/Person|new\.person/);
  });

  it.each([
    [{ authenticationType: 'EMAIL' }, false],
    [{ authenticationType: 'EMAIL_CODE' }, false],
    [{ authenticationType: 'PHONE' }, false],
    [{ authenticationType: 'PHONE', phone: '+43 660 1234567' }, true],
    [{ authenticationType: 'EMAIL_CODE', email: 'a@example.com' }, true],
    [{ authenticationType: 'PHONE', phone: '+43 660 1234567', sendResetPassword: true }, false],
  ])('%j is enough: %s', (given, isEnough) => {
    expect(createCustomer.input.safeParse({ branchId: 1, ...given }).success).toBe(isEnough);
  });
});

describe('a phone number without its country', () => {
  const phone = { authenticationType: 'PHONE' as const, branchId: 1, phone: '0660 99 88 776', firstName: 'New' };

  it('is written with the policy’s country', async () => {
    const harness = await openActionHarness();
    harness.country = 'AT';
    const { snapshot, result } = await harness.carryOut(createCustomer, phone);
    expect(harness.writes()[0]).toContain('"phone":"+436609988776"');
    expect(await createCustomer.verify?.(harness.readers, phone, snapshot, context, result)).toBe('done');
  });

  it('is the same as that of somebody who is there with the country, and not of another country’s', async () => {
    const harness = await openActionHarness();
    const maja = harness.backOffice.world.customers.get(1001);
    if (maja) maja.phone = '+436609988776';
    harness.country = 'AT';
    await expect(harness.look(createCustomer, phone)).rejects.toMatchObject({ say: expect.stringContaining('Customer 1001') });
    harness.country = 'DE';
    await expect(harness.look(createCustomer, phone)).resolves.toMatchObject({ phone: '+496609988776' });
  });
});
