import { afterAll, beforeAll, expect, it } from 'vitest';
import { dmOf } from '../../sandbox/workspace/world.ts';
import { ana, ben, fay, gio, type Harness, lea, milan, openHarness, sam } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  harness.workspace.setPerson(milan, { locale: 'de-DE' });
});
afterAll(() => harness.close());

const as = (person: string) => harness.workspace.as(person);
const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const { stringify } = JSON;
const writes = () => harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer');

/** Starts a step; the workflow's author, whoever that is, has written the inputs. */
async function start(step: 'wheelhouse_customer' | 'wheelhouse_voucher', inputs: Record<string, string>) {
  const known = new Set(harness.workspace.state.executions.keys());
  expect(as(fay).startStep(step, inputs).ok).toBe(true);
  const id = [...harness.workspace.state.executions.keys()].find((one) => !known.has(one)) ?? '';
  const now = () => harness.workspace.state.executions.get(id);
  const messages = () =>
    as(inputs.person ?? '')
      .messages('dm')
      .filter(({ blocks }) => stringify(blocks).includes(id));
  return {
    id,
    now,
    messages,
    message: () => until(() => messages()[0], 'the private message'),
    ended: () => until(() => now()?.state !== 'running' && now(), 'the end of the step'),
  };
}
async function press(person: string, message: { channel: string; ts: string }) {
  await as(person).click({ channel: message.channel, ts: message.ts }, { actionId: 'workflow.voucher' });
  await until(() => /Runs at once|Asks 1 /.test(stringify(as(person).modal()?.view ?? {})), 'the form');
}
const cardWith = (words: string) =>
  until(
    () =>
      as(lea)
        .messages('approvals')
        .find(({ blocks, text }) => stringify([blocks, text]).includes(words)),
    `the card with ${words}`,
  );

it('asks the named person privately to look a customer up, and gives the workflow initials and id alone', async () => {
  const step = await start('wheelhouse_customer', { person: ana, customer: 'Nobody at all <!channel>' });
  const message = await step.message();
  expect(stringify(message.blocks)).not.toContain('Nobody at all');
  await as(ana).click({ channel: message.channel, ts: message.ts }, { text: 'Look up a customer' });
  await until(() => stringify(as(ana).modal()?.view ?? {}).includes('Give to workflow'), 'the form');
  expect((await as(ana).submit(undefined, {})).ok).toBe(false);
  await as(ana).submit(undefined, { Customer: '1010' });
  expect(await step.ended()).toMatchObject({ state: 'completed', outputs: { customer_id: '1010', initials: 'L.N.' } });
  await until(() => stringify(as(ana).modal()?.view ?? {}).includes('has initials and id of customer 1010'), 'the answer');
  await as(ana).close(undefined, { all: true });
  await until(
    () =>
      as(ana)
        .messages('dm')
        .some(({ ts, text }) => ts === message.ts && text === 'You gave a workflow the initials and id of customer 1010.'),
    'the message is over',
  );
});

it('takes a voucher through the ordinary form and gate, and ends with the outcome, approved or rejected', async () => {
  for (const { verdict, state, customer } of [
    { verdict: 'Approve', state: 'done', customer: 1005 },
    { verdict: 'Reject', state: 'rejected', customer: 1006 },
  ]) {
    const reason = `Tram strike ${state}`;
    const step = await start('wheelhouse_voucher', { person: ana, customer: String(customer), voucher: 'CC-VIE-50', reason });
    await press(ana, await step.message());
    await as(ana).submit(undefined, {});
    await as(ana).close(undefined, { all: true });
    const card = await cardWith(reason);
    expect(step.now()?.state).toBe('running');
    await as(lea).click({ channel: card.channel, ts: card.ts }, { text: verdict });
    if (verdict === 'Reject') {
      await until(() => as(lea).modal(), 'the reason');
      await as(lea).submit(undefined, { Reason: 'No' });
    }
    const ended = await step.ended();
    expect(ended).toMatchObject({
      state: 'completed',
      outputs: { outcome: state, outcome_text: state === 'done' ? 'Done' : 'Rejected' },
    });
    expect(stringify(ended)).not.toContain('Özcan');
  }
  expect(writes()).toHaveLength(1);
});

it('asks once, however often Slack delivers it and the person presses and sends', async () => {
  const step = await start('wheelhouse_voucher', { person: ben, customer: '1010', voucher: '20 EUR', reason: 'Late car' });
  const message = await step.message();
  const event = harness.workspace.deliveries.find(({ payload }) => stringify(payload).includes(`"${step.id}"`));
  await harness.workspace.deliver('events_api', event?.payload ?? {}, { times: 4 });
  await press(ben, message);
  await press(ben, message);
  const before = writes().length;
  for (const { id } of as(ben).modals()) await as(ben).submit(id, {});
  expect(await step.ended()).toMatchObject({ outputs: { outcome: 'done' } });
  await as(ben).close(undefined, { all: true });
  expect(writes().length - before).toBe(1);
  const posted = harness.workspace.apiCalls.filter(
    ({ method, args }) => method === 'chat.postMessage' && stringify(args).includes(step.id),
  );
  expect(posted).toHaveLength(1);
});

