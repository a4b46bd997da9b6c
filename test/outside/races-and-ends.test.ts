import { describe, expect, test } from 'vitest';
import { text, things } from './fakes/json.ts';
import { after, until } from './fakes/server.ts';
import { signingSecret } from './fakes/slack/words.ts';
import { about, aCard, askersCopy, askLead, becomes, giveVoucher, says, sendSeen, someone, told, writesTo } from './flows.ts';
import * as people from './people.ts';
import { approvalsChannel } from './policy.ts';
import { buttons, labelOf, words } from './reading.ts';
import { inEphemeral, inHome, inMessage, inView } from './spots.ts';
import { anna, given, here, labels, lea, leo } from './three.ts';

describe('races', () => {
  test('the same click five times: one write', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    const body = lea.pressBody(inMessage(card), 'Approve');
    lea.heed(text(body.response_url), () => lea.press(inMessage(card), 'Approve'));
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
    await anna.fill(form, { Reason: 'It was reported' });
    await sendSeen(anna, form);
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
