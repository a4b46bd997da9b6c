import { describe, expect, it } from 'vitest';
import { tagCustomer } from '../../../src/actions/customer/tag.ts';
import { tagMarks } from '../../../src/actions/vocabulary/tags.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const base = { customerId: 1001, branchId: 1 };

describe('tags', () => {
  it('go out as the whole list, and are proved by reading the same list', async () => {
    const desk = await openActionDesk();
    const input = { ...base, tags: ['vip', 'fleet'] };
    const { seen } = await desk.carryOut(tagCustomer, input);
    expect(desk.writes()).toEqual(['PUT /customers/1001/tags?branchId=1 ["vip","fleet"]']);
    expect(await tagCustomer.settled?.(desk.readers, input, seen, told)).toBe('done');
    const customer = desk.office.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['vip'];
    expect(await tagCustomer.settled?.(desk.readers, input, seen, told)).toBe('not-done');
  });

  it('whose answer was lost are done only when they read back', async () => {
    const input = { ...base, tags: ['fleet'] };
    expect(await (await openActionDesk()).losing(tagCustomer, input, 'done')).toBe('done');
    expect(await (await openActionDesk()).losing(tagCustomer, input, 'undone')).toBe('not-done');
  });

  it('that nobody saw stay, and those that went meanwhile do not come back', async () => {
    const desk = await openActionDesk();
    const customer = desk.office.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['late', 'press'];
    // Shown were vip and late; fleet was added and late taken away.
    const input = { ...base, tags: ['vip', 'fleet'], shown: tagMarks(['vip', 'late']) };
    const { seen } = await desk.carryOut(tagCustomer, input);
    expect(desk.writes()).toEqual(['PUT /customers/1001/tags?branchId=1 ["fleet","press"]']);
    expect(tagCustomer.riskOf?.(seen, input)).toBe('destructive');
    expect(await tagCustomer.settled?.(desk.readers, input, seen, told)).toBe('done');
  });

  it.each([
    [['vip', 'fleet'], 'routine', 'Add a tag: '],
    [[], 'destructive', 'Remove a tag: '],
    [['fleet', 'late'], 'destructive', 'Replace the whole list of tags: '],
  ])('as %j are %s and say which it is', async (tags, risk, title) => {
    const desk = await openActionDesk();
    const input = { ...base, tags };
    const seen = await desk.look(tagCustomer, input);
    expect(tagCustomer.riskOf?.(seen, input)).toBe(risk);
    const plain = tagCustomer.preview(seen, input, showToOne());
    expect(plain.title).toBe(`${title}Maja Horvat (customer 1001)`);
    expect(plain.warning === undefined).toBe(risk === 'routine');
    expect(plain.lines).toContain(`Removed: ${risk === 'routine' ? 'none' : 'vip'}`);
  });

  it('that are the same, or of a deleted account, are refused', async () => {
    const desk = await openActionDesk();
    await expect(desk.look(tagCustomer, { ...base, tags: ['vip'] })).rejects.toMatchObject({
      say: expect.stringContaining('the tags as they are now'),
    });
    await expect(desk.look(tagCustomer, { ...base, customerId: 1014, tags: ['x'] })).rejects.toMatchObject({ code: 'refused' });
  });

  it('that somebody else changed meanwhile are another list than the one that was approved', async () => {
    const desk = await openActionDesk();
    const input = { ...base, tags: ['vip', 'fleet'] };
    const before = tagCustomer.fingerprint(await desk.look(tagCustomer, input));
    const customer = desk.office.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['vip', 'late'];
    expect(tagCustomer.fingerprint(await desk.look(tagCustomer, input))).not.toEqual(before);
  });
});