/** The same message in somebody's own direct message, as if Slack had shown it there: its button is real, and so is the press. */
function shownTo(person: string, message: { channel: string; ts: string }) {
  const { state } = harness.workspace;
  const stored = state.messages.get(message.channel)?.find(({ ts }) => ts === message.ts);
  if (stored === undefined) throw new Error('no message');
  const copy = { ...structuredClone(stored), channel: dmOf(person), ts: state.nextTs() };
  state.messages.set(copy.channel, [...(state.messages.get(copy.channel) ?? []), copy]);
  return { channel: copy.channel, ts: copy.ts };
}
const refused = (person: string, after: number) =>
  until(
    () =>
      as(person)
        .messages('dm')
        .slice(after)
        .find(({ text, blocks }) => stringify([text, blocks]).includes('doesn’t wait for you any more')),
    'the refusal',
  );

it('counts no press but the named person’s, and tells others nothing of it', async () => {
  const step = await start('wheelhouse_voucher', { person: ana, customer: '1010', voucher: '20 EUR', reason: 'Theirs alone' });
  const copy = shownTo(lea, await step.message());
  const opened = harness.workspace.apiCalls.length;
  await as(lea).click(copy, { actionId: 'workflow.voucher' });
  await refused(lea, 0);
  expect(as(lea).modal()).toBeUndefined();
  expect(stringify(harness.workspace.apiCalls.slice(opened))).not.toContain('Theirs alone');
  expect(step.now()?.state).toBe('running');
  const look = await start('wheelhouse_customer', { person: ana, customer: '1010' });
  const theirs = shownTo(lea, await look.message());
  const shown = as(lea).messages('dm').length;
  await as(lea).click(theirs, { actionId: 'workflow.customer' });
  await refused(lea, shown);
  expect(as(lea).modal()).toBeUndefined();
  expect(look.now()?.state).toBe('running');
});

it('fails with a sentence, and writes to nobody, for a Person who can’t do it', async () => {
  const calls = harness.workspace.apiCalls.length;
  const cases = [
    ['<@U0ANANOVAK>', 'one person of this workspace'],
    ['U0ANANOVAK,U0BENOKAFOR', 'one person of this workspace'],
    ['C0APPROVALS', 'one person of this workspace'],
    ['U0NOBODYATALL', 'can’t use Wheelhouse'],
    ['U0WHEELHOUSE', 'can’t use Wheelhouse'],
    [gio, 'can’t use Wheelhouse'],
    [sam, 'can’t use Wheelhouse'],
  ] as const;
  for (const [person, say] of cases) {
    const step = await start('wheelhouse_customer', { person, customer: '*1010* <https://evil.example|here>' });
    const ended = await step.ended();
    expect([person, ended.state, ended.error]).toEqual([person, 'failed', expect.stringContaining(say)]);
  }
  harness.workspace.setGroupMembers('S0FINANCE', []);
  await harness.workspace.event({ type: 'subteam_members_changed', subteam_id: 'S0FINANCE' });
  const step = await start('wheelhouse_voucher', { person: fay, customer: '1010' });
  expect(await step.ended()).toMatchObject({ state: 'failed', error: 'The step’s Person isn’t allowed to request vouchers.' });
  harness.workspace.setGroupMembers('S0FINANCE', [fay]);
  const posted = harness.workspace.apiCalls.slice(calls).filter(({ method }) => method === 'chat.postMessage');
  expect(posted).toEqual([]);
});

it('tells Slack how it ended after a restart, and again until Slack’s answer arrives', async () => {
  const step = await start('wheelhouse_voucher', { person: milan, customer: '1007', voucher: '20 EUR', reason: 'Bremse' });
  const message = await step.message();
  expect(message.text).toBe('Ein Workflow bittet Dich, einen Gutschein für einen Kunden anzufragen');
  harness.workspace.fail('functions.completeSuccess', { status: 503 });
  await as(milan).click({ channel: message.channel, ts: message.ts }, { actionId: 'workflow.voucher' });
  await until(() => stringify(as(milan).modal()?.view ?? {}).includes('Goodwill 20'), 'the form');
  await as(milan).submit(undefined, {});
  const tries = () => harness.workspace.apiCalls.filter(({ method }) => method === 'functions.completeSuccess').length;
  const before = tries();
  await until(() => tries() > before, 'a try that Slack does not take');
  await harness.app.stop();
  harness.workspace.behave();
  // It is done, and the answer is lost.
  harness.workspace.fail('functions.completeSuccess', { status: 503, after: true, times: 1 });
  await harness.restart();
  expect(await step.ended()).toMatchObject({ state: 'completed', outputs: { outcome: 'done' } });
  await until(
    () =>
      as(milan)
        .messages('dm')
        .some(
          ({ ts, text }) => ts === message.ts && text.startsWith('Ein Workflow hat Dich gebeten') && text.includes('Erledigt'),
        ),
    'the message is over',
  );
});

it('fails the steps that nobody pressed in 24 hours, also over a restart; a press then counts no more', async () => {
  const steps = [
    await start('wheelhouse_customer', { person: ana, customer: '1010' }),
    await start('wheelhouse_voucher', { person: ana, customer: '1010', voucher: '20 EUR', reason: 'Too late' }),
  ];
  const copies = (await Promise.all(steps.map((step) => step.message()))).map((message) => shownTo(ana, message));
  harness.clock.forward(23 * 3_600_000);
  await harness.restart();
  expect(steps.map((step) => step.now()?.state)).toEqual(['running', 'running']);
  harness.clock.forward(3_700_000);
  const ended = await Promise.all(steps.map((step) => step.ended()));
  expect(ended.map(({ error }) => error)).toEqual([
    'Nobody looked the customer up within 24 hours.',
    'Nobody requested the voucher within 24 hours.',
  ]);
  const before = writes().length;
  await as(ana).click(copies[1] ?? { channel: '', ts: '' }, { actionId: 'workflow.voucher' });
  await refused(ana, 0);
  expect(writes()).toHaveLength(before);
});
