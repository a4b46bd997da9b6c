import { describe, expect, test } from 'vitest';
import { text, thing } from './fakes/json.ts';
import { after, until } from './fakes/server.ts';
import { about, askersCopy, askLead, becomes, says, someone, told } from './flows.ts';
import * as people from './people.ts';
import { approvalsChannel } from './policy.ts';
import { buttons, viewWords } from './reading.ts';
import { inMessage } from './spots.ts';
import { slackWaitsMs } from './stage.ts';
import { anna, given, here, labels, lea, leo } from './three.ts';

describe('asking', () => {
  test('50 EUR asks: a card with Approve and Reject, a copy with Cancel request, nothing written until a lead approves', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    expect(labels(card.blocks)).toEqual(['Approve', 'Reject', 'Offer less', 'Ask back', 'Details']);
    const copy = await askersCopy(here, anna, one.id);
    expect(says(copy)).toContain('Waiting for approval');
    expect(labels(copy.blocks)).toEqual(['Cancel request', 'Details']);
    expect(given(one.id)).toHaveLength(0);
    expect(JSON.stringify(card)).not.toMatch(new RegExp(`${one.firstName}|${one.lastName}|${one.email}`));
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    await becomes(copy, 'Done');
    expect(labels(card.blocks)).toEqual(['Details']);
    expect(labels(copy.blocks)).toEqual(['Back to the customer', 'Details']);
    expect(given(one.id).map(({ body }) => thing(body).voucherableId)).toEqual([3050]);
    await until('ops told once', () => told(here, one.id, /Done/).length === 1);
  });

  test('a button carries an id and nothing else', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    for (const button of buttons(card.blocks)) expect(text(button.value).length).toBeLessThan(40);
    expect(JSON.stringify(buttons(card.blocks).map((button) => button.value))).not.toContain('3050');
  });

  test('the same form sent five times asks once', async () => {
    const one = someone(here);
    const form = await anna.form(`/voucher apply ${one.id} CARE50`, /Asks/);
    await anna.fill(form, { Reason: 'five times' });
    const body = anna.submitBody(form);
    const acks = await Promise.all([1, 2, 3, 4, 5].map(() => anna.sendSubmit(body)));
    for (const ack of acks) expect(ack.status).toBe(200);
    const card = await until('a card', () => about(here, approvalsChannel, one.id)[0]);
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    expect(about(here, approvalsChannel, one.id)).toHaveLength(1);
    expect(given(one.id)).toHaveLength(1);
    // Her copy, and the message that says how it ended.
    await until('both', () => about(here, here.slack.dm(people.anna), one.id).length === 2);
  });

  test('the same form sent five times writes once where nobody is asked', async () => {
    const one = someone(here);
    const form = await anna.form(`/voucher apply ${one.id} CARE20`, /at once/);
    await anna.fill(form, { Reason: 'five times' });
    const body = anna.submitBody(form);
    await Promise.all([1, 2, 3, 4, 5].map(() => anna.sendSubmit(body)));
    await becomes(await askersCopy(here, anna, one.id), 'Done');
    await anna.sendSubmit(body);
    await after(500);
    expect(given(one.id)).toHaveLength(1);
  });

  test('the same command delivered five times asks once, even when every form that it opened is sent', async () => {
    const one = someone(here);
    const before = new Set(here.slack.views.keys());
    const body = anna.commandBody('/voucher', `apply ${one.id} CARE50`);
    await Promise.all([1, 2, 3, 4, 5].map(() => anna.sendCommand(body)));
    await until('a form', () =>
      [...here.slack.views.values()].some((view) => !before.has(view.id) && /Asks/.test(viewWords(view))),
    );
    for (const view of [...here.slack.views.values()].filter((each) => !before.has(each.id) && anna.inputs(each).length > 0)) {
      await anna.fill(view, { Reason: 'once' });
      await anna.submit(view);
    }
    await until('a card', () => about(here, approvalsChannel, one.id)[0]);
    await after(500);
    expect(about(here, approvalsChannel, one.id)).toHaveLength(1);
    // Each delivery may try the one trigger.
    here.slack.faults.splice(
      0,
      here.slack.faults.length,
      ...here.slack.faults.filter((fault) => !/exchanged_trigger_id/.test(fault)),
    );
  });

  test('the same command delivered five times answers no more often than Slack lets it', async () => {
    const body = anna.commandBody('/customer', 'lookup 1001');
    const before = anna.mark();
    await Promise.all([1, 2, 3, 4, 5].map(() => anna.sendCommand(body)));
    await until('an answer', () => before.ephemerals().length > 0);
    expect(before.ephemerals().length).toBeLessThanOrEqual(5);
  });
});

