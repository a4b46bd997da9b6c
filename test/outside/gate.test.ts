import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { text, thing, things } from './fakes/json.ts';
import { after, until } from './fakes/server.ts';
import { signingSecret } from './fakes/slack.ts';
import { about, aCard, askersCopy, askLead, becomes, giveVoucher, says, someone, told, writesTo } from './flows.ts';
import { buttons, type Hands, inEphemeral, inHome, inMessage, inView, labelOf, viewWords, words } from './hands.ts';
import * as people from './people.ts';
import { approvalsChannel } from './policy.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
let lea: Hands;
let leo: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(people.anna);
  lea = here.as(people.lea);
  leo = here.as(people.leo);
}, 180_000);
afterEach(() => {
  here.slack.state.misbehave = undefined;
  here.operations.behave();
  here.slack.groups.set('S0LEADS', [...(people.userGroups.S0LEADS ?? [])]);
  here.clean();
});
afterAll(() => here.stop());

const given = (id: number) => writesTo(here, `/customers/${id}/apply-vouchers`);
const labels = (blocks: unknown) => buttons(blocks).map(labelOf);

describe('asking', () => {
  test('50 EUR asks: a card with Approve and Reject, a copy with Cancel request, nothing written until a lead approves', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    expect(labels(card.blocks)).toEqual(['Approve', 'Reject']);
    const copy = await askersCopy(here, anna, one.id);
    expect(says(copy)).toContain('Waiting for approval');
    expect(labels(copy.blocks)).toEqual(['Cancel request']);
    expect(given(one.id)).toHaveLength(0);
    expect(JSON.stringify(card)).not.toMatch(new RegExp(`${one.firstName}|${one.lastName}|${one.email}`));
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    await becomes(copy, 'Done');
    expect(labels(card.blocks)).toEqual([]);
    expect(labels(copy.blocks)).toEqual([]);
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
    expect(about(here, here.slack.dm(people.anna), one.id)).toHaveLength(1);
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
    here.slack.faults.splice(
      0,
      here.slack.faults.length,
      ...here.slack.faults.filter((fault) => !/exchanged_trigger_id/.test(fault)),
    );
    for (const view of [...here.slack.views.values()].filter((each) => !before.has(each.id) && anna.inputs(each).length > 0)) {
      await anna.fill(view, { Reason: 'once' });
      await anna.submit(view);
    }
    await until('a card', () => about(here, approvalsChannel, one.id)[0]);
    await after(500);
    expect(about(here, approvalsChannel, one.id)).toHaveLength(1);
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
    ['rate limited', { retryAfter: 30 }],
    ['refused', { error: 'missing_scope' }],
  ])('when the look-up of rights is %s, nothing is recorded and the person is told to press again', async (_, bad) => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    await after(1100);
    here.slack.state.misbehave = (method) => (/^(usergroups|users)\./.test(method) ? bad : undefined);
    const before = lea.mark();
    const ack = await lea.press(inMessage(card), 'Approve');
    expect(ack.ms).toBeLessThan(1000);
    await lea.answerAfter(before, 'press again', /again/i);
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

describe('races', () => {
  test('the same click five times: one write', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const body = lea.pressBody(inMessage(card), 'Approve');
    await Promise.all([1, 2, 3, 4, 5].map(() => lea.sendPress(body)));
    await becomes(card, 'Done');
    await lea.sendPress(body);
    await after(300);
    expect(given(one.id)).toHaveLength(1);
    expect(told(here, one.id, /Done/).length).toBeLessThanOrEqual(1);
  });

  test('two leads in the same instant: one write', async () => {
    for (let n = 0; n < 3; n += 1) {
      const one = someone(here);
      const card = await askLead(here, anna, one.id);
      await Promise.all([
        lea.press(inMessage(card), 'Approve'),
        leo.press(inMessage(card), 'Approve'),
        here.as(people.both).press(inMessage(card), 'Approve'),
      ]);
      await becomes(card, 'Done');
      expect(given(one.id)).toHaveLength(1);
    }
  });

  test('approve and cancel in the same instant: one of them, and the card tells the truth', async () => {
    for (let n = 0; n < 3; n += 1) {
      const one = someone(here);
      const card = await askLead(here, anna, one.id);
      const copy = await askersCopy(here, anna, one.id);
      await Promise.all([lea.press(inMessage(card), 'Approve'), anna.press(inMessage(copy), 'Cancel request')]);
      await becomes(card, 'Done|Cancelled');
      await after(300);
      expect(given(one.id)).toHaveLength(/Done/.test(says(card)) ? 1 : 0);
      await becomes(copy, /Done/.test(says(card)) ? 'Done' : 'Cancelled');
    }
  });

  test('approve and reject in the same instant by two leads: the card tells the truth', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const before = leo.mark();
    await leo.press(inMessage(card), 'Reject');
    const form = await leo.formAfter(before, 'reject');
    await leo.fill(form, { Reason: 'no' });
    await Promise.all([leo.submit(form), lea.press(inMessage(card), 'Approve')]);
    await becomes(card, 'Done|Rejected');
    await after(300);
    expect(given(one.id)).toHaveLength(/Done/.test(says(card)) ? 1 : 0);
  });

  test('two requests about one customer, approved at once, run one after the other', async () => {
    const one = someone(here);
    const first = await askLead(here, anna, one.id, 'CARE50', 'first');
    const ben = here.as(people.ben);
    await giveVoucher(here, ben, one.id, 'CARE50', 'second');
    const second = await until('the second card', () =>
      about(here, approvalsChannel, one.id).find((message) => message !== first && /second/.test(says(message))),
    );
    here.operations.misbehave(({ method, path }) => method === 'POST' && path.includes(`/${one.id}/apply-vouchers`), {
      kind: 'slow',
      ms: 500,
    });
    await Promise.all([lea.press(inMessage(first), 'Approve'), leo.press(inMessage(second), 'Approve')]);
    await becomes(first, 'Done|Facts changed|Failed');
    await becomes(second, 'Done|Facts changed|Failed');
    const writes = given(one.id);
    expect(writes.length).toBeGreaterThanOrEqual(1);
    if (writes.length === 2) expect(Math.abs((writes[1]?.at ?? 0) - (writes[0]?.at ?? 0))).toBeGreaterThanOrEqual(490);
  });
});

