import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Misbehaviour } from './fakes/operations.ts';
import { after, until } from './fakes/server.ts';
import { about, aCard, askersCopy, askLead, becomes, giveVoucher, says, someone, told, writesTo } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';
import { approvalsChannel } from './policy.ts';
import { buttons, labelOf } from './reading.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
let lea: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(people.anna);
  lea = here.as(people.lea);
}, 180_000);
afterEach(() => {
  here.operations.behave();
  here.slack.state.misbehave = undefined;
  expect(here.running()).toBe(true);
  here.clean();
});
afterAll(() => here.stop());

const labels = (blocks: unknown) => buttons(blocks).map(labelOf);
const given = (id: number) => writesTo(here, `/customers/${id}/apply-vouchers`);
const toVouchers = (id: number) => (heard: { method: string; path: string }) =>
  heard.method === 'POST' && heard.path.endsWith(`/${id}/apply-vouchers`);
const really = (id: number) => here.operations.world.vouchers.get(`customers/${id}`)?.length ?? 0;

describe('the answer is lost, and it happened: Done after looking, one write', () => {
  test.each<[string, Misbehaviour]>([
    ['500', { kind: 'lost-500' }],
    ['reset', { kind: 'lost-reset' }],
    ['unreadable', { kind: 'lost-garbage' }],
    ['time-out', { kind: 'lost-timeout' }],
  ])(
    '%s',
    async (_, bad) => {
      const one = someone(here);
      here.operations.misbehave(toVouchers(one.id), bad);
      await giveVoucher(here, anna, one.id, 'CARE20');
      await becomes(await askersCopy(here, anna, one.id), 'Done', 90_000);
      expect(given(one.id)).toHaveLength(1);
      expect(really(one.id)).toBe(1);
    },
    180_000,
  );

  test('a card too', async () => {
    const one = someone(here);
    const card = aCard(here);
    here.operations.misbehave(({ path }) => path.endsWith(`/${card.id}/assign`), { kind: 'lost-reset' });
    await anna.submit(await anna.form(`/card assign ${card.cardNumber} ${one.id}`, /at once/));
    await becomes(await askersCopy(here, anna, card.cardNumber), 'Done', 90_000);
    expect(writesTo(here, `${card.id}/assign`)).toHaveLength(1);
  }, 180_000);
});

describe('the answer is lost, and nothing is found within 10 s: Outcome unknown, one write, a person settles it', () => {
  test.each<[string, Misbehaviour, string]>([
    ['500', { kind: 'status', status: 500 }, 'It did not happen'],
    ['reset', { kind: 'reset' }, 'It happened'],
    ['unreadable', { kind: 'garbage' }, 'It did not happen'],
    ['time-out', { kind: 'timeout' }, 'It happened'],
  ])(
    '%s',
    async (_, bad, settle) => {
      const one = someone(here);
      here.operations.misbehave(toVouchers(one.id), bad);
      const card = await askLead(here, anna, one.id);
      await lea.press(inMessage(card), 'Approve');
      await becomes(card, 'Outcome unknown', 90_000);
      const copy = await askersCopy(here, anna, one.id);
      await becomes(copy, 'Outcome unknown');
      expect(given(one.id)).toHaveLength(1);
      expect(labels(card.blocks)).toEqual(expect.arrayContaining(['It happened', 'It did not happen']));
      expect(labels(copy.blocks)).not.toContain('It happened');
      await until('ops told', () => told(here, one.id, /Outcome unknown/i).length === 1);
      // Never the asker, never somebody who may not approve it.
      for (const other of [anna, here.as(people.ben), here.as(people.guest)]) {
        await other.press(inMessage(card), settle);
        await after(300);
        expect(says(card)).toContain('Outcome unknown');
      }
      await lea.press(inMessage(card), settle);
      await becomes(card, settle === 'It happened' ? 'Done' : 'Failed');
      expect(says(card)).toContain(`<@${people.lea}>`);
      await becomes(copy, settle === 'It happened' ? 'Done' : 'Failed');
      expect(given(one.id)).toHaveLength(1);
    },
    180_000,
  );

  test('where nobody was asked: somebody who may approve it can still settle it', async () => {
    const one = someone(here);
    here.operations.misbehave(toVouchers(one.id), { kind: 'reset' });
    await giveVoucher(here, anna, one.id, 'CARE20');
    const copy = await askersCopy(here, anna, one.id);
    await becomes(copy, 'Outcome unknown', 90_000);
    expect(given(one.id)).toHaveLength(1);
    const settled = await until('a button to settle it with', () =>
      here.slack.messages.find(
        (message) => `${says(message)}`.includes(String(one.id)) && labels(message.blocks).includes('It happened'),
      ),
    );
    expect(settled.channel).not.toBe(here.slack.dm(people.anna));
  }, 180_000);
});