describe('who may decide', () => {
  test('nobody decides their own request, whatever their roles', async () => {
    const both = here.as(people.both);
    const one = someone(here);
    const card = await askLead(here, both, one.id);
    const before = both.mark();
    await both.press(inMessage(card), 'Approve');
    await both.answerAfter(before, 'own approval', /yourself|own request|somebody else/i);
    expect(says(card)).toContain('Waiting for approval');
    await both.press(inMessage(card), 'Reject');
    const modal = both.modal();
    if (modal?.open && both.inputs(modal).includes('Reason') && modal.at > Date.now() - 1000) {
      await both.fill(modal, { Reason: 'me' });
      await both.submit(modal);
    }
    await after(300);
    expect(says(card)).toContain('Waiting for approval');
    await leo.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    expect(given(one.id)).toHaveLength(1);
  });

  test.each([
    ['an agent', people.ben],
    ['a person in no group', people.nobody],
    ['a guest in the leads’ group', people.guest],
    ['a person of another workspace in the leads’ group', people.stranger],
    ['a bot in the leads’ group', people.robot],
    ['a deleted person in the leads’ group', people.gone],
    ['a person whom Slack does not know', 'U0UNKNOWN'],
  ])('%s does not: approve, reject or cancel', async (_, id) => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const copy = await askersCopy(here, anna, one.id);
    const other = here.as(id);
    for (const [message, label] of [
      [card, 'Approve'],
      [card, 'Reject'],
      [copy, 'Cancel request'],
    ] as const) {
      const before = other.mark();
      await other.press(inMessage(message), label);
      const modal = await until('a word or a form', () => before.ephemerals()[0] ?? before.view(), 4000).catch(() => undefined);
      if (modal && 'view' in modal && other.inputs(modal).length > 0) {
        await other.fill(modal, { Reason: 'because' });
        await other.submit(modal);
        await after(300);
      }
    }
    await after(200);
    expect(says(card)).toContain('Waiting for approval');
    expect(given(one.id)).toHaveLength(0);
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
  });

  test.each([
    ['a guest', people.guest],
    ['a bot', people.robot],
    ['a deleted person', people.gone],
    ['a person of another workspace', people.stranger],
  ])('%s can not ask, whatever groups they are in', async (_, id) => {
    here.slack.groups.set('S0AGENTS', [...(people.userGroups.S0AGENTS ?? []), id]);
    const one = someone(here);
    const other = here.as(id);
    const { before } = await other.type(`/voucher apply ${one.id} CARE20`);
    const found = await until(
      'an answer',
      () =>
        before.ephemerals()[0] ??
        (before.view() && other.inputs(before.view() ?? ({ view: {} } as never)).length > 0 ? before.view() : undefined),
      8000,
    ).catch(() => undefined);
    if (found && 'view' in found) {
      await other.fill(found, { Reason: 'please' });
      await other.submit(found);
      await after(1000);
    }
    expect(given(one.id)).toHaveLength(0);
    expect(JSON.stringify(found ?? {})).not.toContain(one.lastName);
    here.slack.groups.set('S0AGENTS', [...(people.userGroups.S0AGENTS ?? [])]);
  });

  test('rights are looked up at the press: who left the group no longer may, who came may', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    await after(1100);
    here.slack.groups.set('S0LEADS', [people.leo, people.nobody]);
    const before = lea.mark();
    await lea.press(inMessage(card), 'Approve');
    await lea.answerAfter(before, 'no longer a lead', /lead|right|not counted/i);
    expect(says(card)).toContain('Waiting for approval');
    await here.as(people.nobody).press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    expect(given(one.id)).toHaveLength(1);
  });

  test.each([
    ['slow', { delayMs: 2500 }],
    ['failing with 500', { status: 500 }],
    ['reset', { reset: true }],
    ['refused', { error: 'missing_scope' }],
    // Last: for minutes after a 429 an answer of up to five seconds may count, so a press right after this one would.
    ['rate limited for two seconds', { retryAfter: 2 }],
  ])('when the look-up of rights is %s, nothing is recorded and the person is told to press again', async (_, bad) => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    await after(1100);
    here.slack.state.misbehave = (method) => (/^(usergroups|users)\./.test(method) ? bad : undefined);
    const known = new Set(lea.answers());
    const ack = await lea.sendPress(lea.pressBody(inMessage(card), 'Approve'));
    expect(ack.ms).toBeLessThan(slackWaitsMs);
    await until('told to press again', () => lea.answers().some((one) => !known.has(one) && /again/i.test(one.text)));
    await after(2600);
    expect(says(card)).toContain('Waiting for approval');
    expect(given(one.id)).toHaveLength(0);
    here.slack.state.misbehave = undefined;
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    expect(given(one.id)).toHaveLength(1);
  });

  test('two people where two are needed: the same person counts once', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id, 'CARE250');
    await lea.press(inMessage(card), 'Approve');
    await until('one of two', () => /1 of 2|1 more|one more/i.test(says(card)) || says(card).includes(`<@${people.lea}>`));
    const before = lea.mark();
    await lea.press(inMessage(card), 'Approve');
    await lea.answerAfter(before, 'twice', /already|once/i).catch(() => undefined);
    expect(given(one.id)).toHaveLength(0);
    expect(says(card)).toContain('Waiting for approval');
    await leo.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    expect(given(one.id)).toHaveLength(1);
  });

  test('where two are needed one no ends it', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id, 'CARE250');
    await lea.press(inMessage(card), 'Approve');
    await until('one of two', () => says(card).includes(`<@${people.lea}>`));
    const before = leo.mark();
    await leo.press(inMessage(card), 'Reject');
    const form = await leo.formAfter(before, 'reject');
    expect(() => leo.submitBody(form)).toThrow(/Reason/);
    await leo.fill(form, { Reason: 'far too much' });
    await leo.submit(form);
    await becomes(card, 'Rejected');
    expect(says(card)).toContain('far too much');
    const copy = await askersCopy(here, anna, one.id);
    await becomes(copy, 'Rejected');
    expect(given(one.id)).toHaveLength(0);
    await until('ops told', () => told(here, one.id, /Rejected/).length === 1);
  });
});
