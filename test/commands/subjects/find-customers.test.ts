import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../../sandbox/workspace/limits/index.ts';
import { customerChoice, customerOptions, findCustomer } from '../../../src/commands/subjects/find-customers.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { type CommandHarness, openCommandHarness } from '../../support/command-harness.ts';

const branchId = 1;

function change(harness: CommandHarness, id: number, changes: object): void {
  const { customers } = harness.backOffice.world;
  const customer = customers.get(id);
  if (customer === undefined) throw new Error(`no customer ${id}`);
  customers.set(id, { ...customer, ...changes });
}

describe('digits alone', () => {
  it.each(['1010', '#1010', ' 1010 '])('%s is an id, and one call', async (text) => {
    const harness = await openCommandHarness();
    expect(await findCustomer(harness.app, text, { branchId })).toMatchObject({ kind: 'one', customer: { id: 1010 } });
    expect(harness.calls()).toEqual(['GET /customers/1010']);
  });

  it('that are no id are a phone number from six digits on', async () => {
    const harness = await openCommandHarness();
    change(harness, 1008, { phone: '+43660777888' });
    expect(await findCustomer(harness.app, '43660777888', { branchId })).toMatchObject({ kind: 'one', customer: { id: 1008 } });
    expect(harness.calls()[0]).toBe('GET /customers/43660777888');
    expect(harness.calls()).toHaveLength(2);
  });

  it('that are no id and too short for a phone number are nobody, without a search', async () => {
    const harness = await openCommandHarness();
    expect(await findCustomer(harness.app, '99999', { branchId })).toEqual({ kind: 'none' });
    expect(harness.calls()).toEqual(['GET /customers/99999']);
  });
});

it.each([
  '👤 1010',
  '=1010',
  '*1010*',
  '[1010]',
  '1010,',
  'ID: 1010',
  'customer 1010',
  'Lena Novak (customer 1010)',
  'Novak, Lena 1010',
  'Lena Novak | 1010',
  '#1010 Lena Novak',
  'Novak, Lena',
  'back.example/customers/1010',
])('%s is customer 1010', async (text) => {
  const harness = await openCommandHarness();
  expect(await findCustomer(harness.app, text, { branchId })).toMatchObject({ kind: 'one', customer: { id: 1010 } });
});

it.each(['.', '-', '...', '@', '%'])('a sign alone, %s, names nobody, though every e-mail address has it', async (text) => {
  const harness = await openCommandHarness();
  expect(await findCustomer(harness.app, text, { branchId })).toEqual({ kind: 'none' });
  expect(harness.calls()).toEqual([]);
});

it('a name beside the id of somebody else opens nobody', async () => {
  const harness = await openCommandHarness();
  expect(await findCustomer(harness.app, 'Maja Horvat (customer 1010)', { branchId })).not.toMatchObject({ kind: 'one' });
  expect(await customerOptions(harness.app, '☎ 1010,', branchId)).toMatchObject([{ value: '1010' }]);
});

describe('a phone number', () => {
  it.each([
    '+43 660 123456',
    '+43660123456',
    '0043 660 123456',
    '+43 (660) 12-34-56',
    '+43 (0)660 123456',
    '+43 660–123456',
    '0660 123456',
  ])('%s is the customer who has exactly this one, though others contain it', async (text) => {
    const harness = await openCommandHarness();
    change(harness, 1008, { phone: '+43660123456' });
    change(harness, 1009, { phone: '+436601234567' });
    expect(await findCustomer(harness.app, text, { branchId })).toMatchObject({ kind: 'one', customer: { id: 1008 } });
    expect(harness.calls()).toHaveLength(1);
  });

  it('that two customers share offers both', async () => {
    const harness = await openCommandHarness();
    change(harness, 1008, { phone: '+43660123456' });
    change(harness, 1009, { phone: '0043 660 123456' });
    change(harness, 1016, { phone: '+43660123456' });
    const found = await findCustomer(harness.app, '+43660123456', { branchId });
    expect(found).toMatchObject({ kind: 'several', hits: [{ id: 1016 }, { id: 1008 }] });
  });
});

describe('an e-mail address', () => {
  it.each([
    'Anna Huber <anna.huber@example.org>',
    'anna.huber@example.org,',
    '“anna.huber@example.org”',
    'mail: ANNA.HUBER@example.org.',
    '[anna.huber@example.org](mailto:anna.huber@example.org)',
    'anna.huber@example.org?subject=Hello',
    "'anna.huber@example.org'",
  ])('%s is understood with what is written around it', async (text) => {
    const harness = await openCommandHarness();
    change(harness, 1008, { email: 'anna.huber@example.org' });
    expect(await findCustomer(harness.app, text, { branchId })).toMatchObject({ kind: 'one', customer: { id: 1008 } });
  });

  it('keeps the apostrophe that it has', async () => {
    const harness = await openCommandHarness();
    change(harness, 1008, { email: "o'neill@example.org" });
    change(harness, 1009, { email: 'neill@example.org' });
    expect(await findCustomer(harness.app, 'O’Neill@example.org', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1008 },
    });
  });

  it('is the customer who has exactly this one, whatever its case, though others contain it', async () => {
    const harness = await openCommandHarness();
    change(harness, 1009, { email: 'x.anna.gruber@example.com' });
    expect(await findCustomer(harness.app, 'Anna.Gruber@example.com', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1008 },
    });
    expect(harness.calls()).toHaveLength(1);
  });

  it('finds who never accepted the terms of the branch, too', async () => {
    const harness = await openCommandHarness();
    expect(await findCustomer(harness.app, 'elif.yildiz@example.com', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1011 },
    });
  });

  it('that nobody has is nobody', async () => {
    const harness = await openCommandHarness();
    expect(await findCustomer(harness.app, 'who@nowhere.example', { branchId })).toEqual({ kind: 'none' });
  });
});

