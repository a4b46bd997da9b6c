import { describe, expect, it } from 'vitest';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';
import { labelsOf, multiOf } from './support.ts';

const open = (verb: string) => openFormDesk(verbOf(accountFeature.verbs, verb));

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
    const desk = await open('add');
    await desk.type(['7001']);
    const typed = {
      account: { choose: '7001' },
      customer: { chooseAll: ['1001'] },
      role: { choose: 'ADMIN' },
      'cost-center:7001': { choose: '70010' },
    };
    expect(await desk.send(typed)).toEqual({});
    expect(desk.asked[0]?.input).toEqual({ accountId: 7001, customerIds: [1001], role: 'ADMIN', costCenterId: 70010 });
  });

  it('never takes another account’s cost centre along', async () => {
    const desk = await open('add');
    await desk.type(['7001']);
    await desk.send({
      account: { choose: '7002' },
      customer: { chooseAll: ['1001'] },
      role: { choose: 'MEMBER' },
      'cost-center:7001': { choose: '70010' },
    });
    expect(desk.asked[0]?.input).toEqual({ accountId: 7002, customerIds: [1001], role: 'MEMBER' });
  });

  it('shows who is in another account before anything is asked', async () => {
    const { text } = await (await open('add')).type(['7002', '1016']);
    expect(text).toContain('is in Alpenblick Facility Services GmbH (business account 7001) already.');
    expect(text).toContain('remove them there first');
  });

  it('opens empty, says what lacks at its field, and a role for several at the people’s', async () => {
    const desk = await open('add');
    await desk.type([]);
    expect(Object.keys(await desk.send({}))).toEqual(['account', 'customer']);
    const several = { account: { choose: '7001' }, customer: { chooseAll: ['1001', '1002'] }, role: { choose: 'ADMIN' } };
    expect(Object.keys(await desk.send(several))).toEqual(['customer']);
  });

  it('follows the people: a second one takes the role away', async () => {
    const desk = await open('add');
    await desk.type(['7001', '1001']);
    const { view, text } = await desk.change({ account: { choose: '7001' }, customer: { chooseAll: ['1001', '1002'] } });
    expect(labelsOf(view)).toEqual(['Business account', 'Customer', 'Reason']);
    expect(text).toContain('Add 2 people');
  });

  it('to try the failed ones again has those alone', async () => {
    const desk = await open('add');
    const form = verbOf(accountFeature.verbs, 'add').form;
    const { who } = await desk.command();
    const filled = await form.fromInput(desk.kit, who, { accountId: 7001, customerIds: [1002, 1003] });
    expect(filled.lists?.customer?.map(({ value }) => value)).toEqual(['1002', '1003']);
    expect(filled.values.account?.value).toBe('7001');
  });
});

