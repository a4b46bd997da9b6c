import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/approvals/erase.ts';
import { keptOf } from '../../support/erased.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { stateOf } from '../../support/gate.ts';
import { insiderOf } from '../../support/insider.ts';
import { counted, notCounted, offerDesk } from '../../support/offer-desk.ts';
import { people, testPolicy } from '../../support/people.ts';

const file = fileDatabase();
const { gate, under, customer, pending, record, newest, accept, offer, decline, yes, kinds, given, judged } = offerDesk(
  () => file.database,
);

describe('an offer', () => {
  it('is taken from nobody who could not decide it', async () => {
    gate().deps.policy = { ...gate().deps.policy, staff: { [people.second]: [customer() + 1] } };
    const id = await pending(50);
    gate().deps.policy = { ...gate().deps.policy, staff: {} };
    for (const person of [people.agent, people.other, people.guest, people.second])
      expect(await offer(id, 20, { person })).toMatchObject({ kind: 'not-counted' });
    expect((await record(id)).offers).toEqual([]);
    expect(await kinds(id)).toEqual(['request.asked', 'request.pending']);
  });

  it('is less of the same: one sentence says what is not', async () => {
    const id = await pending(50);
    for (const amount of [50, 60]) expect(await offer(id, amount)).toMatchObject(notCounted('worth less than'));
    expect(await offer(id, 'CHF')).toMatchObject(notCounted('worth less than'));
    gate().backOffice.unlike = 'It is for business accounts.';
    expect(await offer(id, 20)).toMatchObject(notCounted('It is for business accounts.'));
    gate().backOffice.unlike = undefined;
    gate().backOffice.givesMore = true;
    expect(await offer(id, 20)).toMatchObject(notCounted('worth less than'));
    gate().backOffice.givesMore = false;
    gate().backOffice.blockState = 'DELETED';
    expect(await offer(id, 20)).toMatchObject(notCounted('The customer is gone.'));
    expect((await record(id)).offers).toEqual([]);
  });

  it('is not made for what gives more than money', async () => {
    gate().backOffice.givesMore = true;
    const id = await pending(50);
    gate().backOffice.givesMore = false;
    expect((await record(id)).preview?.hasLess).toBeUndefined();
    expect(await offer(id, 20)).toMatchObject(notCounted('Less can’t be offered'));
  });

  it('is made once if its form is delivered five times, and ten times in all', async () => {
    const id = await pending(250);
    const presses = await Promise.all(Array.from({ length: 5 }, () => offer(id, 100, { origin: 'one form' })));
    expect(presses).toEqual(Array.from({ length: 5 }, () => counted('pending')));
    gate().directory.silent = true;
    expect(await offer(id, 100, { origin: 'one form' })).toEqual(counted('pending'));
    gate().directory.silent = false;
    expect((await record(id)).offers).toHaveLength(1);
    for (let amount = 99; amount > 90; amount -= 1) await offer(id, amount);
    expect(await offer(id, 20)).toMatchObject(notCounted('10 offers'));
  });

  it('is replaced by a newer one, and what was offered before can’t be accepted', async () => {
    const id = await pending();
    await offer(id, 50);
    const first = await newest(id);
    await offer(id, 100, { person: people.second });
    expect(await accept(id, people.agent, first)).toMatchObject(notCounted('no longer open'));
    expect((await record(id)).offers.map(({ made }) => made !== undefined)).toEqual([false, true]);
    expect(await accept(id)).toEqual(counted('approved'));
    await stateOf(gate(), id, 'done');
    expect(given()).toEqual([100]);
  });

  it('is told to receivers of webhooks', async () => {
    const url = 'https://desk.example.com/hook';
    await under(`${testPolicy}\nwebhooks: [{ url: "${url}", on: [offered], secret: HOOK_SECRET }]\n`);
    const id = await pending();
    const before = gate().hooked.length;
    await offer(id, 50);
    await expect.poll(() => gate().hooked.length).toBe(before + 1);
  });

  it('is forgotten with what else names somebody', async () => {
    const id = await pending();
    await offer(id, 50);
    await accept(id);
    await stateOf(gate(), id, 'done');
    expect(await keptOf(file.database.db, id)).toContain('A short delay');
    await eraseCustomer(gate().deps, { customer: customer(), actor: 'cli:ops', reason: 'asked for' });
    expect((await record(id)).offers).toEqual([]);
    expect(await keptOf(file.database.db, id)).not.toContain('A short delay');
    expect(await judged()).toMatchObject({ ok: true });
  });
});

describe('what something else than the app writes', () => {
  const write = (statement: string) => insiderOf(() => file.database.db)(statement);

  it('makes no offer, changes none, and brings none back', async () => {
    const id = await pending();
    await offer(id, 50);
    const which = await newest(id);
    await write(
      `UPDATE request_details SET offers = jsonb_set(offers, '{0,made,input,amount}', '200') WHERE request_id = '${id}'`,
    );
    expect((await record(id)).offers).toEqual([]);
    expect(await accept(id, people.agent, which)).toMatchObject({ kind: 'not-counted' });
    expect((await record(id)).revision).toBe(0);
    const other = await pending();
    await offer(other, 50);
    await decline(other);
    await write(`UPDATE request_details SET offers = offers #- '{0,answer}' WHERE request_id = '${other}'`);
    expect(await accept(other)).toMatchObject({ kind: 'not-counted' });
    expect((await record(other)).revision).toBe(0);
  });

  it('does not put the version before back, with the yes to it', async () => {
    const id = await pending(900);
    await yes(id, people.second);
    const keep = await sql<{ row: string; votes: string; seen: string }>`SELECT
      (SELECT row_to_json(r)::text FROM requests r WHERE id = ${id}) AS row,
      (SELECT json_agg(v)::text FROM votes v WHERE request_id = ${id}) AS votes,
      (SELECT row_to_json(d)::text FROM request_details d WHERE request_id = ${id}) AS seen`.execute(file.database.db);
    const [kept] = keep.rows;
    await offer(id, 300);
    await accept(id);
    const insider = (text: string | undefined) => (text ?? '').replaceAll("'", "''");
    await write(`DELETE FROM votes WHERE request_id = '${id}'`);
    await write(`INSERT INTO votes SELECT * FROM json_populate_recordset(NULL::votes, '${insider(kept?.votes)}')`);
    await write(
      `UPDATE requests SET seal = o.seal, amount = o.amount, rule = o.rule, role = o.role, votes_needed = o.votes_needed, decide_by = o.decide_by
       FROM json_populate_record(NULL::requests, '${insider(kept?.row)}') o WHERE requests.id = o.id`,
    );
    await write(
      `UPDATE request_details SET input = o.input, seen = o.seen, facts = o.facts, preview = o.preview, offers = NULL
       FROM json_populate_record(NULL::request_details, '${insider(kept?.seen)}') o WHERE request_details.request_id = o.request_id`,
    );
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    expect(await stateOf(gate(), id, 'stale')).toBe('stale');
    expect(given()).toEqual([]);
  });
});
