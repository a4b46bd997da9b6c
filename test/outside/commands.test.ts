import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { blocked, hamburger, mina } from './customers.ts';
import { until } from './fakes/server.ts';
import { askersCopy, becomes, giveVoucher, says, someone } from './flows.ts';
import type { Hands } from './hands.ts';
import { anna as annaId, nobody as nobodyId } from './people.ts';
import { labelOf, viewWords, words } from './reading.ts';
import { inEphemeral, inHome, inView } from './spots.ts';
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

describe('/customer lookup', () => {
  test.each([
    ['an id', () => '1001'],
    ['an e-mail address', () => mina.email],
    ['a phone number', () => mina.phone],
    ['a phone number with spaces', () => '+49 151 12340001'],
    ['the digits of a phone number', () => '4915112340001'],
    ['a name', () => 'Quastenflosser'],
    ['a whole name in quotes', () => '"Wilhelmina Quastenflosser"'],
    ['a whole name in curly quotes', () => '“Wilhelmina Quastenflosser”'],
    ['a whole name in German quotes', () => '„Wilhelmina Quastenflosser“'],
    ['a whole name without quotes', () => 'Wilhelmina Quastenflosser'],
    ['a Slack mail link', () => `<mailto:${mina.email}|${mina.email}>`],
    ['a Slack phone link', () => `<tel:${mina.phone}|${mina.phone}>`],
  ])('%s opens the profile', async (_, query) => {
    const answer = await anna.ask(`/customer lookup ${query()}`, /customer 1001/);
    const shown = words(answer.blocks);
    expect(shown).toContain('Wilhelmina Quastenflosser');
    for (const secret of [mina.email, mina.phone, mina.birthdate, mina.street])
      expect(JSON.stringify(answer)).not.toContain(secret);
    expect(shown).toMatch(/w\S*@kundenpost\.example/);
    expect(shown).toMatch(/\b001\b/);
    expect(shown).toContain('1987');
    expect(answer.inChannel).toBe(false);
  });

  test('the profile says drive, pay, terms, invoices, cards, account', async () => {
    const shown = words((await anna.ask('/customer lookup 1001', /customer 1001/)).blocks);
    for (const what of [/drive|start/i, /pay/i, /terms/i, /invoices/i, /KARTE-2002/, /Zuckerbäcker/]) expect(shown).toMatch(what);
    const poor = words((await anna.ask(`/customer lookup ${blocked.id}`, /Schnurrbart/)).blocks);
    expect(poor).toMatch(/blocked/i);
    expect(poor).toMatch(/42[.,]50/);
    expect(poor).toMatch(/rejected/i);
  });

  test('what a profile needs is fetched together', async () => {
    const one = someone(here);
    let letGo: () => void = () => undefined;
    const goneOn = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    here.operations.misbehave(({ path }) => path.startsWith(`/ops/customers/${one.id}/`), { kind: 'held', until: goneOn });
    const { before } = await anna.type(`/customer lookup ${one.id}`);
    const parts = ['details', 'groups', 'payment-sources'];
    const askedFor = (part: string) => gets(`/customers/${one.id}/${part}`);
    await until('each part to be asked for', () => parts.every((part) => askedFor(part).length > 0));
    // None was answered, nor given up and asked for again.
    expect(parts.map((part) => askedFor(part).length)).toEqual([1, 1, 1]);
    letGo();
    here.operations.behave();
    await anna.answerAfter(before, 'look-up', new RegExp(`customer ${one.id}`));
  });

  test.each(['details', 'groups', 'payment-sources'])('%s failing says so while the rest stands', async (part) => {
    const one = someone(here);
    here.operations.misbehave(({ path }) => path.endsWith(`/${one.id}/${part}`), {
      kind: 'status',
      status: 403,
      body: { errorCode: 'A101', userMessage: 'access denied', httpStatus: 403, traceId: 'trace-403-x' },
    });
    const answer = await anna.ask(`/customer lookup ${one.id}`, new RegExp(`customer ${one.id}`));
    here.operations.behave();
    expect(words(answer.blocks)).toContain(one.lastName);
    expect(words(answer.blocks)).toMatch(
      /not (be )?(read|loaded|fetched|shown|allowed|available)|could not|permission|refused|may not/i,
    );
  });

  test('reveal asks why, and shows the whole to that person only', async () => {
    const answer = await anna.ask('/customer lookup 1001', /customer 1001/);
    const before = anna.mark();
    const channelBefore = here.slack.messages.length;
    await anna.press(inEphemeral(answer), 'Reveal');
    const form = await anna.formAfter(before, 'reveal');
    expect(anna.inputs(form).some((label) => /why|reason/i.test(label))).toBe(true);
    const label = anna.inputs(form).find((one) => /why|reason/i.test(one)) ?? '';
    await anna.fill(form, { [label]: 'Caller asked to confirm the address' }).catch(() => anna.fill(form, { [label]: 'caller' }));
    await anna.submit(form);
    await until(
      'the address',
      () =>
        anna.answers().some((one) => words(one.blocks).includes(mina.street)) ||
        (anna.modal()?.open && viewWords(anna.modal() ?? form).includes(mina.street)),
    );
    expect(here.slack.messages.slice(channelBefore).filter((one) => JSON.stringify(one).includes(mina.street))).toEqual([]);
  });

  test('shared is initials and id alone', async () => {
    const answer = await anna.ask('/customer lookup 1001', /customer 1001/);
    const count = here.channel('C0SUPPORT').length;
    await anna.press(inEphemeral(answer), 'Share masked');
    const shared = await until('the shared version', () => here.channel('C0SUPPORT')[count]);
    const raw = JSON.stringify(shared);
    expect(says(shared)).toMatch(/W\. ?Q\./);
    expect(says(shared)).toContain('1001');
    for (const part of ['Wilhelmina', 'Quastenflosser', 'kundenpost', '001 ·', '1987', 'Zimtgasse', 'KARTE-2002', '4242'])
      expect(raw).not.toContain(part);
  });

  test('several are offered, and one of them opens', async () => {
    const answer = await anna.ask('/customer lookup Fuchsbau', /Frieda/);
    expect(words(answer.blocks)).toMatch(/1100[\s\S]*1101[\s\S]*1102/);
    for (const mail of ['fuchs0@', 'fuchs1@']) expect(JSON.stringify(answer)).not.toContain(mail);
    const before = anna.mark();
    await anna.press(inEphemeral(answer), 'Open');
    const opened = await anna.answerAfter(before, 'open', /customer 1100/);
    expect(words(opened.blocks)).toContain('Fritz Fuchsbau');
    expect(words(opened.blocks)).not.toContain('Frieda');
  });

  test('many come in pages, forth and back', async () => {
    const answer = await anna.ask('/customer lookup Vielfach', /60/);
    expect(words(answer.blocks)).toContain('customer 1200');
    const before = anna.mark();
    await anna.press(inEphemeral(answer), 'Next');
    const next = await anna.answerAfter(before, 'next', /customer 1210/);
    expect(words(next.blocks)).not.toContain('customer 1200');
    const again = anna.mark();
    await anna.press(inEphemeral(next), /Previous|Back/);
    await anna.answerAfter(again, 'previous', /customer 1200/);
    const query = gets('/customers').at(-1)?.query;
    expect(query?.get('branchId')).toBe('1');
    expect(query?.get('page')).toBe('0');
  });

  test('none says which branch, why some are not listed, and searches elsewhere', async () => {
    const answer = await anna.ask('/customer lookup Elbschwimmer', /No customer/i);
    expect(words(answer.blocks)).toContain('Berlin');
    expect(words(answer.blocks)).toMatch(/terms/i);
    const before = anna.mark();
    await anna.press(inEphemeral(answer), /elsewhere/i);
    const form = await anna.formAfter(before, 'elsewhere');
    await anna.fill(form, { Branch: 'Hamburg' });
    await anna.submit(form);
    const found = await until(
      'Hinnerk',
      () =>
        anna.answers().find((one) => words(one.blocks).includes(`customer ${hamburger.id}`)) ??
        (anna.modal()?.open && viewWords(anna.modal() ?? form).includes(`customer ${hamburger.id}`)),
    );
    expect(found).toBeTruthy();
  });

  test('an id that is nobody says so', async () => {
    const answer = await anna.ask('/customer lookup 555', /no customer|not found|nobody/i);
    expect(words(answer.blocks)).toContain('555');
  });

  test('without words a form asks, and its answer is the profile', async () => {
    const form = await anna.form('/customer lookup');
    expect(anna.inputs(form)).toEqual(expect.arrayContaining(['Customer', 'Branch']));
    await anna.fill(form, { Customer: 'Quastenflosser', Branch: 'Berlin' });
    const before = anna.mark();
    await anna.submit(form);
    const shown = await until('the profile', () =>
      [...before.ephemerals().map((one) => words(one.blocks)), anna.modal()?.open ? viewWords(anna.modal() ?? form) : ''].find(
        (said) => said.includes('customer 1001'),
      ),
    );
    expect(shown).toContain('Quastenflosser');
  });
});