describe('ends', () => {
  test('the asker cancels; approving afterwards does nothing', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const approve = lea.pressBody(inMessage(card), 'Approve');
    await anna.press(inMessage(await askersCopy(here, anna, one.id)), 'Cancel request');
    await becomes(card, 'Cancelled');
    expect(labels(card.blocks)).not.toContain('Approve');
    const before = lea.mark();
    await lea.sendPress(approve);
    await lea.answerAfter(before, 'too late', /cancel/i);
    expect(given(one.id)).toHaveLength(0);
  });

  test('facts that changed stop it, show the difference, and can be asked again', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const template = here.operations.world.voucherables.find((each) => each.id === 3050);
    Object.assign(template ?? {}, { valueGross: 80 });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed').finally(() => Object.assign(template ?? {}, { valueGross: 50 }));
    expect(says(card)).toMatch(/80/);
    expect(says(card)).toMatch(/50/);
    expect(given(one.id)).toHaveLength(0);
    const copy = await askersCopy(here, anna, one.id);
    await becomes(copy, 'Facts changed');
    expect(labels(copy.blocks)).toContain('Ask again');
    const before = anna.mark();
    await anna.press(inMessage(copy), 'Ask again');
    const form = await anna.formAfter(before, 'ask again', /Asks/).catch(() => undefined);
    if (form) await anna.submit(form);
    const again = await until('a new card', () =>
      about(here, approvalsChannel, one.id).find((message) => message !== card && /Waiting/.test(says(message))),
    );
    await lea.press(inMessage(again), 'Approve');
    await becomes(again, 'Done');
    expect(given(one.id)).toHaveLength(1);
  });

  test('a customer blocked in between is a fact that changed', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    Object.assign(here.operations.world.customers.get(one.id) ?? {}, { blockState: 'DELETED' });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed|Failed');
    expect(given(one.id)).toHaveLength(0);
  });

  test('a card that changed hands in between is a fact that changed', async () => {
    const one = someone(here);
    const card = aCard(here, { state: 'ASSIGNED', userId: one.id });
    const form = await anna.form(`/card unassign ${card.cardNumber} LOST`, /Asks/);
    await anna.submit(form);
    const asked = await until('asked', () => lea.dms().find((message) => says(message).includes(card.cardNumber)));
    Object.assign(card, { userId: someone(here).id });
    await lea.press(inMessage(asked), 'Approve');
    await becomes(asked, 'Facts changed');
    expect(writesTo(here, `${card.id}/unassign`)).toHaveLength(0);
  });
});

