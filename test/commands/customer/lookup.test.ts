import { describe, expect, it } from 'vitest';
import { accountLookup } from '../../../src/commands/account/lookup.ts';
import { cardFind } from '../../../src/commands/card/find.ts';
import { lookupCommand, lookupRead } from '../../../src/commands/customer/lookup.ts';
import { readSearch, writeSearch } from '../../../src/commands/customer/search-value.ts';
import { asFault } from '../../../src/errors.ts';
import { actionIds, callbackIds } from '../../../src/views/ids.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const { submission: form, button: openCustomerButton } = lookupRead;
const buttonOf = (wanted: string) => lookupRead.buttons.find(({ id }) => id === wanted);
const nextButton = buttonOf(actionIds.nextPage);
const searchElsewhereButton = buttonOf(actionIds.searchElsewhere);
const modalPlace = (viewId: string) => ({
  kind: 'modal' as const,
  viewId,
  hash: '',
  metadata: '',
  callbackId: callbackIds.information,
});

const filled = (search: string, branch?: string) => ({
  search: { 'field:search': { type: 'plain_text_input', value: search } },
  ...(branch === undefined ? {} : { branch: { 'field:branch': { type: 'static_select', selected_option: { value: branch } } } }),
});

describe('several', () => {
  it('are a list with paging, ten a page, each with a button', async () => {
    const harness = await openCommandHarness();
    const interaction = await harness.command();
    await lookupCommand.run(interaction, ['an']);
    const buttons = buttonObjects(lastOf(interaction).blocks);
    expect(buttons.filter(({ text }) => text === 'Open')).toHaveLength(10);
    expect(buttons.map(({ text }) => text)).not.toContain('Previous');
    const next = buttons.find(({ text }) => text === 'Next');
    expect(readSearch(next?.value ?? '')).toMatchObject({ search: 'an', branch: 1, page: 1 });

    const press = await harness.press(next?.value ?? '');
    await nextButton?.run(press);
    expect(press.said[0]?.replace).toBe(true);
    const turned = buttonObjects(lastOf(press).blocks);
    expect(turned.map(({ text }) => text)).toContain('Previous');
    const ids = (all: typeof buttons) => all.filter(({ text }) => text === 'Open').map(({ value }) => value);
    expect(ids(turned).some((value) => ids(buttons).includes(value))).toBe(false);
  });

  it('who share an e-mail address are said to be of all branches', async () => {
    const harness = await openCommandHarness();
    for (const id of [1008, 1009])
      Object.assign(harness.backOffice.world.customers.get(id) ?? {}, { email: 'family@example.com' });
    const interaction = await harness.command();
    await lookupCommand.run(interaction, ['family@example.com']);
    expect(readBlocks(lastOf(interaction).blocks)).toContain('2 matches for “family@example.com” in all branches');
  });

  it('a page that is no more shows the first one', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(writeSearch({ search: 'gruber', branch: 1, page: 40 }));
    await nextButton?.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('showing 1–10');
  });

  it('opening one leaves the list, so that another can be opened', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press('customer:1008 branch:1');
    await openCustomerButton.run(press);
    expect(press.said).toMatchObject([{ replace: false }]);
  });
});

