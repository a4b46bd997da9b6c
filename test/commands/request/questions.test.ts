import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Button } from '../../../src/commands/context.ts';
import { questionButtons, questionForms } from '../../../src/commands/request/questions.ts';
import { actionIds, callbackIds } from '../../../src/views/ids.ts';
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

const buttonNamed = (id: string) => questionButtons.find((button) => button.id === id) as Button; // safe: each test names one that there is
const typed = (field: string, value: string) => ({ [field]: { [field]: { type: 'plain_text_input', value } } });

async function harnessWith() {
  const { policy, directory, actions } = gate.deps;
  return openCommandHarness({ app: { approvals: gate.approvals, policy, directory, actions, clock: gate.clock } });
}

it('a lead asks back and the asker answers, each in a form that says at its field what is wrong', async () => {
  const harness = await harnessWith();
  const [askForm, answerForm] = [callbackIds.askBack, callbackIds.answer].map((id) =>
    questionForms.find((form) => form.callbackId === id),
  );
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  await buttonNamed(actionIds.askBack).run(await harness.press(id, undefined, people.lead));
  expect(JSON.stringify(harness.drawn.now())).toContain('"Question"');
  const empty = await askForm?.run(harness.submission(typed('question', '  '), id, people.lead));
  expect(empty?.answer).toEqual({ kind: 'errors', errors: { question: 'Write what you want to know.' } });
  const strange = await askForm?.run(harness.submission(typed('question', 'Why?'), id, people.other));
  expect(strange?.answer).toMatchObject({ kind: 'errors', errors: { question: expect.stringContaining('role lead') } });
  const asked = await askForm?.run(harness.submission(typed('question', 'Was it <@U0AGENT2>?'), id, people.lead));
  expect(asked?.answer).toEqual({ kind: 'close' });

  const question = (await gate.approvals.postedMessages.load(id))?.questions[0]?.id ?? '';
  const press = await harness.press(`${id}:${question}`, undefined, people.agent);
  await buttonNamed(actionIds.answer).run(press);
  expect(readBlocks(harness.drawn.now().blocks)).toContain('Was it <@U0AGENT2>?');
  const metadata = `${id}:${question}`;
  const nothing = await answerForm?.run(harness.submission(typed('answer', ''), metadata, people.agent));
  expect(nothing?.answer).toEqual({ kind: 'errors', errors: { answer: 'Write your answer.' } });
  const answered = await answerForm?.run(harness.submission(typed('answer', 'No.'), metadata, people.agent));
  expect(answered?.answer).toEqual({ kind: 'close' });

  const again = await harness.press(metadata, undefined, people.agent);
  await buttonNamed(actionIds.answer).run(again);
  expect(again.said.at(-1)?.message.text).toContain('needs no answer any more');
});

it('nobody asks back about their own request', async () => {
  const harness = await harnessWith();
  const id = await askFor(gate, 50, { asker: people.lead, customer: 2 });
  await stateOf(gate, id, 'pending');
  const press = await harness.press(id, undefined, people.lead);
  await buttonNamed(actionIds.askBack).run(press);
  expect(press.said.at(-1)?.message.text).toContain('nobody to ask');
});