describe('a clear refusal is Failed, with its reason, and one write', () => {
  test.each([
    [400, 'VA400'],
    [403, 'A101'],
    [404, 'U106'],
    [409, 'VA409'],
    [422, 'VA422'],
  ])('%i', async (status, errorCode) => {
    const one = someone(here);
    here.operations.misbehave(toVouchers(one.id), {
      kind: 'status',
      status,
      body: { errorCode, userMessage: `Refused because of ${errorCode}`, httpStatus: status, traceId: `trace-${status}` },
    });
    const card = await askLead(here, anna, one.id);
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Failed', 90_000);
    const copy = await askersCopy(here, anna, one.id);
    await becomes(copy, 'Failed');
    expect(given(one.id)).toHaveLength(1);
    expect(labels(copy.blocks)).toContain('Ask again');
    await until('ops told', () => told(here, one.id, /Failed/).length === 1);
  });
});

describe('sent again only after 401 and 429', () => {
  test('401 once: a new token, the write again, Done', async () => {
    const one = someone(here);
    here.operations.misbehave(
      toVouchers(one.id),
      { kind: 'status', status: 401, body: { errorCode: 'A201', userMessage: 'token', httpStatus: 401 } },
      1,
    );
    await giveVoucher(here, anna, one.id, 'CARE20');
    await becomes(await askersCopy(here, anna, one.id), 'Done', 90_000);
    expect(given(one.id).map((call) => call.status)).toEqual([401, 200]);
    expect(really(one.id)).toBe(1);
  });

  test('401 for ever: Failed, at most two sent', async () => {
    const one = someone(here);
    here.operations.misbehave(toVouchers(one.id), {
      kind: 'status',
      status: 401,
      body: { errorCode: 'A201', userMessage: 'token', httpStatus: 401 },
    });
    await giveVoucher(here, anna, one.id, 'CARE20');
    await becomes(await askersCopy(here, anna, one.id), 'Failed', 90_000);
    expect(given(one.id).length).toBeLessThanOrEqual(2);
  });

  test('429 for a second: waited out, Done', async () => {
    const one = someone(here);
    here.operations.misbehave(toVouchers(one.id), { kind: 'status', status: 429, body: {}, headers: { 'retry-after': '1' } }, 1);
    await giveVoucher(here, anna, one.id, 'CARE20');
    await becomes(await askersCopy(here, anna, one.id), 'Done', 90_000);
    const writes = given(one.id);
    expect(writes.map((call) => call.status)).toEqual([429, 200]);
    expect((writes[1]?.at ?? 0) - (writes[0]?.at ?? 0)).toBeGreaterThanOrEqual(950);
  });

  test.each([
    ['for two minutes', { 'retry-after': '120' }],
    ['without a time', undefined],
  ])(
    '429 %s: Failed with the reason, nothing applied',
    async (_, headers) => {
      const one = someone(here);
      here.operations.misbehave(toVouchers(one.id), {
        kind: 'status',
        status: 429,
        body: { errorCode: 'X429', userMessage: 'slow', httpStatus: 429 },
        ...(headers ? { headers } : {}),
      });
      await giveVoucher(here, anna, one.id, 'CARE20');
      await becomes(await askersCopy(here, anna, one.id), 'Failed', 90_000);
      expect(really(one.id)).toBe(0);
    },
    180_000,
  );
});

