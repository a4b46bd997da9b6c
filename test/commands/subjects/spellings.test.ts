import { describe, expect, it } from 'vitest';
import { likeness, otherSpellings } from '../../../src/commands/subjects/spellings.ts';

const named = (name: string) => {
  const [firstName = '', ...lastNames] = name.split(' ');
  return { firstName, lastName: lastNames.join(' ') };
};

describe('other spellings of a name', () => {
  it.each([
    ['Mueller', 'Müller'],
    ['müller', 'mueller'],
    ['Müller', 'Muller'],
    ['Weiss', 'Weiß'],
    ['Weiß', 'Weiss'],
    ['Oezdemir', 'Özdemir'],
    ['Lena Mueller', 'Müller'],
    ['Lena Novak', 'Lena'],
    ['Lena Novak', 'Novak'],
    ['Nowak', 'No'],
    ['Nowak', 'wak'],
    ['Ødegård', 'Odegaard'],
    ['Ødegård', 'Odegard'],
    ['Odegaard', 'deg'],
    ['Odegard', 'deg'],
    ['Łukasz', 'Lukasz'],
    ['Đorđević', 'Djordjevic'],
  ])('of %s have %s among the first four', (typed, wanted) => {
    expect(otherSpellings(typed).slice(0, 4)).toContain(wanted);
  });

  it.each(['', ' ', 'Li', '😀', '-', "'", 'X'.repeat(300), 'a b c d e f g', 'مريم الزهراء', '<!channel> *x*'])(
    'of %j are no longer than the name, each once, and never the name itself',
    (typed) => {
      const all = otherSpellings(typed);
      expect(new Set(all).size).toBe(all.length);
      expect(all).not.toContain(typed);
      for (const text of all) expect(text.length).toBeLessThanOrEqual(Math.max(typed.length * 2, 1));
      expect(all.every((text) => text.trim() !== '')).toBe(true);
    },
  );
});

describe('likeness', () => {
  it.each([
    ['Lena Nowak', 'Lena Novak', 1],
    ['novak lena', 'Lena Novak', 0],
    ['Mueller', 'Anna Müller', 0],
    ['Strasser', 'Eva Straßer', 0],
    ['Quastenflossar', 'Wilhelmina Quastenflosser', 1],
    ['Odegaard', 'Martin Ødegård', 0],
    ['Nowack', 'Lena Novak', undefined],
    ['Lena', 'Lina Novak', undefined],
    ['Lena Novak', 'Lena Huber', undefined],
  ])('of %s and %s is %s letters', (typed, name, letters) => {
    expect(likeness(named(name), typed)).toBe(letters);
  });
});
