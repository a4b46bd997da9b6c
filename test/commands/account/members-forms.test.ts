import { describe, expect, it } from 'vitest';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { buttonObjects } from '../../views/read.ts';
import { labelsOf, multiOf } from './support.ts';

const open = (verb: string, options: Parameters<typeof openFormHarness>[1] = {}) =>
  openFormHarness(verbOf(accountFeature.verbs, verb), options);

describe('/account add', () => {
  it('takes the account, then the people, and shows what will happen', async () => {
    const { fields, text, view } = await (await open('add')).type(['7001', '1001', '1002']);
    expect(fields.account).toBe('7001');
    expect(multiOf(view, 'customer')).toEqual(['1001', '1002']);
    expect(text).toContain('Add 2 people to Alpenblick');
    expect(text).toContain('Several people are added as members');
    expect(labelsOf(view)).toEqual(['Business account', 'Customer', 'Reason']);
  });

  it('for one person asks role and cost centre, and never offers the owner’s role', async () => {
    const { view, fields } = await (await open('add')).type(['7001', 'Maja', 'Horvat']);
    expect(labelsOf(view)).toEqual(['Business account', 'Customer', 'Role', 'Cost centre', 'Reason']);
    expect(fields.role).toBe('MEMBER');
    expect(JSON.stringify(view)).not.toContain('OWNER');
  });

  it('sends one person with role and cost centre', async () => {
    const harness = await open('add');
    await harness.type(['7001']);
    const typed = {
      account: { choose: '7001' },
      customer: { chooseAll: ['1001'] },
      role: { choose: 'ADMIN' },
      'cost-center:7001': { choose: '70010' },
    };
    expect(await harness.send(typed)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001, customerIds: [1001], role: 'ADMIN', costCenterId: 70010 });
  });

  it('never takes another account’s cost centre along', async () => {
    const harness = await open('add');
    await harness.type(['7001']);
    await harness.send({
      account: { choose: '7002' },
      customer: { chooseAll: ['1001'] },
      role: { choose: 'MEMBER' },
      'cost-center:7001': { choose: '70010' },
    });
    expect(harness.asked[0]?.input).toEqual({ accountId: 7002, customerIds: [1001], role: 'MEMBER' });
  });

  it('shows who is in another account before anything is asked', async () => {
    const { text } = await (await open('add')).type(['7002', '1016']);
    expect(text).toContain('is in Alpenblick Facility Services GmbH (business account 7001) already.');
    expect(text).toContain('remove them there first');
  });

  it('goes on without those who cannot be added, at one press', async () => {
    const harness = await open('add');
    const { view, text } = await harness.type(['7002', '1001', '1016', '1008']);
    expect(text).toContain('already.');
    const button = buttonObjects(view.blocks).find(({ text: label }) => label === 'Add the other 2');
    expect(button?.value).toBe('1016');
    const held = { account: { choose: '7002' }, customer: { chooseAll: ['1001', '1016', '1008'] } };
    const after = await harness.change(held, { actionId: button?.actionId ?? '', value: button?.value ?? '' });
    expect(after.text).toContain('Add 2 people to');
    expect(multiOf(after.view, 'customer:2-left')).toEqual(['1001', '1008']);
    // Slack keeps what somebody chose in a block of the same id.
    expect(after.view.blocks.map(({ block_id: id }) => id)).toContain('customer:2-left');
    const left = { account: { choose: '7002' }, 'customer:2-left': { chooseAll: ['1001', '1008'] } };
    expect(await harness.send(left)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7002, customerIds: [1001, 1008] });
  });

  it('offers to leave nobody out if nobody would be left', async () => {
    const { view } = await (await open('add')).type(['7002', '1016']);
    expect(buttonObjects(view.blocks)).toEqual([]);
  });

  it('opens empty, says what lacks at its field, and a role for several at the people’s', async () => {
    const harness = await open('add');
    await harness.type([]);
    expect(Object.keys(await harness.send({}))).toEqual(['account', 'customer']);
    const several = { account: { choose: '7001' }, customer: { chooseAll: ['1001', '1002'] }, role: { choose: 'ADMIN' } };
    expect(Object.keys(await harness.send(several))).toEqual(['customer']);
  });

  it('follows the people: a second one takes the role away', async () => {
    const harness = await open('add');
    await harness.type(['7001', '1001']);
    const { view, text } = await harness.change({ account: { choose: '7001' }, customer: { chooseAll: ['1001', '1002'] } });
    expect(labelsOf(view)).toEqual(['Business account', 'Customer', 'Reason']);
    expect(text).toContain('Add 2 people');
  });

  it('to try the failed ones again has those alone', async () => {
    const harness = await open('add');
    const form = verbOf(accountFeature.verbs, 'add').form;
    const { who } = await harness.command();
    const filled = await form.fromInput(harness.app, who, { accountId: 7001, customerIds: [1002, 1003] });
    expect(filled.lists?.customer?.map(({ value }) => value)).toEqual(['1002', '1003']);
    expect(filled.values.account?.value).toBe('7001');
  });
});

