import { describe, expect, it } from 'vitest';
import { knownSmartmoveUser } from '../../../sandbox/back-office/index.ts';
import { smartmoveFeature } from '../../../src/commands/smartmove/index.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

const version7 = '018f4e3c-0d44-7b50-8888-8dd25736052a';
const open = (verb: string) => openFormHarness(verbOf(smartmoveFeature.verbs, verb), { smartmove: true });
const user = smartmoveFeature.reads?.[0]?.command;

/** Block ids without what a field was filled in with, and the ids as they are. */
function plain(fields: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(fields).map(([id, value]) => [id.split(':')[0] ?? '', { id, value }]));
}

describe('/smartmove user', () => {
  it('shows the user with contacts and numbers masked, and offers to edit', async () => {
    const harness = await openCommandHarness({ smartmove: true });
    const interaction = await harness.command(staff.lead);
    await user?.run(interaction, [knownSmartmoveUser.toUpperCase()]);
    const { blocks } = lastOf(interaction);
    const text = readBlocks(blocks);
    const maja = harness.backOffice.world.smartmoveUsers.get(knownSmartmoveUser);
    for (const shown of [
      'Maja Horvat',
      'Status: Active',
      'City: Vienna',
      'Licence issued by: BH Graz',
      '3 pictures',
      'customerAccounts',
    ])
      expect(text).toContain(shown);
    for (const hidden of [maja?.email, maja?.phone, maja?.license.number, maja?.dateOfBirth.slice(0, 10)])
      expect(text).not.toContain(hidden);
    expect(buttonsOf(blocks)).toEqual(['Edit']);
  });

  it('says at the field why an id is none that Smartmove takes', async () => {
    const harness = await openCommandHarness({ smartmove: true });
    await user?.run(await harness.command(staff.lead), [version7]);
    expect(readBlocks(harness.drawn.now().blocks)).toContain('UUID of version 7');
    const sent = harness.submission({ user: { 'field:user': { type: 'plain_text_input', value: version7 } } });
    const answer = await smartmoveFeature.reads?.[0]?.submission.run(sent);
    expect(answer?.answer).toEqual({ kind: 'errors', errors: { user: expect.stringContaining('versions 1 to 4') } });
    expect(harness.calls()).toEqual([]);
  });

  it('says that Smartmove is not configured if it is not', async () => {
    const harness = await openCommandHarness();
    await expect(user?.run(await harness.command(staff.lead), [])).rejects.toMatchObject({ code: 'not_configured' });
    for (const verb of ['create', 'edit']) {
      const form = await openFormHarness(verbOf(smartmoveFeature.verbs, verb));
      expect((await form.type([])).text).toContain('Smartmove is not configured');
    }
  });
});

