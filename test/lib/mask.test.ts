import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskFreeText, showToMany, showToOne, tellingIn } from '../../src/lib/mask.ts';

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
  const nobody = { names: [], streets: [], birthdates: [], phones: [] };

  test.each([
    ['Anna Nowak called about it', ['Anna', 'Nowak'], 'A. N. called about it'],
    ['ANNA called, anna.nowak@example.com', ['Anna', 'Nowak'], 'A. called, ••••'],
    ['call back on +43 660 123 45 67 please', [], 'call back on •••• please'],
    ['call back on 0660/1234567', [], 'call back on ••••'],
    ['call back on 0660–1234567', [], 'call back on ••••'],
    ['the banana was 20 EUR on 2026-11-21', ['Ana'], 'the banana was 20 EUR on 2026-11-21'],
    ['ticket 4711', ['Li'], 'ticket 4711'],
    ['Joerg Mueller is angry', ['Jörg', 'Müller'], 'J. M. is angry'],
    ['D’Angelo rang', ["D'Angelo"], 'D. rang'],
    ["D'Angelo rang", ['D’Angelo'], 'D. rang'],
    ['An\u200Bna No\u00ADvak', ['Anna', 'Novak'], 'A. N.'],
    ['Frau Weiss und Herr Weiß', ['Weiß'], 'Frau W. und Herr W.'],
    ['Zoe\u0308 called', ['Zoë'], 'Z. called'],
    ['Lukasz Wójcik', ['Łukasz', 'Wojcik'], 'Ł. W.'],
  ])('takes known names and contacts out of “%s”', (text, names, masked) => {
    expect(maskFreeText(text, { ...nobody, names })).toBe(masked);
  });

  test.each([
    ['born 12.4.1990', 'born ••••'],
    ['born 1990-04-12', 'born ••••'],
    ['born 12/04/90', 'born ••••'],
    ['born 12. April 1990', 'born ••••'],
    ['born April 12th, 1990', 'born ••••'],
    ['rented on 12.4.2026', 'rented on 12.4.2026'],
    ['lives at Hauptstrasse 5', 'lives at ••••'],
    ['lives in the Hauptstr. somewhere', 'lives in the •••• somewhere'],
    ['rings from 660 100 0001', 'rings from ••••'],
    ['rings from (43)660-1000001', 'rings from ••••'],
  ])('takes the street, the birth date and the phone number out of “%s”', (text, masked) => {
    const telling = { names: [], streets: ['Hauptstraße 5'], birthdates: ['1990-04-12'], phones: ['+436601000001'] };
    expect(maskFreeText(text, telling)).toBe(masked);
  });

  test('a name is taken out however it is spelled, and nothing else is', () => {
    const spellings = [
      (name: string) => name.toUpperCase(),
      (name: string) => name.normalize('NFD'),
      (name: string) => name.replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss'),
      (name: string) => name.replace(/'/g, '’'),
      (name: string) => [...name].join('\u200B'),
    ];
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-ZÖÜ][a-zöüß']{2,11}$/),
        fc.constantFrom(...spellings),
        fc.constantFrom('', 'please refund ', '20 EUR for '),
        (name, spell, before) => {
          fc.pre(!/['’]$/.test(name));
          const masked = maskFreeText(`${before}${spell(name)}, today`, { ...nobody, names: [name] });
          expect(masked).toBe(`${before}${[...name][0]?.toUpperCase()}., today`);
        },
      ),
    );
  });

  test('knows what tells who somebody is in everything that an action saw', () => {
    expect(
      tellingIn({
        who: { customer: { firstName: 'Anna Maria', lastName: 'Nowak', id: 1, street: 'Ring 1', birthdate: '1990-04-12' } },
        owner: [{ firstName: 'Jo', phone: '+436601000001' }],
      }),
    ).toEqual({
      names: ['Anna', 'Maria', 'Nowak', 'Jo'],
      streets: ['Ring 1'],
      birthdates: ['1990-04-12'],
      phones: ['+436601000001'],
    });
  });
});