describe('/account remove', () => {
  it('takes the account, then the members', async () => {
    const desk = await open('remove');
    const { text, view } = await desk.type(['7001', '1016']);
    expect(multiOf(view, 'customer')).toEqual(['1016']);
    expect(text).toContain('Remove Clara Steiner (customer 1016) from Alpenblick');
    const sent = { account: { choose: '7001' }, customer: { chooseAll: ['1016'] } };
    expect(Object.keys(await desk.send(sent))).toEqual(['reason']);
    expect(await desk.send({ ...sent, reason: 'left the company' })).toEqual({});
    expect(desk.asked[0]?.input).toEqual({ accountId: 7001, customerIds: [1016] });
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
    const desk = await open('invite');
    await desk.type(['7001']);
    expect(await desk.send({ account: { choose: '7001' }, emails })).toEqual({});
    expect(desk.asked[0]?.input).toMatchObject({ emails: ['anna.huber@example.org', 'max@example.org'] });
  });

  it('takes addresses however they are parted, each once', async () => {
    const desk = await open('invite');
    const { fields, text } = await desk.type(['7001', 'a@example.com,b@example.com', 'A@example.com']);
    expect(fields.emails).toBe('a@example.com\nb@example.com');
    expect(text).toContain('Invite 2 e-mail addresses to Alpenblick');
    expect(await desk.send({ account: { choose: '7001' }, emails: 'a@example.com; b@example.com\n' })).toEqual({});
    expect(desk.asked[0]?.input).toEqual({ accountId: 7001, emails: ['a@example.com', 'b@example.com'] });
  });

  it('names the bad ones at the field', async () => {
    const desk = await open('invite');
    await desk.type(['7001']);
    expect(await desk.send({ account: { choose: '7001' }, emails: 'a@example.com nonsense b@' })).toEqual({
      emails: 'These are no e-mail addresses: nonsense and b@.',
    });
    expect(Object.keys(await desk.send({}))).toEqual(['account', 'emails']);
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
      'cost-center:7001.1016': 'none',
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
    const desk = await open('role');
    const { text } = await desk.type(['7001', 'Anna', 'Gruber', 'admin']);
    expect(text).toContain('Then choose the role: ADMIN.');
    const { fields, text: then } = await desk.change({ account: { choose: '7001' }, customer: { choose: '1016' } });
    expect(fields).toMatchObject({ 'role:7001.1016': 'ADMIN', 'state:7001.1016': 'INACTIVE' });
    expect(then).toContain('Role: member → administrator');
    const other = await desk.change({
      account: { choose: '7001' },
      customer: { choose: '1032' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'INACTIVE' },
    });
    expect(other.fields).toMatchObject({ 'role:7001.1032': 'ADMIN', 'state:7001.1032': 'ACTIVE' });
  });

  it('sends only what was touched; a masked superior stays who they are', async () => {
    const desk = await open('role');
    const { fields } = await desk.type(['7001', '1016']);
    const member = desk.office.world.memberships.get(1016);
    if (member !== undefined) member.costCenterId = 70010;
    const sent = {
      account: { choose: '7001' },
      customer: { choose: '1016' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'INACTIVE' },
      'cost-center:7001.1016': { choose: 'none' },
      'superior:7001.1016': fields['superior:7001.1016'] ?? '',
    };
    const { text } = await desk.change(sent);
    expect(text).toContain('Role: member → administrator');
    expect(text).not.toMatch(/Cost centre: |Superior: /);
    expect(await desk.send(sent)).toEqual({});
    expect(desk.asked[0]?.input).toEqual({ accountId: 7001, customerId: 1016, role: 'ADMIN' });
  });

  it('an emptied superior is taken away, and what is no address is said at its field', async () => {
    const desk = await open('role');
    await desk.type(['7001', '1016']);
    const sent = {
      account: { choose: '7001' },
      customer: { choose: '1016' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'ACTIVE' },
      'cost-center:7001.1016': { choose: 'none' },
      'superior:7001.1016': '',
    };
    expect(await desk.send({ ...sent, 'superior:7001.1016': 'nobody' })).toEqual({
      'superior:7001.1016': 'This is no e-mail address.',
    });
    expect(await desk.send(sent)).toEqual({});
    expect(desk.asked[0]?.input).toEqual({
      accountId: 7001,
      customerId: 1016,
      role: 'ADMIN',
      state: 'ACTIVE',
      superiorEmail: null,
    });
  });

  it('never writes one membership onto another', async () => {
    const desk = await open('role');
    await desk.type(['7001', '1016']);
    const errors = await desk.send({
      account: { choose: '7001' },
      customer: { choose: '1040' },
      'role:7001.1016': { choose: 'ADMIN' },
      'state:7001.1016': { choose: 'ACTIVE' },
    });
    expect(Object.keys(errors)).toEqual(['customer']);
    expect(desk.asked).toEqual([]);
  });

  it('owner is never given, and somebody who is no member is said to be none', async () => {
    expect((await (await open('role')).type(['7001', '1016', 'OWNER'])).text).toContain('owner’s role cannot be given here');
    expect((await (await open('role')).type(['7001', '1001'])).text).toContain('is no member of this business account');
  });

  it('with nothing changed says so as a hint, not as a trouble', async () => {
    const desk = await open('role');
    const superior = desk.office.world.memberships.get(1016)?.superiorEmail ?? '';
    await desk.type(['7001', '1016']);
    const { text } = await desk.change({
      account: { choose: '7001' },
      customer: { choose: '1016' },
      'role:7001.1016': { choose: 'MEMBER' },
      'state:7001.1016': { choose: 'INACTIVE' },
      'cost-center:7001.1016': { choose: 'none' },
      'superior:7001.1016': superior,
    });
    expect(text).toContain('Nothing would change yet');
    expect(text).not.toContain('⚠️');
  });
});
