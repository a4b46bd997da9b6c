import { expect, it } from 'vitest';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { DrawnEffects } from '../../../src/commands/engine/drawn-effects.ts';
import { createActionForm, createFormChange } from '../../../src/commands/engine/form.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { readBlocks } from '../../views/read.ts';

const editing = () => openFormHarness(verbOf(customerFeature.verbs, 'edit'), { asks: true });
const typed = (value: string) => ({ field: { type: 'plain_text_input', value } });
const chosen = (value: string) => ({ field: { type: 'external_select', selected_option: { value } } });

/** A block of the open form by its field's name. */
const blockOf = (harness: Awaited<ReturnType<typeof editing>>, name: string) =>
  harness.drawn.now().blocks.find(({ block_id: id }) => id?.startsWith(`${name}:`))?.block_id ?? name;

/** The fields of a form and its parts, in their order. */
const nameOfBlocks = ({ blocks }: { blocks: readonly { block_id?: string }[] }) =>
  blocks.flatMap(({ block_id: id }) => id?.split(':')[0] ?? []);

/** Sends the form that is open once, as Slack would, and gives the answer. */
async function sendOnce(
  harness: Awaited<ReturnType<typeof editing>>,
  values: Record<string, ReturnType<typeof typed | typeof chosen>>,
) {
  const verb = verbOf(customerFeature.verbs, 'edit');
  const now = harness.drawn.now();
  const sent = harness.submission(values, now.private_metadata, staff.lead);
  const { answer } = await createActionForm({ [verb.form.action]: verb.form }).run({
    ...sent,
    callbackId: now.callback_id ?? '',
  });
  return answer;
}

it('what was typed and sent in one go comes back with before and after, and nothing is asked', async () => {
  const harness = await editing();
  await harness.type(['1001']);
  const answer = await sendOnce(harness, {
    customer: chosen('1001'),
    [blockOf(harness, 'city')]: typed('Graz'),
    reason: typed('moved'),
  });
  if (answer.kind !== 'update') throw new Error('it was not shown');
  const shown = readBlocks(answer.view.blocks);
  expect(shown).toContain('Check what will change, then press Request approval.');
  expect(shown).toMatch(/City: .* → Graz/);
  expect(harness.asked).toEqual([]);
});

it('what will change is above the fields then, and of them only what was changed is left', async () => {
  const harness = await editing();
  await harness.type(['1001']);
  expect(nameOfBlocks(harness.drawn.now())).toEqual(expect.arrayContaining(['customer', 'street', 'city', 'email', 'phone']));
  const answer = await sendOnce(harness, {
    customer: chosen('1001'),
    [blockOf(harness, 'city')]: typed('Graz'),
    reason: typed('moved'),
  });
  if (answer.kind !== 'update') throw new Error('it was not shown');
  expect(nameOfBlocks(answer.view)).toEqual(['preview', 'gate', 'customer', 'city', 'reason']);
});

it('somebody who is checking goes on checking when they correct it', async () => {
  const harness = await editing();
  await harness.type(['1001']);
  const city = blockOf(harness, 'city');
  const values = { customer: chosen('1001'), [city]: typed('Graz'), reason: typed('moved') };
  const answer = await sendOnce(harness, values);
  if (answer.kind !== 'update') throw new Error('it was not shown');
  const { form } = verbOf(customerFeature.verbs, 'edit');
  const viewId = harness.drawn.opened.at(-1)?.viewId ?? '';
  await harness.app.screen.update(viewId, answer.view);
  const place = {
    kind: 'modal',
    ...{ viewId, hash: '', metadata: answer.view.private_metadata ?? '' },
    callbackId: answer.view.callback_id ?? '',
  } as const;
  const press = await harness.press('', place, staff.lead);
  await createFormChange({ [form.action]: form }).changed(press, { ...values, [city]: typed('Linz') });
  expect(nameOfBlocks(harness.drawn.now())).toEqual(['preview', 'gate', 'customer', 'city', 'reason']);
  expect(readBlocks(harness.drawn.now().blocks)).toMatch(/City: .* → Linz/);
});

it('another value than the one that was shown is shown again before it is asked', async () => {
  const harness = await editing();
  await harness.type(['1001']);
  const graz = await sendOnce(harness, {
    customer: chosen('1001'),
    [blockOf(harness, 'city')]: typed('Graz'),
    reason: typed('moved'),
  });
  if (graz.kind !== 'update') throw new Error('it was not shown');
  await harness.app.screen.update(harness.drawn.opened.at(-1)?.viewId ?? '', graz.view);
  const linz = await sendOnce(harness, {
    customer: chosen('1001'),
    [blockOf(harness, 'city')]: typed('Linz'),
    reason: typed('moved'),
  });
  expect(linz).toMatchObject({ kind: 'update' });
  expect(harness.asked).toEqual([]);
  if (linz.kind === 'update') await harness.app.screen.update(harness.drawn.opened.at(-1)?.viewId ?? '', linz.view);
  await sendOnce(harness, { customer: chosen('1001'), [blockOf(harness, 'city')]: typed('Linz'), reason: typed('moved') });
  expect(harness.asked).toEqual([
    { action: 'customer.update', input: { customerId: 1001, edit: { city: 'Linz' } }, reason: 'moved' },
  ]);
});

it('if somebody approves, the button says so and a reason is needed; if it runs at once, neither', async () => {
  const asks = await openFormHarness(verbOf(cardFeature.verbs, 'assign'), { asks: true });
  await asks.type(['HM-10002', '1010']);
  expect(asks.drawn.now().submit?.text).toBe('Request approval');
  expect(await asks.send({ card: { choose: '3002' }, customer: { choose: '1010' } })).toEqual({
    reason: 'Give a reason: the approver needs it to decide.',
  });
  expect(asks.asked).toEqual([]);

  const atOnce = await openFormHarness(verbOf(cardFeature.verbs, 'assign'));
  await atOnce.type(['HM-10002', '1010']);
  expect(atOnce.drawn.now().submit?.text).not.toBe('Request approval');
  expect(await atOnce.send({ card: { choose: '3002' }, customer: { choose: '1010' } })).toEqual({});
  expect(atOnce.asked).toHaveLength(1);
});

it('what was drawn after a field changed counts as seen, also when the form comes with the view from before', async () => {
  const verb = verbOf(customerFeature.verbs, 'edit');
  const drawnEffects = new DrawnEffects();
  const forms = { [verb.form.action]: verb.form };
  const harness = await editing();
  await harness.type(['1001']);
  const before = harness.drawn.now();
  const values = { customer: chosen('1001'), [blockOf(harness, 'city')]: typed('Graz'), reason: typed('moved') };
  const viewId = harness.drawn.opened.at(-1)?.viewId ?? '';
  const place = {
    kind: 'modal',
    viewId,
    hash: '',
    metadata: before.private_metadata ?? '',
    callbackId: before.callback_id ?? '',
  } as const;
  await createFormChange(forms, drawnEffects).changed(await harness.press('', place, staff.lead), values);
  const sent = {
    ...harness.submission(values, before.private_metadata, staff.lead),
    viewId,
    callbackId: before.callback_id ?? '',
  };
  await createActionForm(forms, drawnEffects).run(sent);
  expect(harness.asked).toHaveLength(1);

  // Another value than the one that was drawn does not.
  await createActionForm(forms, drawnEffects).run({ ...sent, values: { ...values, [blockOf(harness, 'city')]: typed('Linz') } });
  expect(harness.asked).toHaveLength(1);
});
