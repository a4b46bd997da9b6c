import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { allGoWrong, asked, done, noRules, outcome, reads, sent } from './deeds.ts';
import { until } from './fakes/server.ts';
import { becomes, says } from './flows.ts';
import type { Hands } from './hands.ts';
import { aSmartmoveUser, aTerms, aUnit, deeds, smartmoveUsers } from './keeping-deeds.ts';
import { anna as annaId, lea as leaId } from './people.ts';
import { viewWords, words } from './reading.ts';
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

const every = () => Object.fromEntries(Object.entries(deeds).map(([name, make]) => [name, make(here)]));
const ends = (end: string, but: Record<string, unknown> = {}) => ({
  ...Object.fromEntries(Object.keys(deeds).map((name) => [name, end])),
  ...but,
});
const version7 = '018f3a52-7b1c-7c3d-9e4f-0123456789ab';

describe('what changes terms, business units and Smartmove users', () => {
  test.each(Object.entries(deeds))('%s: the form from its words, the gate, the one write, the proof', async (_, make) => {
    await done(here, anna, make(here));
  });

  test('each that was done while its answer was lost is Done where it can be read, and is never sent again', async () => {
    // The new id went with the answer: where nothing else finds it, a person settles it.
    const open = expect.stringMatching(/^(Done|Outcome unknown)$/);
    const created = { 'terms.create': open, 'unit.create': open, 'smartmove.create': open };
    expect(await allGoWrong(here, anna, every(), 'lost-500')).toEqual(ends('Done', created));
  }, 180_000);

  test('each whose answer was lost and that is not to be read is Outcome unknown, and is never sent again', async () => {
    expect(await allGoWrong(here, anna, every(), 'status')).toEqual(ends('Outcome unknown'));
  }, 180_000);

  test('a unit that is referenced stays, in words', async () => {
    const unit = aUnit(here);
    here.operations.world.usedUnits.add(unit.id);
    const deed = { line: `/business-unit delete ${unit.id}`, gate: 'a lead', about: unit.name } as const;
    const card = await asked(here, anna, { ...deed, call: { method: 'DELETE', path: `/business-units/${unit.id}` } });
    expect(await outcome(card)).toBe('Failed');
    expect(says(card)).toMatch(/refer|used/i);
    expect(here.operations.world.units.has(unit.id)).toBe(true);
  });

  test('a unit that is an account’s default says whose', async () => {
    const unit = aUnit(here);
    const account = here.operations.world.groups.get(4001) ?? {};
    here.operations.world.groups.set(4001, { ...account, defaultBusinessUnit: { id: unit.id, name: unit.name } });
    const form = await anna.form(`/business-unit delete ${unit.id}`);
    expect(await until('whose', () => /Zuckerbäcker/.exec(viewWords(form))?.[0])).toBeTruthy();
    here.operations.world.groups.set(4001, account);
  });
});