describe('everywhere', () => {
  test.each(['/customer', '/eligibility', '/card', '/voucher', '/approvals', '/wheelhouse'])(
    '%s help is help',
    async (command) => {
      const answer = await anna.ask(`${command} help`);
      expect(words(answer.blocks)).toContain(command);
    },
  );

  test.each(['/account', '/rating', '/verification', '/terms', '/business-unit', '/smartmove'])(
    '%s answers something',
    async (command) => {
      const { ack, before } = await anna.type(`${command} help`);
      await until('an answer', () => before.ephemerals().length > 0);
      expect(ack.status).toBe(200);
    },
  );

  test('a verb that there is not says so and what there is', async () => {
    const answer = await anna.ask('/card fly 3');
    expect(words(answer.blocks)).toContain('fly');
    expect(words(answer.blocks)).toContain('assign');
  });

  test('a verb in capitals and with spaces around is understood', async () => {
    const answer = await anna.ask('/customer  LOOKUP   1001  ', /customer 1001/);
    expect(words(answer.blocks)).toContain('Quastenflosser');
  });

  test('a quote that never ends does no harm', async () => {
    for (const line of ['/customer lookup "Wilhelmina Quastenflosser', '/customer lookup “Quastenflosser'])
      expect(words((await anna.ask(line, /customer 1001/)).blocks)).toContain('Quastenflosser');
  });

  test('who is in no role reads nothing', async () => {
    const person = here.as(nobodyId);
    const calls = here.operations.calls.length;
    for (const line of ['/customer lookup 1001', '/eligibility 1001 Berlin Scooter', '/card find KARTE-2002']) {
      const answer = await person.ask(line);
      expect(JSON.stringify(answer)).not.toMatch(/Quastenflosser|assigned/);
    }
    const { before } = await person.type('/voucher apply 1001 CARE20');
    await until('an answer', () => before.ephemerals()[0] ?? before.view());
    expect(JSON.stringify([before.ephemerals(), before.view()?.view])).not.toContain('Quastenflosser');
    expect(here.operations.calls.length).toBe(calls);
  });

  test('App Home shows what was asked for and starts a command', async () => {
    const one = someone(here);
    await giveVoucher(here, anna, one.id, 'CARE20');
    await becomes(await askersCopy(here, anna, one.id), 'Done');
    await anna.openHome();
    const home = await until('home', () =>
      words(here.slack.homes.get(annaId)?.blocks).includes(String(one.id)) ? here.slack.homes.get(annaId) : undefined,
    );
    const before = anna.mark();
    await anna.press(inHome(home), /Assign a card/);
    expect(anna.inputs(await anna.formAfter(before, 'assign from home'))).toEqual(expect.arrayContaining(['Card', 'Customer']));
  });

  test('a profile starts an action with the customer filled in', async () => {
    const answer = await anna.ask('/customer lookup 1001', /customer 1001/);
    const before = anna.mark();
    await anna.press(inEphemeral(answer), /voucher/i);
    const form = await anna.formAfter(before, 'voucher from profile');
    expect(anna.filledIn(form, 'Customer')).toContain('Quastenflosser');
    const again = anna.mark();
    await anna.press(inEphemeral(answer), /Eligibility/);
    // The form, or the answer at once.
    const next = await until('eligibility from profile', () => {
      const view = again.view();
      return view?.open && anna.inputs(view).length > 0 ? view : again.ephemerals()[0];
    });
    if ('view' in next) expect(anna.filledIn(next, 'Customer')).toContain('Quastenflosser');
  });

  test('a customer picker narrows as one types, masked', async () => {
    const form = await anna.form('/card assign');
    const found = await anna.options(form, 'Customer', 'Quastenf');
    expect(found.map(labelOf).join()).toContain('Quastenflosser');
    expect(JSON.stringify(found)).not.toContain(mina.email);
    expect(
      await anna.options(form, 'Customer', 'Niemandsland').then((all) => all.filter((option) => /Quasten/.test(labelOf(option)))),
    ).toEqual([]);
    expect((await anna.options(form, 'Customer', 'Vielfach')).length).toBeGreaterThan(5);
    void inView(form);
  });
});
