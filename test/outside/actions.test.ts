import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { blocked, mina, noTerms } from './customers.ts';
import { thing } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import { aCard, askersCopy, becomes, giveVoucher, says, sendSeen, someone, writesTo } from './flows.ts';
import type { Hands } from './hands.ts';
import { anna as annaId, lea as leaId } from './people.ts';
import { buttons, labelOf, viewWords, words } from './reading.ts';
import { inEphemeral } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(annaId);
}, 180_000);
afterEach(() => here.clean());
afterAll(() => here.stop());

const gets = (path: string) => here.operations.calls.filter((one) => one.method === 'GET' && one.path === path);

describe('/eligibility', () => {
  test('the words that are there are filled in, and the check asks the back office', async () => {
    const form = await anna.form(`/eligibility ${blocked.id}`);
    expect(anna.inputs(form)).toEqual(expect.arrayContaining(['Customer', 'Branch', 'Category', 'Business account']));
    expect(anna.filledIn(form, 'Customer')).toContain('Schnurrbart');
    expect(anna.filledIn(form, 'Branch')).toBe('Berlin');
    await anna.fill(form, { Category: 'Car' });
    const before = anna.mark();
    await anna.submit(form);
    const shown = await until('the verdict', () => {
      const found = before
        .ephemerals()
        .map((one) => words(one.blocks))
        .concat(anna.modal()?.open ? viewWords(anna.modal() ?? form) : '')
        .find((one) => /MOON_PHASE|moon/.test(one));
      return found;
    });
    for (const what of [/blocked/i, /licen[cs]e/i, /invoice/i, /birth/i, /MOON_PHASE|The moon must be full/])
      expect(shown).toMatch(what);
    const asked = gets('/rental-requirements/start').at(-1)?.query;
    expect(Object.fromEntries(asked ?? [])).toMatchObject({ userId: String(blocked.id), branchId: '1', vehicleCategoryId: '12' });
  });

  test('all words run at once', async () => {
    const answer = await anna.ask(`/eligibility ${mina.id} Berlin Scooter`, /Quastenflosser|W\. ?Q\./);
    expect(words(answer.blocks)).toMatch(/can start|eligible|can drive/i);
  });

  test('a category that is none keeps the rest and asks', async () => {
    const form = await anna.form(`/eligibility ${mina.id} Berlin Submarine`);
    expect(anna.filledIn(form, 'Customer')).toContain('Quastenflosser');
    expect(anna.filledIn(form, 'Branch')).toBe('Berlin');
    expect(viewWords(form)).toContain('Submarine');
  });

  test('an unmet requirement offers the action that fixes it, filled in', async () => {
    const answer = await anna.ask(`/eligibility ${noTerms.id} Berlin Scooter`, /terms/i);
    const fix = buttons(answer.blocks).find((one) => /terms/i.test(labelOf(one)));
    expect(fix, words(answer.blocks)).toBeDefined();
    const before = anna.mark();
    await anna.press(inEphemeral(answer), /terms/i);
    const form = await anna.formAfter(before, 'accept terms', /Runs at once|Asks/);
    expect(anna.filledIn(form, 'Customer')).toContain('Ohnebedingung');
    for (const label of anna.inputs(form)) if (/reason/i.test(label)) await anna.fill(form, { [label]: 'on the phone' });
    await anna.submit(form);
    const copy = await askersCopy(here, anna, noTerms.id);
    await becomes(copy, 'Done');
    const writes = writesTo(here, 'accept-terms-and-conditions');
    expect(writes.map((one) => `${one.method} ${one.path}`)).toEqual([
      `POST /customers/${noTerms.id}/accept-terms-and-conditions`,
    ]);
    expect(writes[0]?.query.get('branchId')).toBe('1');
  });
});