describe('a number of something else', () => {
  it('leads to the card that has it, as its number or its RFID, and to whose it is', async () => {
    const harness = await openCommandHarness();
    const rfid = harness.backOffice.world.cards.get(3001)?.rfidUid ?? '';
    for (const typed of ['HM-10001', rfid, 'hm 10001', 'card HM-10001', 'Karte Nr. hm 10001']) {
      const before = harness.calls().length;
      const interaction = await harness.command();
      await lookupCommand.run(interaction, [typed]);
      const { text, blocks } = lastOf(interaction);
      expect(text).toContain('That’s card HM-10001, assigned to customer 1001.');
      expect(buttonObjects(blocks).map((button) => [button.text, button.value])).toEqual([
        ['Open customer 1001', 'customer lookup 1001'],
        ['Show card', 'card find HM-10001'],
        ['Search again', expect.any(String)],
      ]);
      const searches = harness
        .calls()
        .slice(before)
        .filter((call) => call.includes('searchText='));
      expect(searches.length).toBeLessThanOrEqual(6);
    }
  });

  it('leads to the business account whose id or code it is, and says what cannot be searched', async () => {
    const harness = await openCommandHarness();
    const [account] = harness.backOffice.world.groups.values();
    const said = async (typed: string) => {
      const interaction = await harness.command();
      await lookupCommand.run(interaction, typed.split(' '));
      return lastOf(interaction).text;
    };
    expect(await said(String(account?.id))).toContain(`That’s the business account ${account?.name}.`);
    expect(await said(account?.code ?? '')).toContain(`That’s the business account ${account?.name}.`);
    expect(await said('W 12345 A')).toContain('number plates can’t be searched');
  });

  it('and a person who is looked for among cards or accounts leads to the customers', async () => {
    const harness = await openCommandHarness();
    for (const [read, words] of [
      [cardFind, ['lena.novak@example.com']],
      [accountLookup, ['lena.novak@example.com']],
    ] as const) {
      const interaction = await harness.command();
      await read.command.run(interaction, words);
      expect(buttonObjects(lastOf(interaction).blocks)).toContainEqual(
        expect.objectContaining({ text: 'Look up customer', value: 'customer lookup lena.novak@example.com' }),
      );
    }
  });

  it('is not looked for among what this person may not see', async () => {
    const harness = await openCommandHarness();
    const [account] = harness.backOffice.world.groups.values();
    const interaction = await harness.command(staff.reader);
    await lookupCommand.run(interaction, [String(account?.id)]);
    expect(lastOf(interaction).text).not.toContain('business account B');
  });
});

describe('somebody of another branch', () => {
  it('is shown with where they were found, and can be searched for elsewhere', async () => {
    const harness = await openCommandHarness();
    const interaction = await harness.command();
    await lookupCommand.run(interaction, ['Elif', 'Yıldız']);
    const { blocks } = lastOf(interaction);
    expect(readBlocks(blocks)).toContain('Vienna');
    expect(readBlocks(blocks)).toContain('Found in another branch');
    const button = buttonObjects(blocks).find(({ actionId }) => actionId === actionIds.searchElsewhere);

    await searchElsewhereButton?.run(await harness.press(button?.value ?? ''));
    expect(readBlocks(harness.drawn.now().blocks)).toContain('Graz');
    expect(JSON.stringify(harness.drawn.now().blocks)).toContain('"initial_value":"Elif Yıldız"');

    const sent = harness.submission(filled('Elif Yıldız', '2'));
    const { answer, after } = await form.run(sent);
    expect(answer.kind).toBe('update');
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('customer 1011');
  });
});

describe('no words', () => {
  it('open a form that asks whom and where, before anything is looked up', async () => {
    const harness = await openCommandHarness();
    const hold = harness.backOffice.hold(() => true, 'before');
    const running = lookupCommand.run(await harness.command(), []);
    await hold.arrived(1);
    expect(harness.drawn.opened).toHaveLength(1);
    hold.release();
    await running;
    expect(harness.drawn.now().callback_id).toBe(form.callbackId);
    expect(readBlocks(harness.drawn.now().blocks)).toMatch(/Customer[\s\S]*Branch[\s\S]*Vienna/);
  });

  it('still open the form when the branches cannot be loaded', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
    await lookupCommand.run(await harness.command(), []);
    expect(harness.drawn.now().callback_id).toBe(form.callbackId);
  });

  it('sent, the form answers in its own place', async () => {
    const harness = await openCommandHarness();
    const sent = harness.submission(filled('1010', '1'));
    const { answer, after } = await form.run(sent);
    expect(answer.kind).toBe('update');
    expect(harness.calls()).toEqual([]);
    await after?.();
    const view = harness.drawn.now('V-sent');
    expect(readBlocks(view.blocks)).toContain('Lena Novak');
    // From a modal there is no channel to share into.
    expect(buttonObjects(view.blocks).map(({ actionId }) => actionId)).not.toContain(actionIds.shareCustomer);
  });

  it('sent empty, the form says what is missing', async () => {
    const harness = await openCommandHarness();
    const { answer } = await form.run(harness.submission(filled(' ')));
    expect(answer).toMatchObject({ kind: 'errors', errors: { search: expect.any(String) } });
  });

  it('sent by somebody who may not look, the form says so and nothing is read', async () => {
    const harness = await openCommandHarness();
    for (const person of [staff.guest, staff.nobody]) {
      const { after } = await form.run(harness.submission(filled('1010'), '', person));
      await after?.();
      expect(readBlocks(harness.drawn.now('V-sent').blocks)).not.toContain('Lena');
    }
    expect(harness.calls().filter((call) => call.includes('customers'))).toEqual([]);
  });
});

