import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anAccount as accountOn, deeds } from './account-deeds.ts';
import { mina } from './customers.ts';
import { allGoWrong, asked, done, noRules, outcome, reads, sent } from './deeds.ts';
import type { Thing } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import { becomes, says, someone } from './flows.ts';
import type { Hands } from './hands.ts';
import { anna as annaId } from './people.ts';
import { labelOf, viewWords, words } from './reading.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage({ policy: noRules });
  anna = here.as(annaId);
}, 180_000);
afterEach(() => {
  here.operations.behave();
  here.clean();
});
afterAll(() => here.stop());

const anAccount = (more: Thing = {}, members = 0) => accountOn(here, more, members);
const memberIds = (id: number) => (here.operations.world.members.get(id) ?? []).map((one) => one.userId);
const every = () => Object.fromEntries(Object.entries(deeds).map(([name, make]) => [name, make(here)]));
const ends = (end: string, but: Record<string, unknown> = {}) => ({
  ...Object.fromEntries(Object.keys(deeds).map((name) => [name, end])),
  ...but,
});

describe('what changes a business account', () => {
  test.each(Object.entries(deeds))('%s: the form from its words, the gate, the one write, the proof', async (_, make) => {
    await done(here, anna, make(here));
  });

  test('each that was done while its answer was lost is Done where it can be read, and is never sent again', async () => {
    // A new account's id went with the answer, and an invitation can be read nowhere.
    const open = { 'account.create': expect.stringMatching(/^(Done|Outcome unknown)$/), 'account.invite': 'Outcome unknown' };
    expect(await allGoWrong(here, anna, every(), 'lost-500')).toEqual(ends('Done', open));
  }, 180_000);

  test('each whose answer was lost and that is not to be read is Outcome unknown, and is never sent again', async () => {
    expect(await allGoWrong(here, anna, every(), 'status')).toEqual(ends('Outcome unknown'));
  }, 180_000);
});

describe('members', () => {
  test('who was not added is shown person by person, and only they are tried again', async () => {
    const { id, name, code } = anAccount();
    const [fine, bad, worse] = [someone(here), someone(here), someone(here)];
    for (const one of [bad, worse]) here.operations.world.refusedMembers.add(one.id);
    const card = await asked(here, anna, {
      line: `/account add ${code} ${fine.id} ${bad.id} ${worse.id}`,
      gate: 'at once',
      about: name,
      call: { method: 'POST', path: '' },
    });
    await until('the failed ones', () => says(card).includes('is not eligible'));
    for (const one of [bad, worse]) expect(says(card)).toContain(String(one.id));
    expect(memberIds(id)).toContain(fine.id);
    here.operations.world.refusedMembers.clear();
    const before = anna.mark();
    const writes = here.operations.writes().length;
    await anna.press(inMessage(card), 'Try the failed ones again');
    const form = await anna.formAfter(before, 'again', /Runs at once/);
    expect(anna.filledIn(form, 'Customer')).toContain(bad.lastName);
    expect(anna.filledIn(form, 'Customer')).not.toContain(fine.lastName);
    await anna.submit(form);
    await until('they are in', () => memberIds(id).includes(worse.id));
    expect(
      here.operations
        .writes()
        .slice(writes)
        .map((one) => [one.path, one.body]),
    ).toEqual([[`/groups/${id}/add-members`, { userIds: [bad.id, worse.id] }]]);
  });

  test('who is in another account is a conflict with its name, and nothing is written', async () => {
    const taken = anAccount({}, 1);
    const { code } = anAccount();
    const writes = here.operations.writes().length;
    const form = await anna.form(`/account add ${code} ${taken.people[0]?.id}`);
    await until('the conflict', () => viewWords(form).includes(taken.name));
    expect(here.operations.writes()).toHaveLength(writes);
  });

  test('owner is never offered as a role, and an owner is neither removed nor changed', async () => {
    const { id, code, owner, people } = anAccount({}, 1);
    const form = await anna.form(`/account role ${code} ${people[0]?.id} OWNER`);
    expect((await anna.options(form, 'Role', '')).map(labelOf).join()).not.toMatch(/owner/i);
    for (const verb of ['remove', 'role']) {
      const line = `/account ${verb} ${code} ${owner.id}${verb === 'role' ? ' MEMBER' : ''}`;
      await sent(anna, { line }).catch(() => undefined);
    }
    expect(here.operations.writes().filter((one) => one.path.startsWith(`/groups/${id}/`))).toEqual([]);
    expect(memberIds(id)).toContain(owner.id);
  });

  test('who changed while a lead was asked stops it as Facts changed', async () => {
    const { id, name, tags } = anAccount({ tags: ['alt', 'vip'] });
    await sent(anna, { line: `/account tags ${id}`, values: { Tags: 'vip' } });
    const lea = here.as('U0LEA');
    const card = await until('asked', () => lea.dms().find((one) => says(one).includes(name)));
    Object.assign(here.operations.world.groups.get(id) ?? {}, { tags: [...tags, 'gesperrt'] });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed');
    expect(here.operations.writes().filter((one) => one.path.startsWith(`/groups/${id}/`))).toEqual([]);
  });

  test('a clear refusal is Failed, with its words', async () => {
    const deed = deeds['account.update']?.(here);
    if (!deed) throw new Error('no such deed');
    const body = { errorCode: 'UG409', userMessage: 'code is taken elsewhere', httpStatus: 409, traceId: 'trace-ug' };
    here.operations.misbehave(({ method }) => method === 'PATCH', { kind: 'status', status: 409, body });
    const card = await asked(here, anna, deed);
    expect(await outcome(card)).toBe('Failed');
    expect(says(card)).toMatch(/UG409|code is taken elsewhere/);
  });
});

