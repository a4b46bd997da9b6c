import { describe, expect, it } from 'vitest';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { type CommandHarness, lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, buttonsOf, readBlocks } from '../../views/read.ts';

function commandOf(verb: string) {
  const command = accountFeature.reads?.find((one) => one.command.verb === verb)?.command;
  if (command === undefined) throw new Error(`no verb ${verb}`);
  return command;
}

function buttonOf(id: string) {
  const button = accountFeature.reads?.flatMap(({ buttons }) => buttons).find((one) => one.id === id);
  if (button === undefined) throw new Error(`no button ${id}`);
  return button;
}

async function say(harness: CommandHarness, verb: string, words: readonly string[], person: string = staff.lead) {
  const interaction = await harness.command(person);
  await commandOf(verb).run(interaction, words);
  const { blocks } = lastOf(interaction);
  return { text: readBlocks(blocks), buttons: buttonsOf(blocks), objects: buttonObjects(blocks) };
}

describe('/account lookup', () => {
  it.each([['7001'], ['BA-001'], ['account:7001'], ['Alpenblick']])('%s shows the account at a glance', async (word) => {
    const { text, buttons } = await say(await openCommandHarness(), 'lookup', [word]);
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
    const harness = await openCommandHarness();
    const interaction = await harness.command(staff.lead);
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
    const agent = await say(harness, 'lookup', ['7001'], staff.agent);
    expect(agent.buttons).toEqual(['Members', 'Billing', 'Payment methods', 'Vouchers', 'Apply a voucher']);
  });

  it('costs one call by id, and the branches once', async () => {
    const harness = await openCommandHarness();
    await say(harness, 'lookup', ['7001']);
    expect(harness.calls()).toEqual(['GET /groups/7001', 'GET /branches?size=500']);
  });

  it('says if nothing was found', async () => {
    expect((await say(await openCommandHarness(), 'lookup', ['Nowhere'])).text).toContain('No business account for “Nowhere” in');
  });

  it('with several that fit, or with no word, asks in a form', async () => {
    const harness = await openCommandHarness();
    await commandOf('lookup').run(await harness.command(staff.lead), ['a']);
    expect(readBlocks(harness.drawn.now().blocks)).toContain('business accounts fit “a”: choose one.');
    await commandOf('lookup').run(await harness.command(staff.lead), []);
    expect(harness.drawn.now().callback_id).toBe('account.lookup.form');
  });

  it('a sent form is answered in its place, with the rights of now', async () => {
    const harness = await openCommandHarness();
    const sent = accountFeature.reads?.find(({ command }) => command.verb === 'lookup')?.submission;
    const values = { account: { any: { type: 'external_select', selected_option: { value: '7001' } } } };
    const { answer, after } = (await sent?.run(harness.submission(values, '', staff.lead))) ?? {};
    expect(answer?.kind).toBe('update');
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('business account 7001');
    expect((await sent?.run(harness.submission({})))?.answer).toMatchObject({
      kind: 'errors',
      errors: { account: expect.any(String) },
    });
    await (await sent?.run(harness.submission(values, '', staff.reader)))?.after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('look at business accounts');
  });
});

describe('/account members', () => {
  it('shows roles, states, cost centres and masked superiors, and opens the customer', async () => {
    const { text, objects } = await say(await openCommandHarness(), 'members', ['7001']);
    expect(text).toContain('Clara Steiner (customer 1016)');
    expect(text).toMatch(/Member · inactive · superior h…@example\.org/);
    expect(text).toContain('Owner · active');
    expect(objects).toContainEqual(expect.objectContaining({ text: 'Open customer', value: 'customer:1016 branch:1' }));
    expect(objects).toContainEqual(expect.objectContaining({ text: 'Membership', value: 'account:7001 branch:1 member:1016' }));
  });

  it('ten a page, and the next in the same place', async () => {
    const harness = await openCommandHarness();
    for (let userId = 1001; userId < 1013; userId += 1)
      harness.backOffice.world.memberships.set(userId, { userId, userGroupId: 7002, role: 'MEMBER', state: 'ACTIVE' });
    const first = await say(harness, 'members', ['7002']);
    expect(first.objects.filter(({ text }) => text === 'Membership')).toHaveLength(10);
    const next = first.objects.find(({ text }) => text === 'Next');
    const press = await harness.press(next?.value ?? '', undefined, staff.lead);
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
    const { text, objects } = await say(await openCommandHarness(), 'member', ['7001', 'Clara', 'Steiner']);
    expect(text).toContain('Membership in Alpenblick');
    expect(text).toContain('Clara Steiner (customer 1016)');
    expect(objects.map(({ text: label, value }) => [label, value])).toEqual([
      ['Open customer', 'customer:1016 branch:1'],
      ['Change', 'action:account.update-member account:7001 branch:1 member:1016'],
      ['Remove', 'action:account.remove-members account:7001 branch:1 member:1016'],
      ['Open in back office', ''],
    ]);
  });

  it('the owner can be looked at and not changed', async () => {
    const harness = await openCommandHarness();
    const owner = harness.backOffice.world.groups.get(7001)?.ownerId;
    const { text, buttons } = await say(harness, 'member', ['7001', String(owner)]);
    expect(text).toContain('not changed');
    expect(buttons).toEqual(['Open customer', 'Open in back office']);
  });

  it('somebody who is no member is reported to be none', async () => {
    expect((await say(await openCommandHarness(), 'member', ['7001', '1001'])).text).toContain(
      'Customer 1001 isn’t a member of Alpenblick',
    );
  });

  it('what lacks is asked for, with what was understood', async () => {
    const harness = await openCommandHarness();
    await commandOf('member').run(await harness.command(staff.lead), ['7001']);
    expect(harness.drawn.now().callback_id).toBe('account.member.form');
    expect(JSON.stringify(harness.drawn.now())).toContain('"value":"7001"');
    const sent = accountFeature.reads?.find(({ command }) => command.verb === 'member')?.submission;
    const chosen = (value: string) => ({ any: { type: 'external_select', selected_option: { value } } });
    const submission = harness.submission({ account: chosen('7001'), customer: chosen('1016') }, '', staff.lead);
    await (await sent?.run(submission))?.after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Clara Steiner');
    expect((await sent?.run(harness.submission({})))?.answer).toMatchObject({
      errors: { account: expect.any(String), customer: expect.any(String) },
    });
  });

  it('a press opens it, too', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press('account:7001 member:1016', undefined, staff.lead);
    await buttonOf('account.member').run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('Clara Steiner');
  });
});

describe('money', () => {
  it('/account billing says what is open and what was billed', async () => {
    const { text } = await say(await openCommandHarness(), 'billing', ['7001']);
    expect(text).toContain('Billing of Alpenblick');
    expect(text).toMatch(/Open: €[\d.,]+/);
    expect(text).toMatch(/Period: .+ to /);
  });

  it('/account payment lists what may be seen, for those who may read payment', async () => {
    const harness = await openCommandHarness();
    expect((await say(harness, 'payment', ['7001'])).text).toContain('Payment methods of Alpenblick');
    expect(commandOf('payment').needs).toBe('read.payment');
    expect(commandOf('billing').needs).toBe('read.account');
  });

  it('what the app’s own user may not see is explained in words', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.world.permissions.delete('PAYMENT_SOURCE_READ');
    harness.backOffice.world.permissions.delete('USER_GROUP_BILLING_READ');
    for (const verb of ['payment', 'billing'])
      expect((await say(harness, verb, ['7001'])).text).toContain('lacks the permission for this');
  });
});