describe('/card', () => {
  test('find: one, several, none, and the form', async () => {
    expect(words((await anna.ask('/card find KARTE-2002', /KARTE-2002/)).blocks)).toMatch(/assigned/i);
    expect(words((await anna.ask('/card find KARTE-20', /KARTE-2004/)).blocks)).toContain('KARTE-2005');
    expect(words((await anna.ask('/card find KARTE-9999999', /no card/i)).blocks)).toContain('KARTE-9999999');
    const form = await anna.form('/card find');
    expect(anna.inputs(form)).toContain('Card');
  });

  test('assign: complete words show the form filled in, and sending it writes once', async () => {
    const card = aCard(here);
    const one = someone(here);
    const form = await anna.form(`/card assign ${card.cardNumber} ${one.id}`, /Runs at once/);
    expect(anna.filledIn(form, 'Card')).toContain(card.cardNumber);
    expect(anna.filledIn(form, 'Customer')).toContain(one.lastName);
    expect(writesTo(here, `${card.id}/assign`)).toHaveLength(0);
    await anna.submit(form);
    await becomes(await askersCopy(here, anna, card.cardNumber), 'Done');
    expect(
      writesTo(here, `${card.id}/assign`).map((call) => ({ method: call.method, path: call.path, body: call.body })),
    ).toEqual([{ method: 'POST', path: `/customer-identity-cards/${card.id}/assign`, body: { userId: one.id } }]);
    expect(card).toMatchObject({ state: 'ASSIGNED', userId: one.id });
  });

  test('assign: to a person of whom there are several, the candidates are offered', async () => {
    const card = aCard(here);
    const form = await anna.form(`/card assign ${card.cardNumber} Fuchsbau`);
    expect(anna.filledIn(form, 'Card')).toContain(card.cardNumber);
    const offered = (await anna.options(form, 'Customer', 'Fuchsbau')).map(labelOf);
    expect(offered.join()).toMatch(/Fritz[\s\S]*Frieda[\s\S]*Franz/);
    expect(viewWords(form)).toMatch(/3|several|Fuchsbau/);
    await anna.fill(form, { Customer: 'Frieda' });
    // The form comes again with what will change, or it is done: either way nothing is assigned to anybody else.
    await sendSeen(anna, form);
    await until('assigned', () => card.state === 'ASSIGNED');
    expect(card).toMatchObject({ userId: 1101 });
  });

  test('assign: the customer may be an e-mail address, a phone number or a name in quotes', async () => {
    for (const words of [mina.email, mina.phone, '“Wilhelmina Quastenflosser”']) {
      const card = aCard(here);
      const form = await anna.form(`/card assign ${card.cardNumber} ${words}`, /Quastenflosser/);
      expect(anna.filledIn(form, 'Card')).toContain(card.cardNumber);
      expect(anna.filledIn(form, 'Customer')).toContain('Quastenflosser');
    }
  });

  test('assign: a card that is with somebody else is not taken away silently', async () => {
    const one = someone(here);
    const form = await anna.form(`/card assign KARTE-2002 ${one.id}`);
    expect(viewWords(form)).toMatch(/assigned/i);
    const { errors } = await anna.submit(form);
    await until(
      'a refusal',
      () =>
        Object.keys(errors).length > 0 ||
        /assigned|Failed|cannot|already/i.test(anna.modal() ? viewWords(anna.modal() ?? form) : ''),
    );
    expect(here.operations.world.cards.get(2002)).toMatchObject({ userId: mina.id });
  });

  test('assign: a card or customer that does not exist keeps the other', async () => {
    const one = someone(here);
    const form = await anna.form(`/card assign KARTE-77777 ${one.id}`);
    expect(anna.filledIn(form, 'Customer')).toContain(one.lastName);
    expect(viewWords(form)).toContain('KARTE-77777');
    const card = aCard(here);
    const other = await anna.form(`/card assign ${card.cardNumber} Niemandsland`);
    expect(anna.filledIn(other, 'Card')).toContain(card.cardNumber);
    expect(viewWords(other)).toContain('Niemandsland');
  });

  test('unassign: the state is chosen on purpose, free runs at once', async () => {
    const one = someone(here);
    const card = aCard(here, { state: 'ASSIGNED', userId: one.id });
    const form = await anna.form(`/card unassign ${card.cardNumber}`);
    expect(anna.filledIn(form, 'State')).toBe('');
    expect(() => anna.submitBody(form)).toThrow(/State/);
    await anna.fill(form, { State: 'UNASSIGNED' });
    await sendSeen(anna, form);
    await becomes(await askersCopy(here, anna, card.cardNumber), 'Done');
    expect(writesTo(here, `${card.id}/unassign`).map((call) => call.body)).toEqual([{ state: 'UNASSIGNED' }]);
  });

  test.each(['LOST', 'lost', 'BROKEN', 'ARCHIVED'])(
    'unassign: %s asks a lead, each possible one by direct message where the rule has no channel',
    async (state) => {
      const one = someone(here);
      const card = aCard(here, { state: 'ASSIGNED', userId: one.id });
      const form = await anna.form(`/card unassign ${card.cardNumber} ${state}`, /Asks/);
      expect(anna.filledIn(form, 'State').toUpperCase()).toBe(state.toUpperCase());
      await anna.fill(form, { Reason: 'It was reported' });
      await sendSeen(anna, form);
      const lea = here.as(leaId);
      const asked = await until('the lead is asked', () => lea.dms().find((message) => says(message).includes(card.cardNumber)));
      await until(
        'all three are asked',
        () =>
          new Set(
            here.slack.messages
              .filter(
                (message) =>
                  message.channel.startsWith('D') &&
                  says(message).includes(card.cardNumber) &&
                  buttons(message.blocks).some((button) => labelOf(button) === 'Approve'),
              )
              .map((message) => message.channel),
          ).size === 3,
      );
      expect(here.slack.messages.filter((message) => /^D0(GUEST|STRANGER|ROBOT|GONE|NOBODY)$/.test(message.channel))).toEqual([]);
      await lea.press({ kind: 'message', at: asked }, 'Approve');
      await becomes(asked, 'Done');
      expect(writesTo(here, `${card.id}/unassign`).map((call) => call.body)).toEqual([{ state: state.toUpperCase() }]);
    },
  );
});

