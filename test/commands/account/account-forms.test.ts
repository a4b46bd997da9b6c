import { describe, expect, it } from 'vitest';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { marksOf } from '../../../src/lib/mark.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { labelsOf, multiOf } from './support.ts';

const open = (verb: string, options: Parameters<typeof openFormHarness>[1] = {}) =>
  openFormHarness(verbOf(accountFeature.verbs, verb), options);

const shownFields = ['Name', 'Code', 'Branch', 'Billing cycle', 'Default cost centre', 'Default business unit', 'Rules'];

describe('/account edit', () => {
  it('has everything as it is now', async () => {
    const { fields, view, text } = await (await open('edit')).type(['Alpenblick']);
    expect(labelsOf(view)).toEqual(['Business account', ...shownFields, 'Reason']);
    expect(fields).toMatchObject({
      account: '7001',
      'name:7001': 'Alpenblick Facility Services GmbH',
      'code:7001': 'BA-001',
      'branchId:7001': '1',
      'billingCycle:7001': 'MONTHLY',
      'costCenterId:7001': '70010',
      'unitId:7001': '501',
    });
    expect(multiOf(view, 'rules:7001')).toEqual(['checkRentalRequirements', 'requireDrivingLog']);
    expect(text).not.toContain('⚠️');
  });

  it('shows the difference while it is typed, and sends it', async () => {
    const harness = await open('edit');
    await harness.start('action:account.update account:7001 branch:1');
    const typed = {
      account: { choose: '7001' },
      'name:7001': 'Alpenblick Facility Services GmbH',
      'billingCycle:7001': { choose: 'WEEKLY' },
      'rules:7001': { chooseAll: ['checkRentalRequirements'] },
    };
    const { text } = await harness.change(typed);
    expect(text).toContain('Billing cycle: monthly → weekly');
    expect(text).toContain('Members keep a driving log: yes → no');
    expect(await harness.send(typed)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({
      accountId: 7001,
      edit: {
        billingCycle: 'WEEKLY',
        checkRentalRequirements: true,
        requireDrivingLog: false,
        ignoreCategoryB: false,
      },
    });
  });

  it('leaves alone what somebody else changed while it was open', async () => {
    const harness = await open('edit');
    await harness.type(['7001']);
    const group = harness.backOffice.world.groups.get(7001);
    if (group !== undefined) group.code = 'BA-NEW';
    const typed = { account: { choose: '7001' }, 'name:7001': 'Alpenblick', 'code:7001': 'BA-001' };
    const { text } = await harness.change(typed);
    expect(text).toContain('Name: ');
    expect(text).not.toContain('Code: ');
    await harness.send(typed);
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001, edit: { name: 'Alpenblick' } });
  });

  it('never writes one account’s values onto another', async () => {
    const harness = await open('edit');
    await harness.type(['7001']);
    expect(Object.keys(await harness.send({ account: { choose: '7002' }, 'name:7001': 'Alpenblick' }))).toEqual(['account']);
    const { fields } = await harness.change({ account: { choose: '7002' }, 'name:7001': 'Alpenblick' });
    expect(fields).toMatchObject({ account: '7002', 'name:7002': 'Donau Catering' });
  });

  it('wants a name, and an account', async () => {
    const harness = await open('edit');
    await harness.type([]);
    expect(Object.keys(await harness.send({}))).toEqual(['account']);
    await harness.change({ account: { choose: '7001' } });
    const emptied = { account: { choose: '7001' }, 'name:7001': '' };
    expect(await harness.send(emptied)).toEqual({ 'name:7001': 'This cannot be empty.' });
  });

  it('takes away what an account may be without', async () => {
    const harness = await open('edit');
    await harness.type(['7001']);
    const none = { choose: '(none)' };
    const emptied = {
      account: { choose: '7001' },
      'code:7001': '',
      'billingCycle:7001': none,
      'costCenterId:7001': none,
      'unitId:7001': none,
    };
    expect((await harness.change(emptied)).text).toContain('Billing cycle: monthly → none');
    expect(await harness.send(emptied)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({
      accountId: 7001,
      edit: { code: null, billingCycle: null, costCenterId: null, unitId: null },
    });
  });

  it('asked again has what was asked', async () => {
    const harness = await open('edit');
    const { who } = await harness.command();
    const { form } = verbOf(accountFeature.verbs, 'edit');
    const filled = await form.fromInput(harness.app, who, { accountId: 7001, edit: { name: 'Other', requireDrivingLog: false } });
    expect(filled.values).toMatchObject({ name: { value: 'Other' }, billingCycle: { value: 'MONTHLY' } });
    expect(filled.lists?.rules?.map(({ value }) => value)).toEqual(['checkRentalRequirements']);
    expect(form.read(filled).ok).toBe(true);
  });
});

