import { describe, expect, it } from 'vitest';
import { ratingFeature } from '../../../src/commands/rating/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = () => openFormHarness(verbOf(ratingFeature.verbs, 'create'));
const whose = { customer: { choose: '1001' } };

describe('/rating create', () => {
  it('with words is filled in: a name may be several, and a state the last of them', async () => {
    const { fields, text } = await (await open()).type(['Maja', 'Horvat', 'approved']);
    expect(fields).toMatchObject({ customer: '1001', state: 'APPROVED', score: undefined });
    expect(text).toContain('Create a credit rating of Maja Horvat (customer 1001): approved');
  });

  it('chooses no state by itself', async () => {
    const { fields } = await (await open()).start('action:rating.create customer:1001');
    expect(fields).toMatchObject({ customer: '1001', state: undefined });
  });

  it('says that a word is no state; several are the reason', async () => {
    const one = await (await open()).type(['1010', 'aproved']);
    expect(one.text).toContain('⚠️ “aproved” is no state of a rating: choose one.');
    expect(one.fields.reason).toBeUndefined();
    expect((await (await open()).type(['1010', 'paid', 'late'])).fields).toMatchObject({ customer: '1010', reason: 'paid late' });
  });

  it('sends what was filled in', async () => {
    const harness = await open();
    await harness.type([]);
    const values = { ...whose, state: { choose: 'REJECTED' }, score: '210.5', 'valid-until': '2027-01-31', reason: 'by letter' };
    expect(await harness.send(values)).toEqual({});
    expect(harness.asked).toEqual([
      {
        action: 'rating.create',
        input: { rated: { kind: 'customer', id: 1001 }, status: 'REJECTED', score: 210.5, validUntil: '2027-01-31' },
        reason: 'by letter',
      },
    ]);
  });

  it.each([
    [{ state: { choose: 'APPROVED' } }, ['customer']],
    [whose, ['state']],
    [{ ...whose, state: { choose: 'EXPIRED' } }, ['state']],
    [{ ...whose, state: { choose: 'PENDING' }, score: '-1' }, ['score']],
    [{ ...whose, state: { choose: 'PENDING' }, score: 'good' }, ['score']],
  ])('%j is refused at the field', async (values, at) => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send({ ...values, reason: 'x' }))).toEqual(at);
    expect(harness.asked).toEqual([]);
  });
});
