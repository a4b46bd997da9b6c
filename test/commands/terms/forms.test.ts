import { describe, expect, it } from 'vitest';
import { termsFeature } from '../../../src/commands/terms/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = (verb: string) => openFormHarness(verbOf(termsFeature.verbs, verb));
const link = 'https://operator.example/2027';

describe('/terms create', () => {
  it('opens filled in with branch, link and label, and says how many are asked', async () => {
    const harness = await open('create');
    const { fields, text } = await harness.type(['Graz', link, 'Terms', 'of', 'use']);
    expect(fields).toMatchObject({ branch: '2', termsAndConditionsUrl: link, termsAndConditionsText: 'Terms of use' });
    expect(text).toMatch(/\d+ customers have accepted terms of Graz/);
  });

  it('keeps what it understood of an invalid branch, and takes no address that is none', async () => {
    const harness = await open('create');
    const { fields, text } = await harness.type(['Nowhere', link]);
    expect(fields.termsAndConditionsUrl).toBe(link);
    expect(text).toContain('No branch is called “Nowhere”');
    const errors = await harness.send({ branch: { choose: '1' }, termsAndConditionsUrl: 'operator', reason: 'r' });
    expect(errors).toEqual({
      termsAndConditionsUrl: 'A web address begins with https://.',
      termsAndConditionsText: expect.stringContaining('words that customers see'),
    });
    expect(harness.asked).toEqual([]);
  });
});

describe('/terms edit', () => {
  it('is filled in with what they are, and sends what was changed alone', async () => {
    const harness = await open('edit');
    const { fields, text } = await harness.type(['12']);
    expect(fields).toMatchObject({
      terms: '12',
      'termsAndConditionsText:12': 'Terms of use Vienna',
      'privacyGuidelinesText:12': 'Privacy',
    });
    expect(text).toContain('Nobody is asked to accept edited terms again');
    const same = { terms: { choose: '12' }, reason: 'r' };
    expect(await harness.send(same)).toEqual({ 'termsAndConditionsText:12': expect.stringContaining('Nothing has changed yet') });
    await harness.send({ ...same, 'termsAndConditionsText:12': 'Other', 'privacyGuidelinesUrl:12': '' });
    expect(harness.asked).toEqual([
      {
        action: 'terms.update',
        input: { termsId: 12, edit: { termsAndConditionsText: 'Other', privacyGuidelinesUrl: null } },
        reason: 'r',
      },
    ]);
  });

  it('takes no terms without a link or its label', async () => {
    const harness = await open('edit');
    await harness.type(['12']);
    const errors = await harness.send({ terms: { choose: '12' }, 'termsAndConditionsText:12': '', reason: 'r' });
    expect(errors).toMatchObject({ 'termsAndConditionsText:12': 'This cannot be empty.' });
  });

  it('asks which, and is then filled in with it', async () => {
    const harness = await open('edit');
    expect((await harness.type([])).fields).toHaveProperty('terms');
    expect(await harness.send({ reason: 'r' })).toEqual({ terms: expect.any(String) });
    const { fields } = await harness.change({ terms: { choose: '22' } });
    expect(fields).toMatchObject({ 'termsAndConditionsText:22': 'Terms of use Graz' });
  });
});

it('/terms delete opens from the button of a row', async () => {
  const harness = await open('delete');
  const { fields, text } = await harness.start('action:terms.delete terms:11');
  expect(fields.terms).toBe('11');
  expect(text).toContain('Delete terms 11 of Vienna');
  await harness.send({ terms: { choose: '11' }, reason: 'old' });
  expect(harness.asked).toEqual([{ action: 'terms.delete', input: { termsId: 11 }, reason: 'old' }]);
});
