/** Customers, cards and ratings: words that are missing or misread, and facts that change while somebody decides. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { noRules } from './changes.ts';
import { list, type Thing } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import type { Message, View } from './fakes/slack/words.ts';
import { aCard, becomes, says, sendSeen, someone, writesTo } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';
import { buttons, labelOf, viewWords, words } from './reading.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
let lea: Hands;
beforeAll(async () => {
  here = await stage({ policy: noRules });
  anna = here.as(people.anna);
  lea = here.as(people.lea);
}, 180_000);
afterEach(() => {
  here.operations.behave();
  here.clean();
});
afterAll(() => here.stop());

const customer = (id: number): Thing => here.operations.world.customers.get(id) ?? {};
const labels = (form: View) => anna.inputs(form).map((one) => one.replace(/\s*\(optional\)$/i, ''));
const aboutCustomers = [
  ...['/customer delete', '/customer tags', '/customer password-reset', '/customer sign-in', '/customer mfa', '/customer logout'],
  ...['/customer payment', '/customer tokens', '/rating list', '/rating create', '/rating approve', '/rating reject'],
  ...['/rating queue', '/verification show'],
];

/** A search that finds nobody is an answer to a read, too. */
const reads = new Set(['/customer payment', '/customer tokens', '/rating list', '/verification show']);

describe('words that are missing or misread', () => {
  test.each(aboutCustomers)('%s alone asks who', async (line) => {
    expect(labels(await anna.form(line))).toContain('Customer');
  });

  test.each(aboutCustomers)('%s with somebody who is not there keeps the word and asks again', async (line) => {
    const writes = here.operations.writes().length;
    const before = anna.mark();
    await anna.type(`${line} Niemandsland`);
    const view = await until(`an answer to ${line}`, () => {
      const view = before.view();
      if (view?.open && /Niemandsland/.test(viewWords(view))) return { labels: labels(view) };
      const seen = before.ephemerals().map((one) => words(one.blocks));
      return reads.has(line) && seen.some((one) => /Niemandsland/.test(one)) ? { labels: ['Customer'] } : undefined;
    });
    expect(view.labels).toContain('Customer');
    expect(here.operations.writes()).toHaveLength(writes);
  });

  test.each(aboutCustomers)('%s with a name that several have offers each of them', async (line) => {
    const before = anna.mark();
    await anna.type(`${line} Fuchsbau`);
    const found = await until(`candidates of ${line}`, () => {
      const view = before.view();
      if (view?.open && anna.inputs(view).length > 0) return { view };
      const seen = before.ephemerals().map((one) => words(one.blocks));
      return seen.some((one) => /1100[\s\S]*1101[\s\S]*1102/.test(one)) ? { view: undefined } : undefined;
    });
    const offered = found.view
      ? (await anna.options(found.view, 'Customer', 'Fuchsbau')).map(labelOf).join()
      : 'Fritz, Frieda, Franz';
    expect(offered).toMatch(/Fritz[\s\S]*Frieda[\s\S]*Franz/);
  });

  test('a card that is not there keeps its number', async () => {
    expect(viewWords(await anna.form('/card edit KARTE-77777', /77777/))).toContain('KARTE-77777');
    expect(labels(await anna.form('/card edit'))).toContain('Card');
  });

  test('a branch that is not there keeps the role', async () => {
    const form = await anna.form('/customer logout-all CUSTOMER Atlantis');
    expect(anna.filledIn(form, 'Role')).toBe('CUSTOMER');
    expect(viewWords(form)).toContain('Atlantis');
  });

  test.each(['/customer', '/card', '/rating', '/verification'])('%s help', async (command) => {
    expect(words((await anna.ask(`${command} help`)).blocks)).toContain(command);
  });
});

/** Sends a form that asks a lead; comes back with what the lead was sent. */
async function asked(line: string, values: Record<string, string> = {}): Promise<Message> {
  const seen = new Set(here.slack.messages.map((one) => one.ts));
  const form = await anna.form(line);
  await anna.fill(form, { ...values, Reason: 'On the phone' });
  await sendSeen(anna, form);
  return until(`a lead is asked: ${line}`, () =>
    here.slack.messages.find(
      (one) =>
        !seen.has(one.ts) &&
        one.channel === here.slack.dm(people.lea) &&
        buttons(one.blocks).some((button) => labelOf(button) === 'Approve'),
    ),
  );
}