describe('/account create', () => {
  it('has the name that was typed, the usual branch and the usual rule', async () => {
    const { fields, view, text } = await (await open('create')).type(['Fresh', 'Fleet']);
    expect(labelsOf(view)).toEqual([
      'Name',
      'Owner',
      'Code',
      'Branch',
      'Billing cycle',
      'Default business unit',
      'Rules',
      'Reason',
    ]);
    expect(fields).toMatchObject({ name: 'Fresh Fleet', branchId: '1', owner: undefined });
    expect(multiOf(view, 'rules')).toEqual(['checkRentalRequirements']);
    expect(text).toContain('Create the business account Fresh Fleet');
  });

  it('sends what was chosen', async () => {
    const harness = await open('create');
    await harness.type([]);
    expect(Object.keys(await harness.send({}))).toEqual(['name', 'branchId']);
    const typed = {
      name: 'Fresh',
      owner: { choose: '1001' },
      branchId: { choose: '2' },
      unitId: { choose: '505' },
      rules: { chooseAll: [] },
    };
    expect(await harness.send(typed)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({
      account: {
        name: 'Fresh',
        branchId: 2,
        unitId: 505,
        checkRentalRequirements: false,
        requireDrivingLog: false,
        ignoreCategoryB: false,
      },
      ownerId: 1001,
    });
  });

  it('names the account that the owner is in', async () => {
    const harness = await open('create');
    await harness.type(['Fresh']);
    const { text } = await harness.change({ name: 'Fresh', branchId: { choose: '1' }, owner: { choose: '1016' } });
    expect(text).toContain('is in Alpenblick Facility Services GmbH (business account 7001) already.');
  });
});

describe('/account tags', () => {
  it('holds the list as it is to be: a word adds, one with a minus takes away', async () => {
    const { fields, text } = await (await open('tags')).type(['7001', '+vip', '-key-account']);
    expect(fields['tags:7001']).toBe('vip');
    expect(text).toContain('Replace the whole list of tags');
  });

  it('sends the whole list, also an empty one', async () => {
    const harness = await open('tags');
    const { fields, text } = await harness.type(['7001']);
    expect(fields['tags:7001']).toBe('key-account');
    expect(text).not.toContain('⚠️');
    expect(await harness.send({ account: { choose: '7001' }, 'tags:7001': '' })).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001, tags: [], shown: marksOf(['key-account']) });
  });

  it('waits for the list of the account that was just chosen', async () => {
    const harness = await open('tags');
    await harness.type(['7001']);
    expect(Object.keys(await harness.send({ account: { choose: '7002' }, 'tags:7001': 'key-account' }))).toEqual(['account']);
    expect((await harness.type(['Nowhere', '+vip'])).text).toContain('Then change the tags: +vip.');
  });
});

describe('/account delete', () => {
  it('says what goes with it, and wants a reason', async () => {
    const harness = await open('delete', { asks: true });
    const { text } = await harness.type(['Alpenblick', 'Facility']);
    expect(text).toContain('Delete Alpenblick Facility Services GmbH (business account 7001)');
    expect(Object.keys(await harness.send({ account: { choose: '7001' } }))).toEqual(['reason']);
    expect(await harness.send({ account: { choose: '7001' }, reason: 'closed' })).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001 });
    expect(Object.keys(await harness.send({ reason: 'x' }))).toEqual(['account']);
  });
});