describe('/voucher apply', () => {
  test('only customer-care templates are offered, with their amounts', async () => {
    const one = someone(here);
    const form = await anna.form(`/voucher apply ${one.id}`);
    const offered = (await anna.options(form, 'Voucher', '')).map(labelOf).join('\n');
    expect(offered).toMatch(/Goodwill 20.*20/);
    expect(offered).not.toContain('promotion');
    expect(gets('/voucherables').at(-1)?.query.get('type')).toBe('CustomerCare');
    expect(anna.inputs(form)).toContain('Reason');
  });

  test('what will happen follows the choice before it is sent', async () => {
    const one = someone(here);
    const form = await anna.form(`/voucher apply ${one.id}`);
    await anna.fill(form, { Voucher: 'Goodwill 20' });
    await until('at once', () => /at once/i.test(viewWords(form)));
    await anna.fill(form, { Voucher: 'Goodwill 50' });
    await until('asks', () => /Asks 1 lead/i.test(viewWords(form)));
    expect(viewWords(form)).toContain('50');
    expect(writesTo(here, `/${one.id}/`)).toHaveLength(0);
  });

  test('the words of the template may be its code, its name, or nothing known', async () => {
    const one = someone(here);
    for (const template of ['CARE50', '"Goodwill 50"', '“Goodwill 50”', 'Goodwill 50'])
      expect(anna.filledIn(await anna.form(`/voucher apply ${one.id} ${template}`, /Asks/), 'Voucher')).toContain('Goodwill 50');
    const form = await anna.form(`/voucher apply ${one.id} NOSUCH`);
    expect(anna.filledIn(form, 'Customer')).toContain(one.lastName);
    expect(viewWords(form)).toContain('NOSUCH');
  });

  test.each([
    'account:ZUCKER',
    'account:4001',
    'account:Zuckerbäcker',
    '"account:Zuckerbäcker Logistik GmbH"',
    'account:"Zuckerbäcker Logistik GmbH"',
    'account:“Zuckerbäcker Logistik GmbH”',
  ])('%s is a business account', async (account) => {
    const form = await anna.form(`/voucher apply ${account} CARE20`, /Zucker/);
    expect(anna.filledIn(form, 'Business account')).toContain('Zuckerbäcker');
    expect(anna.filledIn(form, 'Voucher')).toContain('Goodwill 20');
  });

  test('to a business account it goes to the account', async () => {
    const form = await anna.form('/voucher apply account:ZUCKER CARE20', /Runs at once|Asks/);
    await anna.fill(form, { Reason: 'Late delivery' });
    await anna.submit(form);
    await becomes(await askersCopy(here, anna, 'Zuckerbäcker'), 'Done');
    const writes = writesTo(here, '/groups/4001/apply-vouchers');
    expect(writes).toHaveLength(1);
    expect(writes[0]?.body).toMatchObject({ voucherableId: 3020 });
  });

  test('20 EUR runs at once: one write, a comment that ends in the reference, Done to the asker, one line to ops', async () => {
    const one = someone(here);
    await giveVoucher(here, anna, one.id, 'CARE20', 'Zug verspätet');
    const copy = await askersCopy(here, anna, one.id);
    await becomes(copy, 'Done');
    const writes = writesTo(here, `/customers/${one.id}/apply-vouchers`);
    expect(writes).toHaveLength(1);
    const body = thing(writes[0]?.body);
    expect(Object.keys(body).sort()).toEqual(['comment', 'voucherableId']);
    expect(body.voucherableId).toBe(3020);
    const reference = /request (\w+)/.exec(says(copy))?.[1] ?? 'none';
    expect(String(body.comment)).toMatch(new RegExp(`${reference}\\W?$`));
    const line = await until('ops told', () => here.channel('C0OPS').filter((message) => says(message).includes(String(one.id))));
    expect(line).toHaveLength(1);
  });

  test.each(['CAREMIN', 'CAREUSD'])(
    '%s is not money in euros alone, so it is above every min and two leads are asked',
    async (code) => {
      const one = someone(here);
      const form = await anna.form(`/voucher apply ${one.id} ${code}`, /Runs at once|Asks/);
      expect(viewWords(form)).toMatch(/Asks 2 leads/);
    },
  );

  test('what the same customer got in 30 days counts: the third 20 asks', async () => {
    const one = someone(here);
    for (const n of [1, 2]) {
      await giveVoucher(here, anna, one.id, 'CARE20', `number ${n}`);
      await until('written', () => writesTo(here, `/customers/${one.id}/apply-vouchers`).length === n);
      await until('done', () => here.channel('C0OPS').filter((message) => says(message).includes(String(one.id))).length === n);
    }
    expect(viewWords(await anna.form(`/voucher apply ${one.id} CARE20`, /Runs at once|Asks/))).toMatch(/Asks 1 lead/);
  });
});
