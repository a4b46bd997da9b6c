import { describe, expect, it } from 'vitest';
import { envelopeMeaning } from '../../../src/approvals/seal/envelope-meaning.ts';

type Meaning = ReturnType<typeof envelopeMeaning>;

const opened = (meaning: Meaning, most = 2) => {
  meaning.lacks({ id: 'E', kind: 'request.pending', data: { facts: { opens: { template: 7, most } } } });
  meaning.lacks({ id: 'E', kind: 'request.sent', data: {} });
  meaning.lacks({ id: 'E', kind: 'request.done', data: {} });
};
const drawn = (meaning: Meaning, id: string, more: { target?: string; template?: number; sealed?: string } = {}) => {
  const { target = `customer:${id}`, template = 7, sealed = 'E' } = more;
  const data = { facts: { envelope: 'E', target, template: { id: template } }, sealed: { envelope: sealed } };
  expect(meaning.lacks({ id, kind: 'request.approved', data })).toBeUndefined();
  return meaning.lacks({ id, kind: 'request.sent', data: {} });
};

describe('the meaning of a journal with envelopes', () => {
  it('finds nothing in as many draws as it holds, and in one for each that certainly sent nothing', () => {
    const meaning = envelopeMeaning();
    opened(meaning);
    expect(drawn(meaning, '1')).toBeUndefined();
    expect(drawn(meaning, '2')).toBeUndefined();
    meaning.lacks({ id: '2', kind: 'request.failed', data: {} });
    expect(drawn(meaning, '3')).toBeUndefined();
  });

  it('finds one more than it holds, also while nobody knows what became of another', () => {
    const meaning = envelopeMeaning();
    opened(meaning);
    drawn(meaning, '1');
    drawn(meaning, '2');
    meaning.lacks({ id: '2', kind: 'request.unknown', data: {} });
    expect(drawn(meaning, '3')).toMatch(/holds 2, and as many were sent before/);
  });

  it('finds a draw before it is open, after it was closed, and from one that never was', () => {
    const meaning = envelopeMeaning();
    expect(drawn(meaning, '1')).toMatch(/was not open/);
    meaning.lacks({ id: 'E', kind: 'request.pending', data: { facts: { opens: { template: 7, most: 2 } } } });
    expect(drawn(meaning, '2')).toMatch(/was not open/);
    opened(meaning);
    expect(drawn(meaning, '3')).toBeUndefined();
    meaning.lacks({ id: 'E', kind: 'envelope.closed', data: { facts: { closed: 'pressed' } } });
    expect(drawn(meaning, '4')).toMatch(/was not open/);
  });

  it('finds a second one for a customer, another template, and a seal that names another envelope', () => {
    const meaning = envelopeMeaning();
    opened(meaning, 9);
    drawn(meaning, '1', { target: 'customer:1' });
    expect(drawn(meaning, '2', { target: 'customer:1' })).toMatch(/same customer/);
    expect(drawn(meaning, '3', { template: 8 })).toMatch(/another template/);
    expect(drawn(meaning, '4', { sealed: 'F' })).toMatch(/seal names another/);
  });
});
