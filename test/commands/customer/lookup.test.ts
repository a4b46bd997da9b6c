import { describe, expect, it } from 'vitest';
import { searchElsewhereButton } from '../../../src/commands/customer/elsewhere.ts';
import { lookupCommand } from '../../../src/commands/customer/lookup.ts';
import { openCustomerButton, pageButtons } from '../../../src/commands/customer/open.ts';
import { searchForms } from '../../../src/commands/customer/search-forms.ts';
import { readSearch, writeSearch } from '../../../src/commands/customer/search-value.ts';
import { actionIds, callbackIds } from '../../../src/views/ids.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const [, nextButton] = pageButtons;
const modalPlace = (viewId: string) => ({
  kind: 'modal' as const,
  viewId,
  hash: '',
  metadata: '',
  callbackId: callbackIds.information,
});

function formOf(callbackId: string) {
  const form = searchForms.find((one) => one.callbackId === callbackId);
  if (form === undefined) throw new Error(`no form ${callbackId}`);
  return form;
}

const filled = (search: string, branch?: string) => ({
  search: { 'field:search': { type: 'plain_text_input', value: search } },
  ...(branch === undefined ? {} : { branch: { 'field:branch': { type: 'static_select', selected_option: { value: branch } } } }),
});

describe('several', () => {
  it('are a list with paging, ten a page, each with a button', async () => {
    const desk = await openDesk();
    const interaction = await desk.command();
    await lookupCommand.run(interaction, ['an']);
    const buttons = buttonObjects(lastOf(interaction).blocks);
    expect(buttons.filter(({ text }) => text === 'Open')).toHaveLength(10);
    expect(buttons.map(({ text }) => text)).not.toContain('Previous');
    const next = buttons.find(({ text }) => text === 'Next');
    expect(readSearch(next?.value ?? '')).toEqual({ search: 'an', branch: 1, page: 1 });

    const press = await desk.press(next?.value ?? '');
    await nextButton?.run(press);
    expect(press.said[0]?.replace).toBe(true);
    const turned = buttonObjects(lastOf(press).blocks);
    expect(turned.map(({ text }) => text)).toContain('Previous');
    const ids = (all: typeof buttons) => all.filter(({ text }) => text === 'Open').map(({ value }) => value);
    expect(ids(turned).some((value) => ids(buttons).includes(value))).toBe(false);
  });

  it('who share an e-mail address are said to be of all branches', async () => {
    const desk = await openDesk();
    for (const id of [1008, 1009]) Object.assign(desk.office.world.customers.get(id) ?? {}, { email: 'family@example.com' });
    const interaction = await desk.command();
    await lookupCommand.run(interaction, ['family@example.com']);
    expect(readBlocks(lastOf(interaction).blocks)).toContain('2 customers for “family@example.com” in all branches');
  });

  it('a page that is no more shows the first one', async () => {
    const desk = await openDesk();
    const press = await desk.press(writeSearch({ search: 'gruber', branch: 1, page: 40 }));
    await nextButton?.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('1–10 shown');
  });

  it('opening one leaves the list, so that another can be opened', async () => {
    const desk = await openDesk();
    const press = await desk.press('customer:1008 branch:1');
    await openCustomerButton.run(press);
    expect(press.said).toMatchObject([{ replace: false }]);
  });
});

describe('none', () => {
  it('says where was searched and whom that leaves out, and searches elsewhere', async () => {
    const desk = await openDesk();
    const interaction = await desk.command();
    await lookupCommand.run(interaction, ['Elif', 'Yıldız']);
    const { blocks } = lastOf(interaction);
    expect(readBlocks(blocks)).toContain('Vienna');
    expect(readBlocks(blocks)).toMatch(/never accepted the terms/);
    const button = buttonObjects(blocks).find(({ actionId }) => actionId === actionIds.searchElsewhere);

    await searchElsewhereButton.run(await desk.press(button?.value ?? ''));
    expect(readBlocks(desk.drawn.now().blocks)).toContain('Graz');
    expect(JSON.stringify(desk.drawn.now().blocks)).toContain('"initial_value":"Elif Yıldız"');

    const sent = desk.submission(filled('Elif Yıldız', '2'));
    const { answer, after } = await formOf(callbackIds.searchElsewhere).run(sent);
    expect(answer.kind).toBe('update');
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('customer 1011');
  });
});

