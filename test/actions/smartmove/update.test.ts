import { describe, expect, it } from 'vitest';
import { knownSmartmoveUser } from '../../../sandbox/back-office/index.ts';
import { smartmoveFieldNames, unreadable } from '../../../src/actions/smartmove/shared/user.ts';
import { updateSmartmoveUser } from '../../../src/actions/smartmove/update.ts';
import { differencesOf } from '../../../src/approvals/facts.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { type ActionHarness, context, openActionHarness } from '../../support/action-harness.ts';

const input = { userId: knownSmartmoveUser, edit: { contactCity: 'Graz', language: 'de' } };

function majaIn({ backOffice }: ActionHarness) {
  const user = backOffice.world.smartmoveUsers.get(knownSmartmoveUser);
  if (user === undefined) throw new Error('no user');
  return user;
}

function bodyOf(harness: ActionHarness): unknown {
  const [write = ''] = harness.writes();
  expect(harness.writes()).toHaveLength(1);
  expect(write).toMatch(/^PUT \S+\/users\/3c90c3cc-\S+ /);
  return JSON.parse(write.slice(write.indexOf('{')));
}

describe('a change of a Smartmove user', () => {
  it('sends the whole user: what changes, and all else as it was read', async () => {
    const harness = await openActionHarness();
    const { license, identification, contactAddress, product, ...user } = majaIn(harness);
    const { snapshot } = await harness.carryOut(updateSmartmoveUser, input);
    expect(bodyOf(harness)).toEqual({
      firstName: user.firstName,
      lastName: user.lastName,
      dateOfBirth: user.dateOfBirth,
      language: 'de',
      phone: user.phone,
      contactAddress: { ...contactAddress, city: 'Graz' },
      billingAddress: user.billingAddress,
      customerType: user.customerType,
      productKey: product,
      emailVerified: true,
      status: 'Active',
      drivinglicenseIssuingAuthority: license.authority,
      drivinglicenseIssuingDate: license.issueDate,
      drivinglicenseNumber: license.number,
      identificationIssuingAuthority: identification.authority,
      identificationIssuingDate: identification.issueDate,
      identificationNumber: identification.number,
      identificationType: identification.kind,
    });
    expect(await updateSmartmoveUser.verify?.(harness.readers, input, snapshot, context, undefined)).toBe('done');
  });

  it('shows the difference, what cannot be read, and names nobody to many', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(updateSmartmoveUser, input);
    const one = updateSmartmoveUser.preview(snapshot, input, redactorForOne());
    expect(one.changes).toEqual([
      { label: 'Language', before: 'en', after: 'de' },
      { label: 'City', before: 'Vienna', after: 'Graz' },
    ]);
    expect(one.title).toContain('Maja Horvat');
    expect(one.warning).toMatch(/customerAccounts.*may be lost.*e-mail address/);
    const many = JSON.stringify(updateSmartmoveUser.preview(snapshot, input, redactorForMany()));
    for (const personal of ['Maja', 'Horvat', 'Vienna', 'Graz', majaIn(harness).phone]) expect(many).not.toContain(personal);
  });

  it('ties a yes to every field that goes out, and tells a change without saying what it says', async () => {
    const harness = await openActionHarness();
    const before = updateSmartmoveUser.fingerprint(await harness.look(updateSmartmoveUser, input));
    const readable = smartmoveFieldNames.filter((field) => !unreadable.includes(field));
    expect(Object.keys(before)).toHaveLength(readable.length + 2);
    const maja = majaIn(harness);
    const others = [
      { phone: '+43699111222' },
      { dateOfBirth: '1970-01-01T00:00:00.000Z' },
      { billingAddress: { ...maja.billingAddress, zipCode: '8010' } },
      { license: { ...maja.license, number: 'OTHER1' } },
      { identification: { ...maja.identification, issueDate: '2001-01-01T00:00:00.000Z' } },
      { status: 'Blocked' },
      { emailVerified: false },
      { product: 'PLUS' },
    ];
    for (const other of others) {
      harness.backOffice.world.smartmoveUsers.set(knownSmartmoveUser, { ...maja, ...other });
      const differences = differencesOf(before, updateSmartmoveUser.fingerprint(await harness.look(updateSmartmoveUser, input)));
      expect(differences).toHaveLength(1);
      expect(JSON.stringify(differences)).not.toMatch(/69911|1970|8010|OTHER1|2001|[0-9a-f]{16}/);
    }
  });

  it.each([
    ['nothing', { language: 'en' }, 'Nothing would change'],
    ['a language that Smartmove does not take', { language: 'fr' }, 'only de or en'],
    ['a needed field away', { phone: null }, 'Phone is lacking'],
    ['a date that is none', { dateOfBirth: '30.4.1990' }, 'a date such as 1990-04-30'],
  ])('that changes %s is refused', async (_, edit, say) => {
    const harness = await openActionHarness();
    const asked = updateSmartmoveUser.input.parse({ userId: knownSmartmoveUser, edit });
    await expect(harness.look(updateSmartmoveUser, asked)).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(say),
    });
  });

  it.each(['018f4e3c-0d44-7b50-8888-8dd25736052a', '42'])('of %s is none that Smartmove would take', (userId) => {
    expect(updateSmartmoveUser.input.safeParse({ userId, edit: { language: 'de' } }).success).toBe(false);
  });

  it('takes a field away by leaving it out', async () => {
    const harness = await openActionHarness();
    const edit = { userId: knownSmartmoveUser, edit: { contactFederalState: null } };
    const { snapshot } = await harness.carryOut(updateSmartmoveUser, edit);
    expect(bodyOf(harness)).not.toHaveProperty('contactAddress.federalState');
    expect(await updateSmartmoveUser.verify?.(harness.readers, edit, snapshot, context, undefined)).toBe('done');
  });

  it('that cannot be read is proved by its answer alone', async () => {
    const harness = await openActionHarness();
    const edit = { userId: knownSmartmoveUser, edit: { defaultPaymentAccountId: '7', costCenter: 'CC1' } };
    const { snapshot, result } = await harness.carryOut(updateSmartmoveUser, edit);
    expect(bodyOf(harness)).toMatchObject({
      customerAccounts: { privateAccount: { defaultPaymentAccountId: 7 }, businessAccount: { costCenter: 'CC1' } },
    });
    expect(await updateSmartmoveUser.verify?.(harness.readers, edit, snapshot, context, result)).toBe('done');
    expect(await updateSmartmoveUser.verify?.(harness.readers, edit, snapshot, context, undefined)).toBe('cannot-tell');
  });

  it('that did not arrive is not said to be done', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(updateSmartmoveUser, input);
    expect(await updateSmartmoveUser.verify?.(harness.readers, input, snapshot, context, undefined)).toBe('not-done');
  });
});