describe('elsewhere', () => {
  test('/approvals and App Home show what waits for me, and approve works from each', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const queue = await lea.ask('/approvals', new RegExp(String(one.id)));
    await lea.press(inEphemeral(queue), 'Approve').catch(async () => lea.press(inEphemeral(queue), /Open|Details|Show/));
    const other = someone(here);
    const second = await askLead(here, anna, other.id);
    await lea.openHome();
    const home = await until('on Home', () =>
      words(here.slack.homes.get(people.lea)?.blocks).includes(String(other.id)) ? here.slack.homes.get(people.lea) : undefined,
    );
    expect(words(home.blocks)).toMatch(/wait/i);
    const approve = things(home.blocks).length > 0 && labels(home.blocks).includes('Approve');
    if (approve) {
      // The newest stands somewhere: the button that belongs to it is the one whose value is on the card.
      const value = text(buttons(second.blocks).find((button) => labelOf(button) === 'Approve')?.value);
      const blocks = things(home.blocks).filter((block) => JSON.stringify(block).includes(value));
      await lea.press(inHome({ ...home, blocks }), 'Approve');
      await becomes(second, 'Done');
      await until(
        'gone from Home',
        () =>
          !/Waiting for approval/.test(words(here.slack.homes.get(people.lea)?.blocks)) ||
          !JSON.stringify(buttons(here.slack.homes.get(people.lea)?.blocks)).includes(value),
      );
    }
    expect(says(card).length).toBeGreaterThan(0);
  });

  test('a request that never was is answered, not a crash', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const body = lea.pressBody(inMessage(card), 'Approve');
    const actions = things(body.actions).map((action) => ({
      ...action,
      value: 'NOSUCHREQ0',
      action_id: text(action.action_id).replace(/:.*/, ':NOSUCHREQ0'),
    }));
    const before = lea.mark();
    const ack = await lea.sendPress({ ...body, actions });
    expect(ack.status).toBe(200);
    await until('told', () => before.ephemerals()[0]);
    await lea.sendPress({
      ...body,
      actions: actions.map((action) => ({ ...action, value: `'; drop table requests; --${'x'.repeat(500)}` })),
    });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
  });

  test('a form of somebody else, sent by hand, is not theirs', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const before = lea.mark();
    await lea.press(inMessage(card), 'Reject');
    const form = await lea.formAfter(before, 'reject');
    await lea.fill(form, { Reason: 'copied' });
    const body = lea.submitBody(form);
    const ben = here.as(people.ben);
    await ben.sendSubmit({ ...body, user: { id: people.ben, name: 'ben', username: 'ben', team_id: 'T0OUTSIDE' } });
    await after(600);
    expect(says(card)).toContain('Waiting for approval');
    void inView(form);
  });
});

describe('signatures', () => {
  const minute = 60_000;
  test.each<[string, () => { secret?: string; none?: boolean; atMs?: number }]>([
    ['a wrong secret', () => ({ secret: `${signingSecret}x` })],
    ['no signature', () => ({ none: true })],
    ['more than five minutes old', () => ({ atMs: Date.now() - 5 * minute - 5000 })],
    ['more than five minutes in the future', () => ({ atMs: Date.now() + 5 * minute + 5000 })],
    ['an hour in the future', () => ({ atMs: Date.now() + 60 * minute })],
  ])('%s is refused', async (_, sign) => {
    const before = anna.mark();
    const ack = await anna.sendCommand(anna.commandBody('/customer', 'lookup 1001'), sign());
    expect(ack.status).toBe(401);
    await after(300);
    expect(before.ephemerals()).toEqual([]);
  });

  test.each([
    ['four minutes old', -4 * minute],
    ['four minutes in the future', 4 * minute],
  ])('%s is taken', async (_, shift) => {
    const before = anna.mark();
    expect((await anna.sendCommand(anna.commandBody('/wheelhouse', 'help'), { atMs: Date.now() + shift })).status).toBe(200);
    await anna.answerAfter(before, 'help', /wheelhouse/);
  });
});
