import { describe, expect, test } from 'vitest';
import { maskFreeText, namesIn, showToMany, showToOne } from '../../src/lib/mask.ts';

const anna = { id: 4711, firstName: 'Anna', lastName: 'Nowak' };

describe('to one person', () => {
  const show = showToOne();

  test('the name stands in full, with the id', () => {
    expect(show.person(anna)).toBe('Anna Nowak (customer 4711)');
    expect(show.person({ id: 7 })).toBe('customer 7');
  });

  test('an e-mail address is its first letter and its domain', () => {
    expect(show.email('anna.nowak@example.com')).toBe('a…@example.com');
    expect(show.email('<!channel>@example.com')).toBe('…@example.com');
    expect(show.email('not an address')).toBe('••••');
  });

  test('a phone number is its last three digits, and one too short to hide in is nothing', () => {
    expect(show.phone('+43 660 123 45 67')).toBe('•••567');
    expect(show.phone('567')).toBe('••••');
  });

  test('a birth date is its year', () => {
    expect(show.birthdate('1990-04-02')).toBe('1990');
    expect(show.birthdate('2 April')).toBe('••••');
  });

  test('what is not there is a dash and not a mask', () => {
    expect([show.email(undefined), show.phone(''), show.birthdate(undefined), show.text(undefined)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  test('nothing is masked where the policy does not mask, or after a reveal', () => {
    const open = showToOne({ mask: false });
    expect([open.email('anna@example.com'), open.phone('+43 660 1'), open.birthdate('1990-04-02')]).toEqual([
      'anna@example.com',
      '+43 660 1',
      '1990-04-02',
    ]);
  });
});

describe('to many', () => {
  const show = showToMany();

  test('a person is initials and id alone', () => {
    expect(show.person(anna)).toBe('A.N. · customer 4711');
    expect(show.person({ id: 8, lastName: 'Åberg' })).toBe('Å. · customer 8');
    expect(show.person({ id: 9 })).toBe('customer 9');
  });

  test('initials are letters, whatever the name begins with', () => {
    expect(show.person({ id: 1, firstName: '<!channel>', lastName: '\u202E*nowak' })).toBe('C.N. · customer 1');
  });

  test('contacts, birth date and free text are dots', () => {
    expect([show.email('a@b.c'), show.phone('0660123456'), show.birthdate('1990-04-02'), show.text('Ring 1')]).toEqual([
      '••••',
      '••••',
      '••••',
      '••••',
    ]);
  });
});

test('names come out on one line, with nothing invisible, and not endless', () => {
  const name = showToOne().person({ id: 1, firstName: 'An\u202Ena\n', lastName: 'x'.repeat(5000) });
  expect(name.startsWith('Anna xxx')).toBe(true);
  expect(name.length).toBeLessThan(150);
});

describe('free text for many', () => {
  test.each([
    ['Anna Nowak called about it', ['Anna', 'Nowak'], 'A. N. called about it'],
    ['ANNA called, anna.nowak@example.com', ['Anna', 'Nowak'], 'A. called, ••••'],
    ['call back on +43 660 123 45 67 please', [], 'call back on •••• please'],
    ['call back on 0660/1234567', [], 'call back on ••••'],
    ['the banana was 20 EUR on 2026-11-21', ['Ana'], 'the banana was 20 EUR on 2026-11-21'],
    ['ticket 4711', ['Li'], 'ticket 4711'],
  ])('takes known names and contacts out of “%s”', (text, names, masked) => {
    expect(maskFreeText(text, names)).toBe(masked);
  });

  test('knows every name in what an action saw', () => {
    expect(
      namesIn({ who: { customer: { firstName: 'Anna Maria', lastName: 'Nowak', id: 1 } }, owner: [{ firstName: 'Jo' }] }),
    ).toEqual(['Anna', 'Maria', 'Nowak', 'Jo']);
  });
});