describe('a name', () => {
  it('is searched in the branch and everywhere at once; several are given page by page', async () => {
    const harness = await openCommandHarness();
    const found = await findCustomer(harness.app, 'Anna Gruber', { branchId });
    // Others contain both words, in their names and addresses: those of this very name are first.
    expect(found.kind === 'several' && found.hits.slice(0, 3).map(({ id }) => id)).toEqual([1305, 1009, 1008]);
    expect([...harness.calls()].sort()).toEqual([
      'GET /customers?branchId=1&searchText=Anna%20Gruber&page=0&size=10',
      'GET /customers?simple&searchText=Anna%20Gruber&size=50',
    ]);
    const next = await findCustomer(harness.app, 'a', { branchId, page: 1 });
    expect(next.kind === 'several' && next.hits).toHaveLength(10);
  });

  it('that fits one customer is that one, a deleted one included', async () => {
    const harness = await openCommandHarness();
    expect(await findCustomer(harness.app, 'Vera Lang', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1014, blockState: 'DELETED' },
    });
  });

  it('of two words is found if the back office looks at one field at a time', async () => {
    const harness = await openCommandHarness();
    change(harness, 1008, { email: undefined });
    const search = harness.app.readers.operations.customers.search;
    const customers = {
      ...harness.app.readers.operations.customers,
      search: (args: Parameters<typeof search>[0]) =>
        /\s/.test(args.query.searchText ?? '') ? Promise.resolve({ items: [] }) : search(args),
    };
    const readers = { ...harness.app.readers, operations: { ...harness.app.readers.operations, customers } };
    expect(await findCustomer({ ...harness.app, readers }, 'Lena Novak', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1010 },
    });
    expect(await findCustomer({ ...harness.app, readers }, 'Lena Nobody', { branchId })).toEqual({ kind: 'none' });
  });

  it('of somebody who never accepted the terms of the branch is found elsewhere', async () => {
    const harness = await openCommandHarness();
    expect(await findCustomer(harness.app, 'Elif Yıldız', { branchId: 3 })).toMatchObject({
      kind: 'one',
      customer: { id: 1011 },
      place: 'elsewhere',
    });
    expect(await findCustomer(harness.app, 'Elif Yıldız', { branchId: 2 })).toMatchObject({
      kind: 'one',
      customer: { id: 1011 },
      place: 'branch',
    });
  });
});

it('blank words ask nobody', async () => {
  const harness = await openCommandHarness();
  expect(await findCustomer(harness.app, ' \u200b ', { branchId })).toEqual({ kind: 'none' });
  expect(harness.calls()).toEqual([]);
});

it('a back office that does not answer is a fault and not nobody', async () => {
  const harness = await openCommandHarness();
  harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
  await expect(findCustomer(harness.app, '1010', { branchId })).rejects.toMatchObject({ code: 'upstream_down' });
});

describe('a customer in a list', () => {
  it('shows name, masked e-mail and id, and says when the account is deleted', () => {
    const choice = customerChoice(
      { id: 1014, firstName: 'Vera', lastName: 'Lang', email: 'vera.lang@example.com', blockState: 'DELETED' },
      redactorForOne(),
    );
    expect(choice).toEqual({ text: 'Vera Lang · v…@example.com · 1014', value: '1014', description: 'deleted' });
  });

  it('shows many people initials and id alone', () => {
    const { text } = customerChoice(
      { id: 1014, firstName: 'Vera', lastName: 'Lang', email: 'vera.lang@example.com' },
      redactorForMany(),
    );
    expect(text).not.toMatch(/Vera|Lang|example/);
  });

  it('keeps the id visible however long the name is', () => {
    const choice = customerChoice(
      { id: 1017, firstName: 'W'.repeat(5000), lastName: 'B', email: `x@${'y'.repeat(200)}.example` },
      redactorForOne(),
    );
    expect(choice.text.length).toBeLessThanOrEqual(75);
    expect(choice.text).toMatch(/1017$/);
  });
});

describe('options of a select', () => {
  it('are at most a hundred, masked, and as Slack takes them', async () => {
    const harness = await openCommandHarness();
    const options = await customerOptions(harness.app, 'e', branchId);
    expect(options).toHaveLength(100);
    expect(
      checkOptions({
        options: options.map(({ text, value, description }) => ({
          text: { type: 'plain_text', text },
          value,
          description: description === undefined ? undefined : { type: 'plain_text', text: description },
        })),
      }),
    ).toEqual([]);
    expect(JSON.stringify(options)).not.toMatch(/[a-z]{2,}@/);
  });

  it('begin with the customer of that id, once', async () => {
    const harness = await openCommandHarness();
    const options = await customerOptions(harness.app, '1010', branchId);
    expect(options[0]).toMatchObject({ value: '1010' });
    expect(options.filter(({ value }) => value === '1010')).toHaveLength(1);
  });

  it('are none for a blank query, without a call', async () => {
    const harness = await openCommandHarness();
    expect(await customerOptions(harness.app, '  ', branchId)).toEqual([]);
    expect(harness.calls()).toEqual([]);
  });

  it('stop when nobody waits for them any more', async () => {
    const harness = await openCommandHarness();
    const hold = harness.backOffice.hold(() => true, 'before');
    const typing = new AbortController();
    const options = customerOptions(harness.app, 'anna', branchId, typing.signal);
    await hold.arrived(1);
    typing.abort(new Error('the next letter'));
    await expect(options).rejects.toBeDefined();
    hold.release();
  });
});
