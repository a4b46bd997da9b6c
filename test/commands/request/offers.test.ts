import { afterAll, beforeAll, expect, it } from 'vitest';
import { severalButtons } from '../../../src/commands/approvals/several.ts';
import type { Button } from '../../../src/commands/context.ts';
import { decisionButtons } from '../../../src/commands/request/decide.ts';
import { offerButtons, offerForms } from '../../../src/commands/request/offers.ts';
import { Fault } from '../../../src/errors.ts';
import { actionIds, callbackIds, fieldNames } from '../../../src/views/ids.ts';
import { openCommandHarness } from '../../support/command-harness.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../../support/gate.ts';
import { people } from '../../support/people.ts';
import { readBlocks } from '../../views/read.ts';

const store = fileDatabase();
let gate: Gate;
beforeAll(() => {
  gate = openGate(store.database);
});
afterAll(() => gate.stop());

const buttonNamed = (id: string) => [...offerButtons, ...decisionButtons].find((button) => button.id === id) as Button; // safe: each test names one that there is
const [sent] = offerForms;
const filled = (choice: string | undefined, reason: string) => ({
  [fieldNames.voucher]: {
    [fieldNames.voucher]: { type: 'radio_buttons', selected_option: choice === undefined ? null : { value: choice } },
  },
  [fieldNames.reason]: { [fieldNames.reason]: { type: 'plain_text_input', value: reason } },
});

async function harnessWith() {
  const { policy, directory, actions } = gate.deps;
  return openCommandHarness({ app: { approvals: gate.approvals, policy, directory, actions, clock: gate.clock } });
}
async function pending(amount: number, customer: number, asker: string = people.agent) {
  const id = await askFor(gate, amount, { customer, asker });
  await stateOf(gate, id, 'pending');
  return id;
}
const pressed = async (harness: Awaited<ReturnType<typeof harnessWith>>, action: string, value: string, person: string) => {
  const press = await harness.press(value, undefined, person);
  await (await buttonNamed(action).run(press))?.();
  return press.said.at(-1)?.message.text;
};

it('a lead offers less in a form that says at its field what is wrong, and the asker accepts with one press', async () => {
  const harness = await harnessWith();
  const id = await pending(50, 601);
  await pressed(harness, actionIds.offerLess, id, people.lead);
  expect(readBlocks(harness.drawn.now().blocks)).toContain('20 EUR');
  const answerTo = async (choice: string | undefined, reason: string, person: string = people.lead) =>
    (await sent?.run(harness.submission(filled(choice, reason), id, person)))?.answer;
  expect(await answerTo(undefined, ' ')).toEqual({
    kind: 'errors',
    errors: { voucher: 'Choose the voucher.', reason: 'Say why: the person who asked will read it.' },
  });
  expect(await answerTo('50', 'Less')).toMatchObject({
    kind: 'errors',
    errors: { voucher: expect.stringContaining('worth less') },
  });
  expect(await answerTo('20', 'Less', people.other)).toMatchObject({
    kind: 'errors',
    errors: { voucher: expect.stringContaining('role lead') },
  });
  expect(await answerTo('20', 'Less')).toEqual({ kind: 'close' });
  const offer = (await gate.approvals.postedMessages.load(id))?.offers[0]?.id ?? '';
  expect(await pressed(harness, actionIds.acceptOffer, `${id}:${offer}`, people.lead)).toContain('Only the person who asked');
  expect(await pressed(harness, actionIds.acceptOffer, `${id}:${offer}`, people.agent)).toBeUndefined();
  await stateOf(gate, id, 'done');
  expect(gate.backOffice.given.filter(({ customer }) => customer === 601)).toMatchObject([{ amount: 20 }]);
});

it('a press on a card from before an offer was accepted says so, and one on the card of now counts', async () => {
  const harness = await harnessWith();
  const id = await pending(900, 602);
  await gate.approvals.offers.make({ id, person: people.lead, revision: 0, choice: '300', reason: 'Less', origin: 'one' });
  const offer = (await gate.approvals.postedMessages.load(id))?.offers[0]?.id ?? '';
  await gate.approvals.offers.accept({ id, person: people.agent, offer });
  expect(await pressed(harness, actionIds.approve, id, people.second)).toContain('has changed since it was shown');
  expect(await pressed(harness, actionIds.approve, `${id}:1`, people.second)).toBeUndefined();
  await stateOf(gate, id, 'done');
});

it('a form opens for those alone who may decide, and not for one’s own request or one that is over', async () => {
  const harness = await harnessWith();
  const own = await pending(50, 603, people.lead);
  expect(await pressed(harness, actionIds.offerLess, own, people.lead)).toContain('You asked for this yourself');
  expect(await pressed(harness, actionIds.offerLess, own, people.other)).toContain('Only somebody who may decide');
  await gate.approvals.cancel({ id: own, person: people.lead });
  expect(await pressed(harness, actionIds.offerLess, own, people.second)).toContain('does not wait for a decision');
});

it('where nothing is worth less, or it cannot be read, the form says so', async () => {
  const harness = await harnessWith();
  const id = await pending(50, 604);
  const { choices } = gate.approvals.offers;
  gate.approvals.offers.choices = async () => [];
  await pressed(harness, actionIds.offerLess, id, people.lead);
  expect(readBlocks(harness.drawn.now().blocks)).toContain('No voucher of this branch');
  gate.approvals.offers.choices = async () => {
    throw new Fault('upstream_down', 'The back office does not answer.');
  };
  await pressed(harness, actionIds.offerLess, id, people.lead);
  expect(readBlocks(harness.drawn.now().blocks)).toContain('The back office does not answer.');
  gate.approvals.offers.choices = choices;
});

it('of several that are decided together, one that was changed since the list was drawn does not count', async () => {
  const harness = await harnessWith();
  const id = await pending(900, 605);
  await gate.approvals.offers.make({ id, person: people.lead, revision: 0, choice: '300', reason: 'Less', origin: 'two' });
  const offer = (await gate.approvals.postedMessages.load(id))?.offers[0]?.id ?? '';
  await gate.approvals.offers.accept({ id, person: people.agent, offer });
  const approve = severalButtons.find((button) => button.id === actionIds.approveSeveral) as Button; // safe: there is one
  const approveAs = async (shown: string) => {
    const metadata = JSON.stringify({ action: 'voucher.apply', ids: [shown] });
    const values = { [shown]: { [shown]: { type: 'checkboxes', selected_options: [{ value: shown }] } } };
    const place = { kind: 'modal' as const, viewId: 'V1', hash: '1', metadata, callbackId: callbackIds.several, values };
    await (await approve.run(await harness.press('1', place, people.second)))?.();
    return JSON.stringify(harness.drawn.updates.at(-1)?.view);
  };
  expect(await approveAs(id)).toContain('has changed since it was shown');
  expect(await approveAs(`${id}:1`)).toContain('Approved.');
  await stateOf(gate, id, 'done');
});
