import { expect, it } from 'vitest';
import { awayDesk, ben, tom } from '../../support/away-desk.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { stateOf } from '../../support/gate.ts';
import { people } from '../../support/people.ts';

const file = fileDatabase({ emptied: true });
const { gate, pending, leave, record, votes, whole } = awayDesk(() => file.database);
const offered = async () => {
  const id = await pending(250);
  const { offers } = gate().approvals;
  await offers.make({ id, person: ben, revision: 0, choice: '50', reason: 'Less', origin: `form of ${id}` });
  const offer = (await record(id)).offers[0]?.id ?? '';
  return { id, accept: () => offers.accept({ id, person: people.agent, offer }) };
};

it('an offer of a stand-in, accepted while they stand in, is the yes of who is away', async () => {
  await leave(tom, ben);
  const { id, accept } = await offered();
  expect(await accept()).toEqual({ kind: 'counted', state: 'approved' });
  await stateOf(gate(), id, 'done');
  expect(await votes(id)).toEqual([{ person: ben, givenFor: tom }]);
  expect(await whole()).toMatchObject({ ok: true });
});

it('an offer of a stand-in is nobody’s yes once the absence is over, and of nobody before it has begun', async () => {
  const early = await offered();
  expect((await record(early.id)).offers).toEqual([]);
  await leave(tom, ben);
  const { id, accept } = await offered();
  await gate().approvals.away.comeBack(tom);
  expect(await accept()).toEqual({ kind: 'counted', state: 'pending' });
  expect(await votes(id)).toEqual([]);
  expect(await record(id)).toMatchObject({ revision: 1, amount: { amount: 50 } });
});