describe('facts that change between the question and the yes', () => {
  test('tags: one that came meanwhile is not wiped out with the old list', async () => {
    const one = someone(here, { tags: ['vip', 'late payer'] });
    const card = await asked(`/customer tags ${one.id}`, { Tags: 'vip' });
    Object.assign(customer(one.id), { tags: ['vip', 'late payer', 'meanwhile'] });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed');
    expect(says(card)).toContain('meanwhile');
    expect(writesTo(here, `/customers/${one.id}/tags`)).toEqual([]);
  });

  test('tags: one that came while the form stood open stays, since nobody took it away', async () => {
    const one = someone(here, { tags: ['vip'] });
    const form = await anna.form(`/customer tags ${one.id}`);
    await anna.fill(form, { Tags: 'vip, blue' });
    await until('what will change', () => /blue/.test(viewWords(form)) && /Runs at once/.test(viewWords(form)));
    Object.assign(customer(one.id), { tags: ['vip', 'meanwhile'] });
    await anna.submit(form);
    await until('the write', () => writesTo(here, `/customers/${one.id}/tags`).length === 1);
    expect([...list(customer(one.id).tags)].sort()).toEqual(['blue', 'meanwhile', 'vip']);
  });

  test('sign-in: the only other way in goes meanwhile', async () => {
    const one = someone(here, { signInMethods: ['EMAIL', 'PHONE'] });
    const card = await asked(`/customer sign-in ${one.id} remove`, { 'Sign-in method': 'Phone' });
    Object.assign(customer(one.id), { signInMethods: ['PHONE'] });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed|Failed');
    expect(writesTo(here, `/customers/${one.id}/remove-sign-in-method`)).toEqual([]);
  });

  test('rating: the one that waited was decided by somebody else', async () => {
    const one = someone(here);
    const waiting = { id: 7100, status: 'PENDING', score: 400, provider: 'CRIF', createdAt: '2026-01-01T10:00:00Z' };
    here.operations.world.ratings.set(one.id, [waiting]);
    const card = await asked(`/rating approve ${one.id}`);
    here.operations.world.ratings.set(one.id, [{ ...waiting, status: 'REJECTED' }]);
    Object.assign(customer(one.id), { creditStatus: 'REJECTED' });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed');
    expect(writesTo(here, `/customers/${one.id}/ratings`)).toEqual([]);
  });

  test('batch: one of the numbers was made by somebody else', async () => {
    const card = await asked('/card batch', { Cards: 'MITTEN-1;DADA1;MIFARE\nMITTEN-2;DADA2;MIFARE', Branch: 'Berlin' });
    aCard(here, { cardNumber: 'MITTEN-2', rfidUid: 'DADA2' });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed');
    expect(writesTo(here, '/customer-identity-cards')).toEqual([]);
  });
});

describe('a lost answer, and something that only looks like it', () => {
  test('a batch of which one card is there is no Done', async () => {
    here.operations.misbehave(({ method, path }) => method === 'PATCH' && path.endsWith('/customer-identity-cards'), {
      kind: 'timeout',
    });
    const card = await asked('/card batch', { Cards: 'HALB-1;HALBE1;MIFARE\nHALB-2;HALBE2;MIFARE', Branch: 'Berlin' });
    const before = writesTo(here, '/customer-identity-cards').length;
    await lea.press(inMessage(card), 'Approve');
    await until('written', () => writesTo(here, '/customer-identity-cards').length > before);
    aCard(here, { cardNumber: 'HALB-1', rfidUid: 'HALBE1' });
    await becomes(card, 'Outcome unknown', 90_000);
    expect(writesTo(here, '/customer-identity-cards')).toHaveLength(before + 1);
  }, 180_000);

  test("somebody else's rating is no Done", async () => {
    const one = someone(here);
    here.operations.misbehave(({ method, path }) => method === 'POST' && path.endsWith(`/${one.id}/ratings`), {
      kind: 'timeout',
    });
    const form = await anna.form(`/rating create ${one.id}`);
    await anna.fill(form, { State: 'APPROVED', Score: '742', Reason: 'Checked by hand' });
    await sendSeen(anna, form);
    const copy = await until('the copy', () =>
      here.slack.messages.find((each) => each.channel === here.slack.dm(people.anna) && says(each).includes(String(one.id))),
    );
    await until('written', () => writesTo(here, `/customers/${one.id}/ratings`).length === 1);
    here.operations.world.ratings.set(one.id, [
      { id: 7200, status: 'REJECTED', score: 100, provider: 'CRIF', createdAt: new Date().toISOString() },
    ]);
    await becomes(copy, 'Outcome unknown', 90_000);
    expect(writesTo(here, `/customers/${one.id}/ratings`)).toHaveLength(1);
  }, 180_000);
});
