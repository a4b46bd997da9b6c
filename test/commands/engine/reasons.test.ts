import { expect, it } from 'vitest';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { reasonFrom, reasonWords } from '../../../src/commands/engine/reason-field.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

/** The form of a change that a lead approves, under a policy that offers reasons. */
async function assigning(reasons: readonly string[]) {
  const harness = await openFormHarness(verbOf(cardFeature.verbs, 'assign'), { asks: true });
  harness.app.policy = { ...harness.app.policy, reasons };
  await harness.type(['HM-10002', '1010']);
  return harness;
}
const filled = { card: { choose: '3002' }, customer: { choose: '1010' } };

it('the policy’s reasons are offered, and what is chosen is the reason', async () => {
  const harness = await assigning(['Lost card', 'First card']);
  expect(JSON.stringify(harness.drawn.now())).toContain('First card');
  expect(await harness.send({ ...filled, 'reason-from-list': { choose: 'First card' } })).toEqual({});
  expect(harness.asked[0]?.reason).toBe('First card');
});

it('something else takes words, and words can be added to a reason', async () => {
  const harness = await assigning(['Lost card']);
  expect(await harness.send({ ...filled, 'reason-from-list': { choose: '-' } })).toEqual({
    reason: 'Give a reason: the approver needs it to decide.',
  });
  expect(await harness.send({ ...filled, 'reason-from-list': { choose: 'Lost card' }, reason: 'on the tram' })).toEqual({});
  expect(harness.asked[0]?.reason).toBe('Lost card: on the tram');
});

it('without a list a reason is a text, as it was', async () => {
  const harness = await assigning([]);
  expect(JSON.stringify(harness.drawn.now())).not.toContain('reason-from-list');
  expect(reasonWords(reasonFrom({ reason: { field: { type: 'plain_text_input', value: ' tram ' } } }))).toBe('tram');
});
