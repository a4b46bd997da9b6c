import { describe, expect, it } from 'vitest';
import { knownSmartmoveUser } from '../../../sandbox/back-office/index.ts';
import { smartmoveFeature } from '../../../src/commands/smartmove/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

const version7 = '018f4e3c-0d44-7b50-8888-8dd25736052a';
const open = (verb: string) => openFormDesk(verbOf(smartmoveFeature.verbs, verb), { smartmove: true });
const user = smartmoveFeature.commands?.[0];

/** Block ids without what a field was filled in with, and the ids as they are. */
function plain(fields: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(fields).map(([id, value]) => [id.split(':')[0] ?? '', { id, value }]));
}

describe('/smartmove user', () => {
  it('shows the user with contacts and numbers masked, and offers to edit', async () => {
    const desk = await openDesk({ smartmove: true });
    const interaction = await desk.command(deskPeople.lead);
    await user?.run(interaction, [knownSmartmoveUser.toUpperCase()]);
    const { blocks } = lastOf(interaction);
    const text = readBlocks(blocks);
    const maja = desk.office.world.smartmoveUsers.get(knownSmartmoveUser);
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
    const desk = await openDesk({ smartmove: true });
    await user?.run(await desk.command(deskPeople.lead), [version7]);
    expect(readBlocks(desk.drawn.now().blocks)).toContain('UUID of version 7');
    const sent = desk.submission({ user: { 'field:user': { type: 'plain_text_input', value: version7 } } });
    const answer = await smartmoveFeature.sent?.[0]?.run(sent);
    expect(answer?.answer).toEqual({ kind: 'errors', errors: { user: expect.stringContaining('versions 1 to 4') } });
    expect(desk.calls()).toEqual([]);
  });

  it('says that Smartmove is not configured where it is not', async () => {
    const desk = await openDesk();
    await expect(user?.run(await desk.command(deskPeople.lead), [])).rejects.toMatchObject({ code: 'not_configured' });
    for (const verb of ['create', 'edit']) {
      const form = await openFormDesk(verbOf(smartmoveFeature.verbs, verb));
      expect((await form.type([])).text).toContain('Smartmove is not configured');
    }
  });
});

describe('/smartmove edit', () => {
  it('is filled in, names what cannot be read, and hides what is masked', async () => {
    const desk = await open('edit');
    const { fields, text, view } = await desk.type([knownSmartmoveUser]);
    const byName = plain(fields);
    expect(byName.firstName?.value).toBe('Maja');
    expect(byName.contactCity?.value).toBe('Vienna');
    expect(byName.status?.value).toBe('Active');
    expect(byName.phone).toEqual({ id: 'phone:kept', value: undefined });
    expect(byName).not.toHaveProperty('billingCity');
    expect(text).toMatch(/customerAccounts.*may be lost.*e-mail address cannot be changed/);
    const maja = desk.office.world.smartmoveUsers.get(knownSmartmoveUser);
    expect(JSON.stringify(view)).not.toContain(maja?.phone);
    expect(JSON.stringify(view)).not.toContain(maja?.dateOfBirth.slice(0, 10));
  });

  it('sends what was changed alone, and shows it before', async () => {
    const desk = await open('edit');
    const shown = await desk.type([knownSmartmoveUser]);
    const typed = Object.fromEntries(
      Object.entries(shown.fields).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
    );
    const byName = plain(shown.fields);
    const changed = {
      ...typed,
      user: { choose: knownSmartmoveUser },
      [byName.contactCity?.id ?? '']: 'Graz',
      [byName.contactFederalState?.id ?? '']: '',
      'phone:kept': '+436991234567',
    };
    const { text } = await desk.change(changed);
    expect(text).toContain('City: Vienna → Graz');
    expect(text).toContain('Federal state: Wien → none');
    await desk.send({ ...changed, reason: 'moved' });
    expect(desk.asked).toEqual([
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

  it('opens further parts when they are ticked, and takes nothing of a part that never stood there', async () => {
    const desk = await open('edit');
    await desk.type([knownSmartmoveUser]);
    const ticked = { user: { choose: knownSmartmoveUser }, more: { chooseAll: ['licence', 'accounts'] } };
    expect(await desk.send({ ...ticked, reason: 'r' })).toEqual({ more: expect.stringContaining('Change something first') });
    const { fields } = await desk.change(ticked);
    const byName = plain(fields);
    expect(byName.drivinglicenseIssuingAuthority?.value).toBe('BH Graz');
    expect(byName.drivinglicenseNumber?.id).toBe('drivinglicenseNumber:kept');
    expect(byName.costCenter).toEqual({ id: 'costCenter:kept', value: undefined });
  });

  it('says at the field why an id cannot be taken', async () => {
    const desk = await open('edit');
    const { fields, text } = await desk.type([version7]);
    expect(fields['user-id']).toBe(version7);
    expect(text).toContain('UUID of version 7');
    expect(await desk.send({ 'user-id': version7, reason: 'r' })).toEqual({ 'user-id': expect.stringContaining('version 7') });
    expect(plain((await desk.change({ 'user-id': knownSmartmoveUser })).fields).lastName?.value).toBe('Horvat');
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
    const desk = await open('create');
    const { fields } = await desk.type(['fresh@example.com', 'Fritz', 'Frisch']);
    expect(fields).toMatchObject({ email: 'fresh@example.com', firstName: 'Fritz', lastName: 'Frisch', language: 'de' });
    expect(fields).not.toHaveProperty('billingCity');
    await desk.send({ ...typed, billing: { chooseAll: ['same'] } });
    expect(desk.asked).toMatchObject([
      { action: 'smartmove.create', input: { email: 'fresh@example.com', contact: at, billing: at } },
    ]);
  });

  it('asks for another billing address when the tick is taken away', async () => {
    const desk = await open('create');
    await desk.type([]);
    const other = { ...typed, billing: { chooseAll: [] } };
    expect(await desk.send(other)).toEqual({ billing: expect.stringContaining('Fill in the billing address') });
    expect((await desk.change(other)).fields).toHaveProperty('billingCity');
  });

  it('says at the field what is wrong', async () => {
    const desk = await open('create');
    await desk.type([]);
    expect(await desk.send({ ...typed, email: 'no', contactCountryCode: 'Austria', phone: '1' })).toEqual({
      email: 'This is no e-mail address.',
      contactCountryCode: expect.stringContaining('two letters'),
      phone: expect.stringContaining('five digits'),
    });
  });
});