describe('/account remove', () => {
  it('takes the account, then the members', async () => {
    const harness = await open('remove', { asks: true });
    const { text, view } = await harness.type(['7001', '1016']);
    expect(multiOf(view, 'customer')).toEqual(['1016']);
    expect(text).toContain('Remove Clara Steiner (customer 1016) from Alpenblick');
    const sent = { account: { choose: '7001' }, customer: { chooseAll: ['1016'] } };
    expect(Object.keys(await harness.send(sent))).toEqual(['reason']);
    expect(await harness.send({ ...sent, reason: 'left the company' })).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001, customerIds: [1016] });
  });

  it('from a membership has both', async () => {
    const { view, fields } = await (await open('remove')).start(
      'action:account.remove-members account:7001 member:1016 branch:1',
    );
    expect([fields.account, multiOf(view, 'customer')]).toEqual(['7001', ['1016']]);
  });
});

describe('/account invite', () => {
  it.each([
    ['a list as Outlook writes it', 'Anna Huber <anna.huber@example.org>; "Moser, Max" <max@example.org>'],
    ['a list with names, a comma after each', 'Anna Huber <anna.huber@example.org>, Max Moser <max@example.org>,'],
    ['addresses with commas and blanks', ' anna.huber@example.org ,max@example.org,'],
    ['addresses on lines of their own', 'anna.huber@example.org\r\nmax@example.org'],
    ['typographic quotes', '„Anna Huber“ <anna.huber@example.org>; ‹max@example.org›'],
  ])('understands %s', async (_what, emails) => {
    const harness = await open('invite');
    await harness.type(['7001']);
    expect(await harness.send({ account: { choose: '7001' }, emails })).toEqual({});
    expect(harness.asked[0]?.input).toMatchObject({ emails: ['anna.huber@example.org', 'max@example.org'] });
  });

  it('takes addresses however they are parted, each once', async () => {
    const harness = await open('invite');
    const { fields, text } = await harness.type(['7001', 'a@example.com,b@example.com', 'A@example.com']);
    expect(fields.emails).toBe('a@example.com\nb@example.com');
    expect(text).toContain('Invite 2 e-mail addresses to Alpenblick');
    expect(await harness.send({ account: { choose: '7001' }, emails: 'a@example.com; b@example.com\n' })).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001, emails: ['a@example.com', 'b@example.com'] });
  });

  it('names the bad ones at the field', async () => {
    const harness = await open('invite');
    await harness.type(['7001']);
    expect(await harness.send({ account: { choose: '7001' }, emails: 'a@example.com nonsense b@' })).toEqual({
      emails: 'Those aren’t valid e-mail addresses: nonsense and b@.',
    });
    expect(Object.keys(await harness.send({}))).toEqual(['account', 'emails']);
  });
});

