import { expect, it } from 'vitest';
import { splitWords, textBehindFirst } from '../../src/commands/words.ts';
import { fc } from '../support/fast-check.ts';

const pairs = [
  ['"', '"'],
  ['“', '”'],
  ['”', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['»', '«'],
  ['‘', '’'],
  ['’', '’'],
  ['‚', '‘'],
  ['‹', '›'],
  ['＂', '＂'],
] as const;

it.each(pairs)('%s and %s keep words together', (open, close) => {
  expect(splitWords(`role ${open}Acme GmbH${close} 1012`)).toEqual(['role', 'Acme GmbH', '1012']);
  expect(splitWords(`role account:${open}Acme GmbH${close} 1012`)).toEqual(['role', 'account:Acme GmbH', '1012']);
});

it.each([
  ['lookup\u200B 1001', ['lookup', '1001']],
  ['lookup\u00A01001', ['lookup', '1001']],
  ['\uFEFFlookup 1001', ['lookup', '1001']],
  ['find WC‑5001', ['find', 'WC-5001']],
  ['lookup Jo\u0308rg', ['lookup', 'Jörg']],
  ['<mailto:a@b.example|a@b.example>', ['a@b.example']],
  ['Anna &lt;a@b.example&gt;', ['Anna', '<a@b.example>']],
])('reads “%s” as it was meant', (typed, words) => {
  expect(splitWords(typed)).toEqual(words);
});

it.each([
  ["'t Hooft Wien Van", ["'t", 'Hooft', 'Wien', 'Van']],
  ['’t Hooft Wien', ["'t", 'Hooft', 'Wien']],
  ["O'Neill D’Angelo", ["O'Neill", "D'Angelo"]],
  ["Hans' 20", ["Hans'", '20']],
])('an apostrophe in “%s” is a letter', (typed, words) => {
  expect(splitWords(typed)).toEqual(words);
});

it.each(['"Acme GmbH 1012 admin', '“Acme GmbH 1012 admin', 'Acme GmbH" 1012 admin', '„Acme GmbH 1012 admin'])(
  'a quote that has no partner does not swallow the line: %s',
  (typed) => {
    expect(splitWords(typed)).toEqual(['Acme', 'GmbH', '1012', 'admin']);
  },
);

it('whatever pair of quotes and blanks is typed, the words are the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Za-z0-9äöü@.+-]{1,8}( [A-Za-z0-9äöü.-]{1,8})?$/), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...pairs),
      fc.constantFrom(' ', '\u00A0', '\t', '\n', '\u3000', '\u200B '),
      (words, [open, close], blank) => {
        const typed = words.map((word) => (word.includes(' ') ? `${open}${word}${close}` : word)).join(blank);
        expect(splitWords(typed)).toEqual(words);
      },
    ),
  );
});

it('the text behind the verb keeps lines, quotes and separators, with what keyboards make of them read as the plain ones', () => {
  expect(textBehindFirst('batch “Z‑4”;AA\u2028Z-5;BB')).toBe('"Z-4";AA\nZ-5;BB');
  expect(textBehindFirst('batch')).toBe('');
});

it('an address that Slack has put into brackets is the address', () => {
  expect(splitWords('create Vienna <https://operator.example/2027> Terms')).toEqual([
    'create',
    'Vienna',
    'https://operator.example/2027',
    'Terms',
  ]);
});