describe('no words', () => {
  it('open a form that asks whom and where, before anything is looked up', async () => {
    const desk = await openDesk();
    const hold = desk.office.hold(() => true, 'before');
    const running = lookupCommand.run(await desk.command(), []);
    await hold.arrived(1);
    expect(desk.drawn.opened).toHaveLength(1);
    hold.release();
    await running;
    expect(desk.drawn.now().callback_id).toBe(callbackIds.lookup);
    expect(readBlocks(desk.drawn.now().blocks)).toMatch(/Customer[\s\S]*Branch[\s\S]*Vienna/);
  });

  it('still open the form when the branches cannot be loaded', async () => {
    const desk = await openDesk();
    desk.office.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
    await lookupCommand.run(await desk.command(), []);
    expect(desk.drawn.now().callback_id).toBe(callbackIds.lookup);
  });

  it('sent, the form answers in its own place', async () => {
    const desk = await openDesk();
    const sent = desk.submission(filled('1010', '1'));
    const { answer, after } = await formOf(callbackIds.lookup).run(sent);
    expect(answer.kind).toBe('update');
    expect(desk.calls()).toEqual([]);
    await after?.();
    const view = desk.drawn.now('V-sent');
    expect(readBlocks(view.blocks)).toContain('Lena Novak');
    // From a modal there is no channel to share into.
    expect(buttonObjects(view.blocks).map(({ actionId }) => actionId)).not.toContain(actionIds.shareCustomer);
  });

  it('sent empty, the form says what is missing', async () => {
    const desk = await openDesk();
    const { answer } = await formOf(callbackIds.lookup).run(desk.submission(filled(' ')));
    expect(answer).toMatchObject({ kind: 'errors', errors: { search: expect.any(String) } });
  });

  it('sent by somebody who may not look, the form says so and nothing is read', async () => {
    const desk = await openDesk();
    for (const person of [deskPeople.guest, deskPeople.nobody]) {
      const { after } = await formOf(callbackIds.lookup).run(desk.submission(filled('1010'), '', person));
      await after?.();
      expect(readBlocks(desk.drawn.now('V-sent').blocks)).not.toContain('Lena');
    }
    expect(desk.calls().filter((call) => call.includes('customers'))).toEqual([]);
  });
});

it('tells somebody who waits for long that the answer follows, since Slack replaces nothing that a command has said', async () => {
  const desk = await openDesk();
  const hold = desk.office.hold(() => true, 'before');
  const interaction = await desk.command();
  const running = lookupCommand.run(interaction, ['1010']);
  await hold.arrived(1);
  expect(interaction.said).toEqual([]);
  desk.clock.forward(1_500);
  expect(interaction.said).toEqual([]);
  desk.clock.forward(1_500);
  await expect.poll(() => interaction.said.length).toBe(1);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('the answer follows below');
  expect(readBlocks(lastOf(interaction).blocks)).not.toContain('Looking…');
  hold.release();
  await running;
  expect(interaction.said).toHaveLength(2);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('Lena Novak');
});

it('an answer from a modal is drawn in the modal', async () => {
  const desk = await openDesk();
  const press = await desk.press('customer:1010 branch:1', modalPlace('V9'));
  await openCustomerButton.run(press);
  expect(press.said).toEqual([]);
  expect(readBlocks(desk.drawn.now('V9').blocks)).toContain('Lena Novak');
});

it('searching elsewhere from a modal stays in it, however often', async () => {
  const desk = await openDesk();
  const value = writeSearch({ search: 'Elif', branch: 1, page: 0 });
  for (let time = 0; time < 5; time += 1) await searchElsewhereButton.run(await desk.press(value, modalPlace('V9')));
  expect(desk.drawn.opened).toEqual([]);
  expect(desk.drawn.now('V9').callback_id).toBe(callbackIds.searchElsewhere);
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
    const desk = await openDesk();
    const press = await desk.press(value);
    await expect(nextButton?.run(press)).rejects.toMatchObject({ code: 'bad_input' });
    await expect(searchElsewhereButton.run(press)).rejects.toMatchObject({ code: 'bad_input' });
    expect(desk.calls()).toEqual([]);
  });

  it.each(['', 'customer:1e9 branch:1', 'branch:1', 'customer:../../x'])('the customer %s is refused in words', async (value) => {
    const desk = await openDesk();
    const press = await desk.press(value);
    await openCustomerButton.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('Look the customer up again');
    expect(desk.calls()).toEqual([]);
  });

  it('whatever is searched for fits into a button and comes back as it was', () => {
    for (const search of ['Anna', '"\\<!channel>', '😀'.repeat(100), '\u0001'.repeat(200)]) {
      const value = writeSearch({ search, branch: 1, page: 3 });
      expect(value.length).toBeLessThanOrEqual(2000);
      expect(readSearch(value)).toEqual({ search, branch: 1, page: 3 });
    }
  });
});