describe('/account role', () => {
  it('shows the membership as it is, whole', async () => {
    const { fields, view } = await (await open('role')).type(['7001', '1016']);
    expect(fields).toMatchObject({
      account: '7001',
      customer: '1016',
      'role:7001.1016': 'MEMBER',
      'state:7001.1016': 'INACTIVE',
      'cost-center:7001.1016': '(none)',
    });
    expect(fields['superior:7001.1016']).toBe('h…@example.org');
    expect(labelsOf(view).slice(0, 4)).toEqual(['Business account', 'Customer', 'Role', 'State']);
    expect(JSON.stringify(view)).not.toContain('OWNER');
  });

  it('with a role shows the difference at once', async () => {
    const { fields, text } = await (await open('role')).type(['7001', 'Clara', 'Steiner', 'admin']);
    expect(fields['role:7001.1016']).toBe('ADMIN');
    expect(text).toContain('Role: member → administrator');
    expect(text).not.toContain('State: ');
  });

  it('a role typed after a name that several have waits until one is chosen', async () => {
    const harness = await open('role');
    const { text } = await harness.type(['7001', 'Anna', 'Gruber', 'admin']);
    expect(text).toContain('Then choose the role: ADMIN.');
    const { fields, text: then } = await harness.change({ account: { choose: '7001' }, customer: { choose: '1016' } });
    expect(fields).toMatchObject({ 'role:7001.1016': 'ADMIN', 'state:7001.1016': 'INACTIVE' });
    expect(then).toContain('Role: member → administrator');
    const other = await harness.change({
      account: { choose: '7001' },
      customer: { choose: '1032' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'INACTIVE' },
    });
    expect(other.fields).toMatchObject({ 'role:7001.1032': 'ADMIN', 'state:7001.1032': 'ACTIVE' });
  });

  it('sends only what was touched; a masked superior stays who they are', async () => {
    const harness = await open('role');
    const { fields } = await harness.type(['7001', '1016']);
    const member = harness.backOffice.world.memberships.get(1016);
    if (member !== undefined) member.costCenterId = 70010;
    const sent = {
      account: { choose: '7001' },
      customer: { choose: '1016' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'INACTIVE' },
      'cost-center:7001.1016': { choose: '(none)' },
      'superior:7001.1016': fields['superior:7001.1016'] ?? '',
    };
    const { text } = await harness.change(sent);
    expect(text).toContain('Role: member → administrator');
    expect(text).not.toMatch(/Cost centre: |Superior: /);
    expect(await harness.send(sent)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ accountId: 7001, customerId: 1016, role: 'ADMIN' });
  });

  it('an emptied superior is taken away, and what is no address is reported at its field', async () => {
    const harness = await open('role');
    await harness.type(['7001', '1016']);
    const sent = {
      account: { choose: '7001' },
      customer: { choose: '1016' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'ACTIVE' },
      'cost-center:7001.1016': { choose: '(none)' },
      'superior:7001.1016': '',
    };
    expect(await harness.send({ ...sent, 'superior:7001.1016': 'nobody' })).toEqual({
      'superior:7001.1016': 'That’s not a valid e-mail address.',
    });
    expect(await harness.send(sent)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({
      accountId: 7001,
      customerId: 1016,
      role: 'ADMIN',
      state: 'ACTIVE',
      superiorEmail: null,
    });
  });

  it('never writes one membership onto another', async () => {
    const harness = await open('role');
    await harness.type(['7001', '1016']);
    const errors = await harness.send({
      account: { choose: '7001' },
      customer: { choose: '1040' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'ACTIVE' },
    });
    expect(Object.keys(errors)).toEqual(['customer']);
    expect(harness.asked).toEqual([]);
  });

  it('owner is never given, and somebody who is no member is reported to be none', async () => {
    expect((await (await open('role')).type(['7001', '1016', 'OWNER'])).text).toContain('owner’s role cannot be given here');
    expect((await (await open('role')).type(['7001', '1001'])).text).toContain('isn’t a member of this business account');
  });

  it('with nothing changed says so at the field', async () => {
    const harness = await open('role');
    await harness.type(['7001', '1016']);
    expect(await harness.send({ account: { choose: '7001' }, customer: { choose: '1016' } })).toEqual({
      'role:7001.1016': 'Nothing has changed yet.',
    });
  });
});
