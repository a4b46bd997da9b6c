import { describe, expect, it } from 'vitest';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { callbackIds } from '../../../src/views/ids.ts';
import { type Desk, deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, buttonsOf, readBlocks } from '../../views/read.ts';

function commandOf(verb: string) {
  const command = accountFeature.commands?.find((one) => one.verb === verb);
  if (command === undefined) throw new Error(`no verb ${verb}`);
  return command;
}

function buttonOf(id: string) {
  const button = accountFeature.buttons?.find((one) => one.id === id);
  if (button === undefined) throw new Error(`no button ${id}`);
  return button;
}

async function say(desk: Desk, verb: string, words: readonly string[], person: string = deskPeople.lead) {
  const interaction = await desk.command(person);
  await commandOf(verb).run(interaction, words);
  const { blocks } = lastOf(interaction);
  return { text: readBlocks(blocks), buttons: buttonsOf(blocks), objects: buttonObjects(blocks) };
}

describe('/account lookup', () => {
  it.each([['7001'], ['BA-001'], ['account:7001'], ['Alpenblick']])('%s shows the account at a glance', async (word) => {
    const { text, buttons } = await say(await openDesk(), 'lookup', [word]);
    for (const fact of [
      'Alpenblick Facility Services GmbH · business account 7001 · BA-001',
      'active member',
      'Credit: approved',
      'Cost centres: Office (default)',
      'rental requirements are checked, members keep a driving log',
      'Tags: key-account',
    ])
      expect(text).toContain(fact);
    expect(buttons).toEqual(expect.arrayContaining(['Members', 'Billing', 'Payment methods', 'Vouchers', 'Add members']));
  });

  it('offers vouchers and every change to those who may, in one menu', async () => {
    const desk = await openDesk();
    const interaction = await desk.command(deskPeople.lead);
    await commandOf('lookup').run(interaction, ['7001']);
    const drawn = JSON.stringify(lastOf(interaction).blocks);
    for (const action of [
      'account.update',
      'account.delete',
      'account.tag',
      'account.invite',
      'account.remove-members',
      'voucher.apply',
    ])
      expect(drawn).toContain(`action:${action} account:7001`);
    const agent = await say(desk, 'lookup', ['7001'], deskPeople.agent);
    expect(agent.buttons).toEqual(['Members', 'Billing', 'Payment methods', 'Vouchers', 'Apply a voucher']);
  });

  it('costs one call by id, and the branches once', async () => {
    const desk = await openDesk();
    await say(desk, 'lookup', ['7001']);
    expect(desk.calls()).toEqual(['GET /groups/7001', 'GET /branches?size=500']);
  });

  it('says where nothing was found', async () => {
    expect((await say(await openDesk(), 'lookup', ['Nowhere'])).text).toContain('No business account for “Nowhere” in');
  });

  it('with several that fit, or with no word, asks in a form', async () => {
    const desk = await openDesk();
    await commandOf('lookup').run(await desk.command(deskPeople.lead), ['a']);
    expect(readBlocks(desk.drawn.now().blocks)).toContain('business accounts fit “a”: choose one.');
    await commandOf('lookup').run(await desk.command(deskPeople.lead), []);
    expect(desk.drawn.now().callback_id).toBe(callbackIds.accountLookup);
  });

  it('a sent form is answered in its place, with the rights of now', async () => {
    const desk = await openDesk();
    const sent = accountFeature.sent?.find(({ callbackId }) => callbackId === callbackIds.accountLookup);
    const values = { account: { any: { type: 'external_select', selected_option: { value: '7001' } } } };
    const { answer, after } = (await sent?.run(desk.submission(values, '', deskPeople.lead))) ?? {};
    expect(answer?.kind).toBe('update');
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('business account 7001');
    expect((await sent?.run(desk.submission({})))?.answer).toMatchObject({
      kind: 'errors',
      errors: { account: expect.any(String) },
    });
    await (await sent?.run(desk.submission(values, '', deskPeople.reader)))?.after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('read.account');
  });
});

