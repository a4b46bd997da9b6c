import { expect, it } from 'vitest';
import { awayDesk, ben, cleo, sue, tom } from '../../support/away-desk.ts';
import { fileDatabase } from '../../support/file-database.ts';

const file = fileDatabase({ emptied: true });
const { gate, pending, leave, press } = awayDesk(() => file.database);

const heard = (id: string, person: string) =>
  gate().approvals.typedAnswers.heard({ id, person, channel: 'C0APPROVALS', thread: undefined });
const nudged = async (id: string) =>
  (await file.database.db.selectFrom('nudges').select('person').where('request_id', '=', id).execute())
    .map(({ person }) => person)
    .sort();

it('a stand-in who answers a card by words is told as the absent lead is, who can still decide; nobody else is', async () => {
  const before = await pending();
  await heard(before, ben);
  expect(await nudged(before)).toEqual([]);
  await leave(tom, ben);
  const id = await pending();
  for (const person of [ben, tom, cleo]) await heard(id, person);
  expect(await nudged(id)).toEqual([ben, tom].sort());
});

it('whose approval is there already, given by themselves or in their place, is told nothing', async () => {
  await leave(tom, ben);
  const id = await pending(300);
  await press(id, ben);
  for (const person of [ben, tom]) await heard(id, person);
  expect(await nudged(id)).toEqual([]);
  await heard(id, sue);
  expect(await nudged(id)).toEqual([sue]);
});