describe('/smartmove edit', () => {
  it('is filled in, names what cannot be read, and hides what is masked', async () => {
    const harness = await open('edit');
    const { fields, text, view } = await harness.type([knownSmartmoveUser]);
    const byName = plain(fields);
    expect(byName.firstName?.value).toBe('Maja');
    expect(byName.contactCity?.value).toBe('Vienna');
    expect(byName.status?.value).toBe('Active');
    expect(byName.phone?.value).toMatch(/^•••\d{3}$/);
    expect(byName).not.toHaveProperty('billingCity');
    expect(text).toMatch(/customerAccounts.*may be lost.*e-mail address cannot be changed/);
    const maja = harness.backOffice.world.smartmoveUsers.get(knownSmartmoveUser);
    expect(JSON.stringify(view)).not.toContain(maja?.phone);
    expect(JSON.stringify(view)).not.toContain(maja?.dateOfBirth.slice(0, 10));
  });

  it('sends what was changed alone, and shows it before', async () => {
    const harness = await open('edit');
    const { fields } = await harness.type([knownSmartmoveUser]);
    const byName = plain(fields);
    const changed = {
      user: knownSmartmoveUser,
      [byName.contactCity?.id ?? '']: 'Graz',
      [byName.contactFederalState?.id ?? '']: '',
      [byName.phone?.id ?? '']: '+436991234567',
    };
    const { text } = await harness.change(changed);
    expect(text).toContain('City: Vienna → Graz');
    expect(text).toContain('Federal state: Wien → none');
    await harness.send({ ...changed, reason: 'moved' });
    expect(harness.asked).toEqual([
      {
        action: 'smartmove.update',
        input: {
          userId: knownSmartmoveUser,
          edit: { phone: '+436991234567', contactCity: 'Graz', contactFederalState: null },
        },
        reason: 'moved',
      },
    ]);
  });

  it('opens further parts when they are ticked, and takes nothing of a part that was never there', async () => {
    const harness = await open('edit');
    await harness.type([knownSmartmoveUser]);
    const ticked = { user: knownSmartmoveUser, more: { chooseAll: ['licence', 'accounts'] } };
    expect(Object.values(await harness.send({ ...ticked, reason: 'r' }))).toEqual(['Nothing has changed yet.']);
    const { fields } = await harness.change(ticked);
    const byName = plain(fields);
    expect(byName.drivinglicenseIssuingAuthority?.value).toBe('BH Graz');
    expect(byName.drivinglicenseNumber?.value).toMatch(/^•/);
    expect(byName.costCenter?.value).toBeUndefined();
  });

  it('says at the field why an id cannot be taken', async () => {
    const harness = await open('edit');
    const { fields, text } = await harness.type([version7]);
    expect(fields.user).toBe(version7);
    expect(text).toContain('UUID of version 7');
    expect(await harness.send({ user: version7, reason: 'r' })).toEqual({ user: expect.stringContaining('version 7') });
    expect(plain((await harness.change({ user: knownSmartmoveUser })).fields).lastName?.value).toBe('Horvat');
  });
});

describe('/smartmove create', () => {
  const typed = {
    email: 'fresh@example.com',
    firstName: 'Fritz',
    lastName: 'Frisch',
    dateOfBirth: '1990-04-30',
    phone: '+4366012345678',
    language: { choose: 'de' },
    customerType: { choose: 'Private' },
    productKey: 'BASIC',
    contactAddress: 'Ring 1',
    contactZipCode: '1010',
    contactCity: 'Vienna',
    contactCountryCode: 'at',
    reason: 'asked on the phone',
  };
  const at = { address: 'Ring 1', zipCode: '1010', city: 'Vienna', countryCode: 'AT' };

  it('opens with what was typed and bills to the contact address until told otherwise', async () => {
    const harness = await open('create');
    const { fields } = await harness.type(['fresh@example.com', 'Fritz', 'Frisch']);
    expect(fields).toMatchObject({ email: 'fresh@example.com', firstName: 'Fritz', lastName: 'Frisch', language: 'de' });
    expect(fields).not.toHaveProperty('billingCity');
    await harness.send({ ...typed, billing: { chooseAll: ['same'] } });
    expect(harness.asked).toMatchObject([
      { action: 'smartmove.create', input: { email: 'fresh@example.com', contact: at, billing: at } },
    ]);
  });

  it('asks for another billing address when the tick is taken away', async () => {
    const harness = await open('create');
    await harness.type([]);
    const other = { ...typed, billing: { chooseAll: [] } };
    expect(await harness.send(other)).toEqual({ billing: expect.stringContaining('Fill in the billing address') });
    expect((await harness.change(other)).fields).toHaveProperty('billingCity');
  });

  it('says at the field what is wrong', async () => {
    const harness = await open('create');
    await harness.type([]);
    expect(await harness.send({ ...typed, email: 'no', contactCountryCode: 'Austria', phone: '1' })).toEqual({
      email: 'That’s not a valid e-mail address.',
      contactCountryCode: expect.stringContaining('two letters'),
      phone: expect.stringContaining('five digits'),
    });
  });
});
