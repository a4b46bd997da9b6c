import { expect, it } from 'vitest';
import { updateCustomer } from '../../src/actions/customer/update.ts';
import { keptWords, previewInFull, previewWords } from '../../src/approvals/preview-words.ts';
import { differenceOf } from '../../src/lib/difference.ts';
import { speaking } from '../../src/lib/language/language.ts';

const customer = { id: 1010, firstName: 'Lena', lastName: 'Novak', branchId: 1, blockState: 'NOT_BLOCKED' };
const change = (field: string, before: string | undefined, after: string) => ({ customer, changes: [{ field, before, after }] });
const changesOf = (snapshot: unknown) => {
  const words = previewWords(updateCustomer, snapshot, { customerId: 1010, edit: {} }, { mask: true });
  return { one: words.one.changes?.[0]?.after, many: words.many.changes?.[0]?.after, hides: words.hides === true };
};

it('a channel’s card says how an address changes and shows neither of them', () => {
  expect(changesOf(change('email', 'lena@example.org', 'lena@evil.example'))).toEqual({
    one: 'l…@evil.example (its domain changes)',
    many: '•••• (its domain changes)',
    hides: true,
  });
});

it('two values that look the same once they are masked are told apart', () => {
  const { one, many } = changesOf(change('email', 'lena@example.org', 'lisa@example.org'));
  expect(one).toBe('l…@example.org (its domain stays, the name before the @ changes)');
  expect(many).toContain('its domain stays');
  expect(changesOf(change('phone', '+43 660 1000010', '+43 664 2222010')).one).toBe('•••010 (another number)');
});

it('what is not masked is shown as it is, and needs no second look', () => {
  expect(changesOf(change('city', 'Wien', 'Graz'))).toMatchObject({ one: 'Graz', hides: false });
});

it('in full, old and new are there to the letter', () => {
  const snapshot = change('email', 'lena@example.org', 'lisa@example.org');
  expect(previewInFull(updateCustomer, snapshot, { customerId: 1010, edit: {} }).changes).toEqual([
    { label: 'E-mail', before: 'lena@example.org', after: 'lisa@example.org' },
  ]);
});

it.each([
  ['–', 'a@b.example', 'added'],
  ['a@b.example', '–', 'removed'],
  ['a@B.example', 'c@b.example', 'its domain stays, the name before the @ changes'],
  ['1990-01-02', '1990-02-01', 'a different one'],
  ['Haupt str. 5', 'Hauptstr 5', 'only spelled differently'],
])('from %s to %s is told as: %s', (before, after, say) => {
  expect(differenceOf({ before, after })).toBe(say);
});

it('what is kept is in English, with the German beside it, in whatever language it was asked for', () => {
  const snapshot = change('city', 'Wien', 'Graz');
  const word = () => previewWords(updateCustomer, snapshot, { customerId: 1010, edit: {} }, { mask: true });
  const kept = keptWords(word);
  expect(speaking('de', () => keptWords(word))).toEqual(kept);
  expect([kept.one.title, kept.german?.one.title]).toEqual([
    'Change city of Lena Novak (customer 1010)',
    'Ort von Lena Novak (Kunde 1010) ändern',
  ]);
});