it('tells somebody who waits for long that the answer follows, since Slack replaces nothing that a command has said', async () => {
  const harness = await openCommandHarness();
  const hold = harness.backOffice.hold(() => true, 'before');
  const interaction = await harness.command();
  const running = lookupCommand.run(interaction, ['1010']);
  await hold.arrived(1);
  expect(interaction.said).toEqual([]);
  harness.clock.forward(1_500);
  expect(interaction.said).toEqual([]);
  harness.clock.forward(1_500);
  await expect.poll(() => interaction.said.length).toBe(1);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('the answer follows below');
  expect(readBlocks(lastOf(interaction).blocks)).not.toContain('Looking…');
  hold.release();
  await running;
  expect(interaction.said).toHaveLength(2);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('Lena Novak');
});

it('an answer from a modal is drawn in the modal', async () => {
  const harness = await openCommandHarness();
  const press = await harness.press('customer:1010 branch:1', modalPlace('V9'));
  await openCustomerButton.run(press);
  expect(press.said).toEqual([]);
  expect(readBlocks(harness.drawn.now('V9').blocks)).toContain('Lena Novak');
});

it('searching elsewhere from a modal stays in it, however often', async () => {
  const harness = await openCommandHarness();
  const value = writeSearch({ search: 'Elif', branch: 1, page: 0 });
  for (let time = 0; time < 5; time += 1) await searchElsewhereButton?.run(await harness.press(value, modalPlace('V9')));
  expect(harness.drawn.opened).toEqual([]);
  expect(harness.drawn.now('V9').callback_id).toBe(form.callbackId);
});

describe('values that this app did not write', () => {
  it.each([
    '',
    '-',
    'null',
    '[]',
    '{"search":"x"}',
    '{"search":"","branch":1,"page":0}',
    '{"search":"x","branch":1,"page":-1}',
    `{"search":"${'x'.repeat(300)}","branch":1,"page":0}`,
  ])('%s is refused in words', async (value) => {
    const harness = await openCommandHarness();
    const press = await harness.press(value);
    const said = await nextButton?.run(press).then(
      () => readBlocks(lastOf(press).blocks),
      (error: unknown) => asFault(error).say,
    );
    expect(said).toContain('again');
    await searchElsewhereButton?.run(press);
    expect(readBlocks(harness.drawn.now().blocks)).toContain('Type the command again');
    expect(harness.calls()).toEqual([]);
  });

  it.each(['', 'customer:1e9 branch:1', 'branch:1', 'customer:../../x'])('the customer %s is refused in words', async (value) => {
    const harness = await openCommandHarness();
    const press = await harness.press(value);
    await openCustomerButton.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('Look the customer up again');
    expect(harness.calls()).toEqual([]);
  });

  it('whatever is searched for fits into a button and comes back as it was', () => {
    for (const search of ['Anna', '"\\<!channel>', '😀'.repeat(100), '\u0001'.repeat(200)]) {
      const value = writeSearch({ search, branch: 1, page: 3 });
      expect(value.length).toBeLessThanOrEqual(2000);
      expect(readSearch(value)).toEqual({ search, branch: 1, page: 3 });
    }
  });
});

it('other accounts with the same contacts are searched for together with the details, and not after them', async () => {
  const harness = await openCommandHarness();
  const hold = harness.backOffice.hold(({ path }) => path.includes('/details'), 'before');
  const searches = () => harness.calls().filter((call) => call.includes('searchText=') && call.includes('customers?'));
  const interaction = await harness.command();
  const running = lookupCommand.run(interaction, ['1010']);
  await hold.arrived(1);
  await expect.poll(() => searches().length).toBe(2);
  hold.release();
  await running;
  expect(readBlocks(lastOf(interaction).blocks)).toContain('Lena Novak');
});
