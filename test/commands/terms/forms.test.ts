import { describe, expect, it } from 'vitest';
import { termsFeature } from '../../../src/commands/terms/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';

const open = (verb: string) => openFormDesk(verbOf(termsFeature.verbs, verb));

describe('/terms create', () => {
  it('opens filled in with branch, version and title, and says what follows', async () => {
    const desk = await open('create');
    const { fields, text } = await desk.type(['Graz', '3.0', 'Terms', 'of', 'use']);
    expect(fields).toMatchObject({ branch: '2', version: '3.0', title: 'Terms of use', active: 'yes' });
    expect(text).toContain('must accept again');
  });

  it('keeps what it understood of a branch that is none, and takes no address that is none', async () => {
    const desk = await open('create');
    const { fields, text } = await desk.type(['Nowhere', '3.0']);
    expect(fields.version).toBe('3.0');
    expect(text).toContain('No branch is called “Nowhere”');
    const errors = await desk.send({ branch: { choose: '1' }, version: '3.0', title: 'T', url: 'operator', reason: 'r' });
    expect(errors).toEqual({ url: 'A web address begins with https://.', active: expect.any(String) });
    expect(desk.asked).toEqual([]);
  });
});

describe('/terms edit', () => {
  it('is filled in with what they are, and sends what was changed alone', async () => {
    const desk = await open('edit');
    const { fields } = await desk.type(['2.0']);
    expect(fields).toMatchObject({ version: '2.0', title: 'Terms of use Vienna', active: 'yes' });
    const { terms = '', validFrom = '' } = fields;
    const same = { terms: { choose: terms }, version: '2.0', url: 'https://operator.example/terms/VIE/2.0', validFrom };
    const errors = await desk.send({ ...same, title: 'Terms of use Vienna', active: { choose: 'yes' }, reason: 'r' });
    expect(errors).toEqual({ version: expect.stringContaining('Change something first') });
    await desk.send({ ...same, url: '', title: 'Other', active: { choose: 'no' }, reason: 'r' });
    expect(desk.asked).toEqual([
      { action: 'terms.update', input: { termsId: 12, edit: { title: 'Other', url: null, active: false } }, reason: 'r' },
    ]);
  });

  it('asks which, and then stands filled in with it', async () => {
    const desk = await open('edit');
    expect((await desk.type([])).fields).toHaveProperty('terms-pick');
    expect(await desk.send({ reason: 'r' })).toEqual({ 'terms-pick': expect.any(String) });
    const { fields } = await desk.change({ 'terms-pick': { choose: '22' } });
    expect(fields).toMatchObject({ version: '2.0', title: 'Terms of use Graz' });
    expect(fields).not.toHaveProperty('terms-pick');
  });
});

it('/terms delete opens from the button of a row', async () => {
  const desk = await open('delete');
  const { fields, text } = await desk.start('action:terms.delete terms:11');
  expect(fields.terms).toBe('11');
  expect(text).toContain('Delete version 1.0 of the terms of Vienna');
  await desk.send({ terms: { choose: '11' }, reason: 'old' });
  expect(desk.asked).toEqual([{ action: 'terms.delete', input: { termsId: 11 }, reason: 'old' }]);
});