describe('/account members', () => {
  it('shows roles, states, cost centres and masked superiors, and opens the customer', async () => {
    const { text, objects } = await say(await openDesk(), 'members', ['7001']);
    expect(text).toContain('Clara Steiner (customer 1016)');
    expect(text).toMatch(/Member · inactive · superior h…@example\.org/);
    expect(text).toContain('Owner · active');
    expect(objects).toContainEqual(expect.objectContaining({ text: 'Open customer', value: 'customer:1016 branch:1' }));
    expect(objects).toContainEqual(expect.objectContaining({ text: 'Membership', value: 'account:7001 branch:1 member:1016' }));
  });

  it('ten a page, and the next in the same place', async () => {
    const desk = await openDesk();
    for (let userId = 1001; userId < 1013; userId += 1)
      desk.office.world.memberships.set(userId, { userId, userGroupId: 7002, role: 'MEMBER', state: 'ACTIVE' });
    const first = await say(desk, 'members', ['7002']);
    expect(first.objects.filter(({ text }) => text === 'Membership')).toHaveLength(10);
    const next = first.objects.find(({ text }) => text === 'Next');
    const press = await desk.press(next?.value ?? '', undefined, deskPeople.lead);
    await buttonOf('account.members-page').run(press);
    expect(press.said.at(-1)?.replace).toBe(true);
    const text = readBlocks(lastOf(press).blocks);
    expect(text).toMatch(/11–\d+ shown/);
    expect(buttonsOf(lastOf(press).blocks)).toContain('Previous');
    expect(buttonsOf(lastOf(press).blocks)).not.toContain('Next');
  });
});

describe('/account member', () => {
  it('shows one membership and what can be done about it', async () => {
    const { text, objects } = await say(await openDesk(), 'member', ['7001', 'Clara', 'Steiner']);
    expect(text).toContain('Membership in Alpenblick');
    expect(text).toContain('Clara Steiner (customer 1016)');
    expect(objects.map(({ text: label, value }) => [label, value])).toEqual([
      ['Open customer', 'customer:1016 branch:1'],
      ['Change', 'action:account.update-member account:7001 branch:1 member:1016'],
      ['Remove', 'action:account.remove-members account:7001 branch:1 member:1016'],
    ]);
  });

  it('the owner can be looked at and not changed', async () => {
    const desk = await openDesk();
    const owner = desk.office.world.groups.get(7001)?.ownerId;
    const { text, buttons } = await say(desk, 'member', ['7001', String(owner)]);
    expect(text).toContain('not changed');
    expect(buttons).toEqual(['Open customer']);
  });

  it('somebody who is no member is said to be none', async () => {
    expect((await say(await openDesk(), 'member', ['7001', '1001'])).text).toContain('Customer 1001 is no member of Alpenblick');
  });

  it('what lacks is asked for, with what was understood', async () => {
    const desk = await openDesk();
    await commandOf('member').run(await desk.command(deskPeople.lead), ['7001']);
    expect(desk.drawn.now().callback_id).toBe(callbackIds.accountMember);
    expect(JSON.stringify(desk.drawn.now())).toContain('"value":"7001"');
    const sent = accountFeature.sent?.find(({ callbackId }) => callbackId === callbackIds.accountMember);
    const chosen = (value: string) => ({ any: { type: 'external_select', selected_option: { value } } });
    const submission = desk.submission({ account: chosen('7001'), customer: chosen('1016') }, '', deskPeople.lead);
    await (await sent?.run(submission))?.after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('Clara Steiner');
    expect((await sent?.run(desk.submission({})))?.answer).toMatchObject({
      errors: { account: expect.any(String), customer: expect.any(String) },
    });
  });

  it('a press opens it, too', async () => {
    const desk = await openDesk();
    const press = await desk.press('account:7001 member:1016', undefined, deskPeople.lead);
    await buttonOf('account.member').run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('Clara Steiner');
  });
});

describe('money', () => {
  it('/account billing says what is open and what was billed', async () => {
    const { text } = await say(await openDesk(), 'billing', ['7001']);
    expect(text).toContain('Billing of Alpenblick');
    expect(text).toMatch(/Open: [\d.,]+ EUR/);
    expect(text).toMatch(/Period: .+ to /);
  });

  it('/account payment lists what may be seen, for those who may read payment', async () => {
    const desk = await openDesk();
    expect((await say(desk, 'payment', ['7001'])).text).toContain('Payment methods of Alpenblick');
    expect(commandOf('payment').needs).toBe('read.payment');
    expect(commandOf('billing').needs).toBe('read.account');
  });

  it('what the app’s own user may not see is said in words', async () => {
    const desk = await openDesk();
    desk.office.world.permissions.delete('PAYMENT_SOURCE_READ');
    desk.office.world.permissions.delete('USER_GROUP_BILLING_READ');
    for (const verb of ['payment', 'billing'])
      expect((await say(desk, verb, ['7001'])).text).toContain('lacks the permission for this');
  });
});
