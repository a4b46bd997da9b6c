import { describe, expect, it } from 'vitest';
import { tagCustomer } from '../../../src/actions/customer/tag.ts';
import { marksOf } from '../../../src/lib/mark.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const base = { customerId: 1001, branchId: 1 };

describe('tags', () => {
  it('go out as the whole list, and are proved by reading the same list', async () => {
    const harness = await openActionHarness();
    const input = { ...base, tags: ['vip', 'fleet'] };
    const { snapshot } = await harness.carryOut(tagCustomer, input);
    expect(harness.writes()).toEqual(['PUT /customers/1001/tags?branchId=1 ["vip","fleet"]']);
    expect(await tagCustomer.verify?.(harness.readers, input, snapshot, context)).toBe('done');
    const customer = harness.backOffice.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['vip'];
    expect(await tagCustomer.verify?.(harness.readers, input, snapshot, context)).toBe('not-done');
  });

  it('whose answer was lost are done only when they read back', async () => {
    const input = { ...base, tags: ['fleet'] };
    expect(await (await openActionHarness()).losing(tagCustomer, input, 'done')).toBe('done');
    expect(await (await openActionHarness()).losing(tagCustomer, input, 'undone')).toBe('not-done');
  });

  it('that nobody saw stay, and those that went meanwhile do not come back', async () => {
    const harness = await openActionHarness();
    const customer = harness.backOffice.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['late', 'press'];
    // Shown were vip and late; fleet was added and late taken away.
    const input = { ...base, tags: ['vip', 'fleet'], shown: marksOf(['vip', 'late']) };
    const { snapshot } = await harness.carryOut(tagCustomer, input);
    expect(harness.writes()).toEqual(['PUT /customers/1001/tags?branchId=1 ["fleet","press"]']);
    expect(tagCustomer.riskOf?.(snapshot, input)).toBe('destructive');
    expect(await tagCustomer.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  });

  it.each([
    [['vip', 'fleet'], 'routine', 'Add a tag: '],
    [[], 'destructive', 'Remove a tag: '],
    [['fleet', 'late'], 'destructive', 'Replace the whole list of tags: '],
  ])('as %j are %s and say which it is', async (tags, risk, title) => {
    const harness = await openActionHarness();
    const input = { ...base, tags };
    const snapshot = await harness.look(tagCustomer, input);
    expect(tagCustomer.riskOf?.(snapshot, input)).toBe(risk);
    const plain = tagCustomer.preview(snapshot, input, redactorForOne());
    expect(plain.title).toBe(`${title}Maja Horvat (customer 1001)`);
    expect(plain.warning === undefined).toBe(risk === 'routine');
    expect(plain.lines).toContain(`Removed: ${risk === 'routine' ? 'none' : 'vip'}`);
  });

  it('that are the same, or of a deleted account, are refused', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(tagCustomer, { ...base, tags: ['vip'] })).rejects.toMatchObject({
      say: expect.stringContaining('the tags as they are now'),
    });
    await expect(harness.look(tagCustomer, { ...base, customerId: 1014, tags: ['x'] })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('that somebody else changed meanwhile are another list than the one that was approved', async () => {
    const harness = await openActionHarness();
    const input = { ...base, tags: ['vip', 'fleet'] };
    const before = tagCustomer.fingerprint(await harness.look(tagCustomer, input));
    const customer = harness.backOffice.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['vip', 'late'];
    expect(tagCustomer.fingerprint(await harness.look(tagCustomer, input))).not.toEqual(before);
  });
});
