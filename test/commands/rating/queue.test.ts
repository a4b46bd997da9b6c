import { describe, expect, it } from 'vitest';
import { ratingFeature } from '../../../src/commands/rating/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = (verb: string, options: Parameters<typeof openFormHarness>[1] = {}) =>
  openFormHarness(verbOf(ratingFeature.verbs, verb), options);

describe('/rating queue', () => {
  it('says that it costs money before anybody is chosen', async () => {
    const { text, fields } = await (await open('queue')).type([]);
    expect(text).toContain('This costs money each time');
    expect(Object.keys(fields)).toEqual(['customer', 'account', 'reason']);
  });

  it('shows the active rating before it is sent', async () => {
    const harness = await open('queue');
    harness.backOffice.world.ratings.set(1001, [{ id: 7, status: 'APPROVED', score: 540, createdAt: '2026-11-01T09:00:00Z' }]);
    const { text, fields } = await harness.type(['Maja', 'Horvat']);
    expect(fields.customer).toBe('1001');
    expect(text).toContain('Active rating: approved, score 540');
    expect(text).toContain('The provider charges for it');
  });

  it('is asked for with a reason', async () => {
    const harness = await open('queue', { asks: true });
    await harness.type(['1001']);
    expect(Object.keys(await harness.send({ customer: { choose: '1001' } }))).toEqual(['reason']);
    expect(await harness.send({ customer: { choose: '1001' }, reason: 'new address' })).toEqual({});
    expect(harness.asked).toEqual([
      { action: 'rating.queue', input: { rated: { kind: 'customer', id: 1001 } }, reason: 'new address' },
    ]);
  });
});

describe.each(['approve', 'reject', 'queue'])('/rating %s', (verb) => {
  it('takes a business account', async () => {
    const harness = await open(verb);
    const [account] = harness.backOffice.world.groups.values();
    harness.backOffice.world.ratings.set(account?.id ?? 0, [
      { id: 9, status: verb === 'queue' ? 'APPROVED' : 'PENDING', score: 500, createdAt: '2026-11-01T09:00:00Z' },
    ]);
    const { fields } = await harness.type([`account:${account?.id}`]);
    expect(fields.account).toBe(String(account?.id));
    expect(Object.keys(fields)).not.toContain('customer');
    await harness.send({ account: { choose: String(account?.id) }, reason: 'x' });
    expect(harness.asked).toMatchObject([{ action: `rating.${verb}`, input: { rated: { kind: 'account', id: account?.id } } }]);
  });

  it('starts from a button, filled in', async () => {
    const { fields } = await (await open(verb)).start(`action:rating.${verb} customer:1001 branch:1`);
    expect(fields.customer).toBe('1001');
  });

  it('for two at once, or nobody, says so at a field that is there', async () => {
    const harness = await open(verb);
    await harness.type([]);
    const both = { customer: { choose: '1001' }, account: { choose: '7001' }, reason: 'x' };
    expect(await harness.send(both)).toEqual({ account: 'Choose a customer or a business account, not both.' });
    expect(Object.keys(await harness.send({ reason: 'x' }))).toEqual(['customer']);
  });

  it('for a name that several have offers them', async () => {
    const { view } = await (await open(verb)).type(['Anna', 'Gruber']);
    expect(JSON.stringify(view)).toMatch(/1008[\s\S]*1009|1009[\s\S]*1008/);
  });
});
