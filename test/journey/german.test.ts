import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, lea, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  const policy = readFileSync(new URL('../../sandbox/policy.yml', import.meta.url), 'utf8');
  harness = await openHarness({ policy: `${policy}\nlanguage: de\n` });
  harness.workspace.setPerson(ana, { locale: 'de-AT' });
});
afterAll(() => harness.close());

const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const modalOf = (person: string) => JSON.stringify(harness.workspace.as(person).modal()?.view ?? {});
const readBy = (person: string, where: string) => JSON.stringify(harness.workspace.as(person).messages(where));

it('each person is answered in the language of their Slack', async () => {
  await harness.workspace.as(ana).command('support', '/customer lookup 1010');
  await harness.workspace.as(lea).command('support', '/customer lookup 1010');
  await until(() => readBy(ana, 'support').includes('nicht mieten'), 'a profile in German');
  await until(() => readBy(lea, 'support').includes('rent in Vienna'), 'a profile in English');
  expect(readBy(lea, 'support')).not.toContain('nicht mieten');
});

it('a request is in German if its asker and the channel read it, and in English for the lead', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/voucher apply 1010 50');
  await until(() => modalOf(ana).includes('Braucht zuerst eine Freigabe (1 lead)'), 'a form that says whom it asks');
  await me.submit(undefined, { Grund: 'Halber Tag verloren' });
  await until(() => readBy(ana, 'dm').includes('Wartet auf Freigabe'), 'the copy of the asker');
  await until(() => readBy(ana, 'approvals').includes('Wartet auf Freigabe'), 'the card of the channel');
  expect(readBy(ana, 'dm')).toContain('Nicht rückgängig zu machen');
  expect(readBy(ana, 'approvals')).toContain('Regel „');
  const card = harness.workspace.as(lea).messages('approvals').at(-1);
  await harness.workspace.as(lea).click({ channel: card?.channel ?? '', ts: card?.ts ?? '' }, { text: 'Freigeben' });
  await until(() => readBy(ana, 'dm').includes('Erledigt'), 'the end, in German');
  await harness.workspace.as(lea).command('support', '/approvals');
  await until(() => readBy(lea, 'support').includes('Nothing is waiting for your decision'), 'the lead’s queue in English');
});

it('a lead is asked before a yes in their own language, with old and new in full', async () => {
  harness.workspace.setPerson(lea, { locale: 'de-AT' });
  const me = harness.workspace.as(ana);
  const seen = harness.workspace.as(lea).messages('approvals').length;
  await me.command('support', '/customer edit 1013');
  await until(() => modalOf(ana).includes('Kunden bearbeiten') && modalOf(ana).includes('"email:'), 'the form, filled in');
  // The first sending shows what it does, the second asks.
  await me.submit(undefined, { 'E-Mail': 'ivo.neu@example.com' });
  await until(() => modalOf(ana).includes('Prüf, was sich ändert'), 'what will change');
  await me.submit(undefined, { Grund: 'Tippfehler' });
  const card = await until(() => harness.workspace.as(lea).messages('approvals')[seen], 'the card');
  await harness.workspace.as(lea).click({ channel: card.channel, ts: card.ts }, { text: 'Freigeben' });
  await until(() => modalOf(lea).includes('Das freigeben?'), 'the question');
  for (const said of [
    'ivo.babic@example.com',
    'ivo.neu@example.com',
    'E-Mail von Ivo Babić (Kunde 1013) ändern',
    'Lässt sich mit',
  ])
    expect(modalOf(lea)).toContain(said);
});