describe('a Smartmove user', () => {
  test('is read again just before it is put', async () => {
    const deed = deeds['smartmove.update']?.(here);
    if (!deed) throw new Error('no such deed');
    await done(here, anna, deed);
    const calls = here.operations.calls.filter((one) => one.path === deed.call.path).map((one) => one.method);
    expect(calls[calls.indexOf('PUT') - 1]).toBe('GET');
  });

  test('that changed while a lead was asked is not put', async () => {
    const user = aSmartmoveUser(here);
    await sent(anna, { line: `/smartmove edit ${user.id}`, values: { City: 'Potsdam' } }, /Asks 1 lead/);
    const lea = here.as(leaId);
    const card = await until('asked', () => lea.dms().find((one) => says(one).includes(user.id.slice(0, 8))));
    expect(says(card)).toContain('Potsdam');
    Object.assign(here.operations.world.smartmoveUsers.get(user.id) ?? {}, { status: 'Inactive' });
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Facts changed');
    expect(here.operations.writes().filter((one) => one.path.endsWith(user.id))).toEqual([]);
  });

  test('the form names what it cannot read, and shows neither phone nor birth date in full', async () => {
    const user = aSmartmoveUser(here);
    const form = await anna.form(`/smartmove edit ${user.id}`);
    expect(viewWords(form)).toContain('customerAccounts');
    expect(viewWords(form)).toMatch(/e-mail/i);
    for (const secret of [user.phone, user.email, '1980-02-03']) expect(JSON.stringify(form.view)).not.toContain(secret);
  });

  test.each([version7, 'not-a-uuid'])('%s is refused with a reason, before Smartmove is asked', async (id) => {
    const before = here.operations.calls.length;
    for (const verb of ['user', 'edit']) {
      const { before: mark } = await anna.type(`/smartmove ${verb} ${id}`);
      await until(`a reason for ${verb}`, () =>
        [
          ...mark.ephemerals().map((one) => words(one.blocks) || one.text),
          ...[mark.view()].flatMap((one) => (one ? [viewWords(one)] : [])),
        ].find((one) => (id === version7 ? /version|1 to 4/i.test(one) : /UUID|id/i.test(one))),
      );
    }
    expect(here.operations.calls.slice(before).filter((one) => one.path.startsWith('/m2m'))).toEqual([]);
  });

  test('is read: masked, to the asker alone', async () => {
    const user = aSmartmoveUser(here);
    const shown = await reads(
      here,
      anna,
      `/smartmove user ${user.id}`,
      [new RegExp(user.lastName), /Active/, /basic/, /1980/, /Berlin/],
      [`${smartmoveUsers}/${user.id}`],
    );
    for (const secret of [user.phone, user.email, '1980-02-03']) expect(JSON.stringify(shown)).not.toContain(secret);
    await reads(here, anna, '/smartmove user 9b2c1d3e-1111-4222-8333-444455550000', [/no .*user|not found/i], []);
  });
});

describe('what is read of terms, business units and settings', () => {
  test('terms: listed by branch, and one', async () => {
    const terms = aTerms(here);
    await reads(here, anna, '/terms list', [new RegExp(terms.termsAndConditionsText)], ['/terms-and-conditions?branchId=1']);
    await reads(here, anna, '/terms list Hamburg', [/Hamburg/], ['/terms-and-conditions?branchId=2']);
    await reads(
      here,
      anna,
      `/terms show ${terms.id}`,
      [new RegExp(terms.termsAndConditionsText), /force/i],
      [`/terms-and-conditions/${terms.id}`],
    );
    expect(viewWords(await anna.form('/terms show 77', /77/))).toMatch(/no record of the terms/i);
  });

  test('business units: listed by branch, and one', async () => {
    const unit = aUnit(here);
    await reads(here, anna, '/business-unit list', [new RegExp(unit.name)], ['/business-units?branchId=1']);
    await reads(here, anna, `/business-unit show ${unit.id}`, [/EUR/, /19 %/, /Berlin/], [`/business-units/${unit.id}`]);
  });

  test('words that are missing open the form', async () => {
    for (const [line, label] of [
      ['/terms show', 'Terms'],
      ['/terms edit', 'Terms'],
      ['/terms delete', 'Terms'],
      ['/terms create', 'Branch'],
      ['/business-unit show', 'Business unit'],
      ['/business-unit edit', 'Business unit'],
      ['/business-unit delete', 'Business unit'],
      ['/business-unit create', 'Currency'],
      ['/smartmove user', 'User'],
      ['/smartmove edit', 'User'],
      ['/smartmove create', 'E-mail'],
    ] as const)
      expect(anna.inputs(await anna.form(line)), line).toContain(label);
  });

  test('settings: keys with what they are for', async () => {
    here.operations.world.settings.push(
      { key: 'invoice.dueDays', scope: 'BRANCH', description: 'Days until an invoice is due', value: '14', branchIds: [1] },
      { key: 'signup.fee', scope: 'TENANT', description: 'What signing up costs', value: '9', branchIds: [] },
    );
    await reads(here, anna, '/wheelhouse settings', [/invoice\.dueDays/, /signup\.fee/], ['/settings-management']);
    await reads(
      here,
      anna,
      '/wheelhouse settings invoice',
      [/Days until an invoice is due/],
      ['/settings-management?searchText=invoice'],
    );
  });
});