describe('what is read of a business account', () => {
  test.each(['4001', 'ZUCKER', 'Zuckerbäcker', '"Zuckerbäcker Logistik GmbH"', 'account:ZUCKER'])('lookup %s', async (named) => {
    await reads(here, anna, `/account lookup ${named}`, [/business account 4001/, /Zuckerbäcker/, /month/i, /invoic/i], []);
  });

  test('lookup of several offers them, of none says so', async () => {
    const [one, other] = [anAccount({ name: 'Doppelgänger Nord' }), anAccount({ name: 'Doppelgänger Süd' })];
    const form = await anna.form('/account lookup Doppelgänger');
    const offered = (await anna.options(form, 'Business account', 'Doppelgänger')).map(labelOf).join();
    for (const id of [one.id, other.id]) expect(offered).toContain(String(id));
    await reads(here, anna, '/account lookup Nirgendwo', [/Nirgendwo/, /no business account/i], []);
  });

  test('members, one member, billing, payment', async () => {
    const { id, name, code, people } = anAccount({}, 2);
    await reads(here, anna, `/account members ${code}`, [new RegExp(name), /owner/i], [`/groups/${id}/members`]);
    const one = await reads(
      here,
      anna,
      `/account member ${code} ${people[0]?.id}`,
      [new RegExp(`${people[0]?.lastName}`), /Vertrieb/, /active/i],
      [`/groups/${id}/members/${people[0]?.id}`],
    );
    expect(JSON.stringify(one)).not.toContain('chefin@');
    await reads(here, anna, `/account billing ${code}`, [/10/, /20/, /EUR|€/], [`/groups/${id}/billing-summary`]);
    await reads(here, anna, `/account payment ${code}`, [/payment/i], [`/groups/${id}/payment-sources`]);
  });

  test('words that are missing open the form', async () => {
    for (const verb of ['lookup', 'members', 'billing', 'payment', 'edit', 'delete', 'tags', 'add', 'remove', 'invite', 'role'])
      expect(anna.inputs(await anna.form(`/account ${verb}`)), verb).toContain('Business account');
  });

  test('vouchers of a customer and of a business account', async () => {
    const { world } = here.operations;
    const voucher = {
      id: 1,
      voucherableCode: 'CARE20',
      name: 'Goodwill 20',
      status: 'ACTIVE',
      valueGross: 20,
      remainingValueGross: 7.5,
      currency: 'EUR',
    };
    world.vouchers.set(`customers/${mina.id}`, [voucher]);
    world.vouchers.set('groups/4001', [{ ...voucher, name: 'Firmenguthaben' }]);
    await reads(here, anna, `/voucher list ${mina.id}`, [/Goodwill 20/, /7[.,]50?/], [`/customers/${mina.id}/vouchers`]);
    await reads(here, anna, '/voucher list account:ZUCKER', [/Firmenguthaben/], ['/groups/4001/vouchers']);
    expect(anna.inputs(await anna.form('/voucher list'))).toContain('Customer');
    expect(words(anna.answers().at(-1)?.blocks)).not.toContain(mina.email);
  });
});
