import { describe, expect, it } from 'vitest';
import { createCustomer } from '../../../src/actions/customer/create.ts';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = {
  authenticationType: 'EMAIL' as const,
  branchId: 1,
  email: 'new.person@example.com',
  firstName: 'New',
  lastName: 'Person',
};

describe('creating a customer', () => {
  it('sends what was filled in and nothing else, and is proved by reading the new id', async () => {
    const desk = await openActionDesk();
    const { seen, result } = await desk.carryOut(createCustomer, { ...input, sendResetPassword: true });
    const [write = ''] = desk.writes();
    expect(desk.writes()).toHaveLength(1);
    expect(write).toMatch(/^POST \/customers \{/);
    expect(JSON.parse(write.slice('POST /customers '.length))).toEqual({ ...input, sendResetPassword: true });
    expect(await createCustomer.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    expect(desk.reads().at(-1)).toBe(`GET /customers/${result.id}`);
    expect(createCustomer.render(seen, input, showToOne(), result)).toMatchObject({
      title: `New Person (customer ${result.id}) is created in Vienna`,
      lines: [expect.stringContaining(`/eligibility ${result.id}`)],
    });
    expect(createCustomer.render(seen, input, showToMany(), result).title).not.toContain('Person');
  });

  it('whose answer was lost is found by its contact, which nobody had before', async () => {
    expect(await (await openActionDesk()).losing(createCustomer, input, 'done')).toBe('done');
    expect(await (await openActionDesk()).losing(createCustomer, input, 'undone')).toBe('not-done');
  });

  it('cannot be told where somebody else took the contact meanwhile', async () => {
    const desk = await openActionDesk();
    const seen = await desk.look(createCustomer, input);
    await desk.carryOut(createCustomer, { ...input, firstName: 'Another' });
    expect(await createCustomer.settled?.(desk.readers, input, seen, told)).toBe('cannot-tell');
  });

  it.each([
    [{ email: 'LENA.novak@example.com' }, 'Customer 1010 has this e-mail address'],
    [{ branchId: 99 }, 'There is no branch 99'],
  ])('%j is refused', async (change, say) => {
    const desk = await openActionDesk();
    await expect(desk.look(createCustomer, { ...input, ...change })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(say),
    });
  });

  it('with somebody’s phone number is refused however it is written', async () => {
    const desk = await openActionDesk();
    const phone = desk.office.world.customers.get(1010)?.phone ?? '';
    const written = `00${phone.replace(/\D/g, '')}`.replace(/(\d{4})/, '$1 ');
    await expect(desk.look(createCustomer, { ...input, phone: written })).rejects.toMatchObject({
      say: expect.stringContaining('Customer 1010 has this phone number'),
    });
  });

  it('with a licence that counts as verified warns of it, and masks for many', async () => {
    const desk = await openActionDesk();
    const seen = await desk.look(createCustomer, input);
    expect(createCustomer.preview(seen, input, showToOne()).warning).toBeUndefined();
    const licensed = { ...input, licenseVerificationState: 'VERIFIED' as const };
    const many = createCustomer.preview(seen, licensed, showToMany());
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