describe('the reads around a write go wrong', () => {
  test('facts that cannot be read before: nothing is written, and it is never called Done', async () => {
    const one = someone(here);
    const card = await askLead(here, anna, one.id);
    here.operations.misbehave(({ method }) => method === 'GET', { kind: 'status', status: 500 });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Approved|Failed|Running', 90_000);
    await after(1500);
    expect(given(one.id)).toHaveLength(0);
    expect(says(card)).not.toContain('Done');
  }, 180_000);

  test('the proof that cannot be read after a 2xx: not Done on hope', async () => {
    const one = someone(here);
    const card = aCard(here);
    const form = await anna.form(`/card assign ${card.cardNumber} ${one.id}`, /at once/);
    let written = false;
    here.operations.misbehave(
      ({ method, path }) => {
        if (method === 'POST' && path.endsWith('/assign')) written = true;
        return written && method === 'GET';
      },
      { kind: 'status', status: 500 },
    );
    await anna.submit(form);
    await becomes(await askersCopy(here, anna, card.cardNumber), 'Outcome unknown|Done', 90_000);
    expect(says(await askersCopy(here, anna, card.cardNumber))).toContain('Outcome unknown');
    expect(writesTo(here, `${card.id}/assign`)).toHaveLength(1);
  }, 180_000);

  test('a 2xx after which the proof shows that nothing happened is not Done', async () => {
    const one = someone(here);
    const card = aCard(here);
    here.operations.misbehave(({ path }) => path.endsWith(`/${card.id}/assign`), {
      kind: 'status',
      status: 200,
      body: { ...card, state: 'ASSIGNED', userId: one.id },
    });
    await anna.submit(await anna.form(`/card assign ${card.cardNumber} ${one.id}`, /at once/));
    await becomes(await askersCopy(here, anna, card.cardNumber), 'Outcome unknown|Failed|Done', 90_000);
    expect(says(await askersCopy(here, anna, card.cardNumber))).not.toMatch(/\bDone\b/);
    expect(writesTo(here, `${card.id}/assign`)).toHaveLength(1);
  }, 180_000);
});

/** The first calls of a method go wrong, the rest are well. */
function atFirst(wanted: string, times: number, bad: { status?: number; retryAfter?: number }) {
  let left = times;
  return (method: string) => {
    if (method !== wanted || left === 0) return undefined;
    left -= 1;
    return bad;
  };
}

describe('Slack goes wrong around a request', () => {
  test('a card that could not be posted is posted when Slack is back', async () => {
    const one = someone(here);
    const form = await anna.form(`/voucher apply ${one.id} CARE50`, /Asks/);
    await anna.fill(form, { Reason: 'x' });
    here.slack.state.misbehave = atFirst('chat.postMessage', 4, { status: 503 });
    await anna.submit(form);
    await until('the card', () => about(here, approvalsChannel, one.id)[0], 90_000);
    expect(about(here, approvalsChannel, one.id)).toHaveLength(1);
  }, 180_000);

  test('rate limited by Slack: waited out', async () => {
    const one = someone(here);
    const form = await anna.form(`/voucher apply ${one.id} CARE50`, /Asks/);
    await anna.fill(form, { Reason: 'x' });
    here.slack.state.misbehave = atFirst('chat.postMessage', 2, { retryAfter: 1 });
    await anna.submit(form);
    const card = await until('the card', () => about(here, approvalsChannel, one.id)[0], 90_000);
    here.slack.state.misbehave = atFirst('chat.update', 4, { retryAfter: 1 });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done', 90_000);
    expect(given(one.id)).toHaveLength(1);
  }, 180_000);
});
