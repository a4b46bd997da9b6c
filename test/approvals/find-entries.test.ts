import { beforeAll, describe, expect, it } from 'vitest';
import { type FindFilter, type FindPlace, findEntries } from '../../src/approvals/store/journal-entries.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

const fresh = fileDatabase();
const asked: Record<'first' | 'second', string> = { first: '', second: '' };
let between = new Date(0);

const uuid = '0b0e3c1a-2b52-4d86-9d4c-3a1d3f5e9a77';

/** Two requests and a reveal, as the gate writes them. */
beforeAll(async () => {
  const gate = openGate(fresh.database);
  asked.first = await askFor(gate, 10, { customer: 42 });
  await stateOf(gate, asked.first, 'done');
  await gate.deps.db.transaction().execute((tx) =>
    gate.deps.journal.append(tx, {
      kind: 'reveal.customer',
      actor: people.lead,
      data: { customer: 43 },
      personal: { reason: 'she called' },
    }),
  );
  gate.clock.forward(60_000);
  between = gate.clock.now();
  asked.second = await askFor(gate, 10, { customer: 4, asker: people.other });
  await stateOf(gate, asked.second, 'done');
  await gate.approvals.record({ kind: 'look.customer', actor: people.lead, data: { customer: uuid, saw: 'Smartmove user' } });
  await gate.stop();
});

const find = (filter: FindFilter = {}, place: FindPlace = {}, limit = 100) =>
  findEntries(fresh.database.db, filter, place, limit);
const requestsIn = async (filter: FindFilter) => [...new Set((await find(filter)).entries.map(({ requestId }) => requestId))];

describe('the journal’s filters', () => {
  it('without one everything is found, the newest first', async () => {
    const { entries, hasOlder, hasNewer } = await find();
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_entry, index) => entries.length - index));
    expect({ hasOlder, hasNewer }).toEqual({ hasOlder: false, hasNewer: false });
  });

  it.each<[string, () => FindFilter, () => (string | undefined)[]]>([
    ['a request', () => ({ request: asked.first }), () => [asked.first]],
    ['who asked finds also what the app did for them', () => ({ person: people.other }), () => [asked.second]],
    ['a customer, and not one whose id begins like it', () => ({ customer: 4 }), () => [asked.second]],
    ['a customer who was revealed', () => ({ customer: 43 }), () => [undefined]],
    ['an action', () => ({ action: 'voucher.apply' }), () => [asked.second, asked.first]],
    ['actions by their beginning', () => ({ action: 'vouch*' }), () => [asked.second, asked.first]],
    ['a star is a star and an underscore an underscore', () => ({ action: 'voucher_apply' }), () => []],
    ['kinds by the part before the dot', () => ({ kind: 'reveal' }), () => [undefined]],
    ['a kind is no beginning of a word', () => ({ kind: 'rev' }), () => []],
    ['from an instant on', () => ({ from: between }), () => [asked.second]],
    ['before an instant', () => ({ before: between, action: 'voucher.apply' }), () => [asked.first]],
  ])('%s', async (_name, filter, expected) => {
    expect(await requestsIn(filter())).toEqual(expected());
  });

  it('a Smartmove user is found by their UUID', async () => {
    expect((await find({ customer: uuid })).entries).toMatchObject([{ actor: people.lead, subjects: [`smartmove:${uuid}`] }]);
  });

  it('the reason of a reveal is told', async () => {
    const { entries } = await find({ kind: 'reveal.customer' });
    expect(entries).toMatchObject([{ actor: people.lead, subjects: ['customer:43'], reason: 'she called' }]);
  });
});

it('pages lead to the end and back, and no entry is left out or shown twice', async () => {
  const all = (await find()).entries.map(({ seq }) => seq);
  const older: number[] = [];
  let page = await find({}, {}, 3);
  for (;;) {
    older.push(...page.entries.map(({ seq }) => seq));
    if (!page.hasOlder) break;
    page = await find({}, { olderThan: older.at(-1) ?? 0 }, 3);
  }
  expect(older).toEqual(all);
  const newer: number[] = page.entries.map(({ seq }) => seq);
  while (page.hasNewer) {
    page = await find({}, { newerThan: newer[0] ?? 0 }, 3);
    newer.unshift(...page.entries.map(({ seq }) => seq));
  }
  expect(newer).toEqual(all);
});
