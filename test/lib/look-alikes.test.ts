import { describe, expect, it } from 'vitest';
import { maskFreeText } from '../../src/lib/mask.ts';
import { comparable, plain, sameCode, sameName, tidy } from '../../src/lib/typed.ts';
import { fc } from '../support/fast-check.ts';

/** Cyrillic and Greek letters that people cannot tell from these. */
const twins: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'α'],
  c: ['с'],
  e: ['е'],
  i: ['і', 'ι'],
  j: ['ј'],
  k: ['к', 'κ'],
  m: ['м'],
  o: ['о', 'ο'],
  p: ['р', 'ρ'],
  s: ['ѕ'],
  t: ['т', 'τ'],
  x: ['х', 'χ'],
  y: ['у'],
  A: ['А', 'Α'],
  B: ['В', 'Β'],
  C: ['С'],
  E: ['Е', 'Ε'],
  H: ['Н', 'Η'],
  I: ['І', 'Ι'],
  K: ['К', 'Κ'],
  M: ['М', 'Μ'],
  N: ['Ν'],
  O: ['О', 'Ο'],
  P: ['Р', 'Ρ'],
  T: ['Т', 'Τ'],
  X: ['Х', 'Χ'],
};

/** A text in which some letters are exchanged for ones that look like them. */
function disguised(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(...[...text].map((letter) => fc.constantFrom(letter, ...(twins[letter] ?? []))))
    .map((letters) => letters.join(''));
}

const name = fc.constantFrom('Novak', 'Lena', 'Marko', 'Petrovic', 'Hanna', 'Kostas', 'Björn', 'Tim');

describe('letters of another script that look Latin', () => {
  it('are read as Latin within a Latin word', () => {
    fc.assert(
      fc.property(
        name.chain((one) => fc.tuple(fc.constant(one), disguised(one))),
        ([one, other]) => {
          // Every name here holds a letter that has no twin, so each stays a Latin word.
          fc.pre(/\p{Script=Latin}/u.test(other));
          expect(plain(other)).toBe(one);
          expect(sameName(other, one)).toBe(true);
        },
      ),
    );
  });

  it('are read as Latin in an id, also if all its letters are of the other script', () => {
    fc.assert(
      fc.property(disguised('HM-10002'), (id) => {
        expect(plain(id)).toBe('HM-10002');
        expect(sameCode(id, 'hm-10002')).toBe(true);
      }),
    );
  });

  it('compare as Latin if a whole name looks Latin', () => {
    expect(['Мах', 'МАХ', 'Мaх'].map((other) => sameName(other, 'Max'))).toEqual([true, true, true]);
  });

  it.each(['Анна', 'АННА', 'Наталья', 'Иванов', 'Ελένη', 'Νίκος', 'ΓΙΩΡΓΟΣ', 'дом 12', 'Наташа-Maria'])(
    'leave %s as it is: it is a name of its own script',
    (text) => {
      expect(plain(text)).toBe(text);
      expect(comparable(text.toUpperCase())).toBe(comparable(text.toLowerCase()));
    },
  );

  it('never move a place, and what is written to a back office keeps them', () => {
    const letters = fc.constantFrom(
      ...Object.values(twins).flat(),
      'a',
      'B',
      'ж',
      'Γ',
      '1',
      '-',
      ' ',
      '\u0301',
      '\u0308',
      '\u00AD',
    );
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
        expect(plain(text)).toHaveLength(tidy(text).length);
        expect(plain(plain(text))).toBe(plain(text));
        expect(comparable(comparable(text))).toBe(comparable(text));
      }),
    );
    expect(tidy('Nоvak')).toBe('Nоvak');
  });

  it('hide no name from the mask', () => {
    fc.assert(
      fc.property(disguised('Marko Petrovic'), (typed) => {
        const telling = { names: ['Marko', 'Petrovic'], streets: [], birthdates: [], phones: [] };
        expect(maskFreeText(`${typed} called`, telling)).toBe('M. P. called');
      }),
    );
  });

  it('hide no e-mail address and no street from the mask', () => {
    const telling = { names: [], streets: ['Hauptstraße 5'], birthdates: [], phones: [] };
    expect(maskFreeText('Наuptstrаѕsе 5, lеnа@example.org', telling)).toBe('••••, ••••');
  });
});
