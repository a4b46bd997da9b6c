import { expect, it } from 'vitest';
import { unadorned, unlabelled } from '../../src/lib/unadorned.ts';
import { fc } from '../support/fast-check.ts';

const meant = fc.constantFrom(
  '1010',
  'HM-10002',
  'lena.novak@example.org',
  '+43 660 1000010',
  'Lena Novak',
  "O'Hara",
  'HM_7',
  'Jörg Müller',
);
/** Ways in which keyboards, chats and tables write something around a text. */
const around: readonly ((text: string) => string)[] = [
  (text) => `${text},`,
  (text) => `${text};`,
  (text) => `, ${text}`,
  (text) => `*${text}*`,
  (text) => `[${text}]`,
  (text) => `(${text})`,
  (text) => `="${text}"`,
  (text) => `👤 ${text}`,
  (text) => `${text}🙂`,
  (text) => `☎️ ${text}`,
  (text) => `👩🏽‍💻${text}`,
  (text) => `:telephone_receiver: ${text}`,
  (text) => `🇦🇹 ${text}`,
  (text) => `\u202A${text}\u202C`,
  (text) => `\u200F${text}`,
];

it('what is meant stays, whatever is written around it', () => {
  // Each way around each other first, then three at random.
  for (const one of around) for (const other of around) expect(unadorned(other(one('1010')))).toBe('1010');
  fc.assert(
    fc.property(meant, fc.array(fc.constantFrom(...around), { maxLength: 3 }), (text, ways) => {
      const written = ways.reduce<string>((so, way) => way(so), text);
      expect(unadorned(written)).toBe(text);
    }),
  );
});

it.each([
  ['1️⃣0️⃣1️⃣0️⃣', '1010'],
  ["'+43 660 1000010", '+43 660 1000010'],
  ['=+43 660 1000010', '+43 660 1000010'],
  ['06601000010.0', '06601000010'],
  ['tel:+436601000010;ext=12', 'tel:+436601000010'],
  ["'t Hooft", "'t Hooft"],
  ['10:30:00', '10:30:00'],
  ['J. R.', 'J. R.'],
  ['_', '_'],
  ['HM-1.0', 'HM-1.0'],
])('%s is read as %s', (typed, read) => {
  expect(unadorned(typed)).toBe(read);
});

it.each([
  ['Frau Lena Novak', 'Lena Novak'],
  ['Hr. Müller', 'Müller'],
  ['mr Jorge', 'Jorge'],
  ['Herr Dr. Müller', 'Müller'],
  ['Prof. Dr. med. Jörg Müller, MSc', 'Jörg Müller'],
  ['Sehr geehrte Frau Mag. Novak', 'Novak'],
  ['Name: Lena Novak', 'Lena Novak'],
  ['Kunde: Lena Novak', 'Lena Novak'],
  ['client Lena Novak', 'Lena Novak'],
  ['Di Stefano', 'Di Stefano'],
  ['Mag Huber', 'Mag Huber'],
  ['Kunde Anna', 'Kunde Anna'],
  ['Jack Ma', 'Jack Ma'],
  ['Drago Ing', 'Drago Ing'],
  ['Frauke Maier', 'Frauke Maier'],
  ['Michael Herr', 'Michael Herr'],
  ['Herr', 'Herr'],
  ['Mrsić Ana', 'Mrsić Ana'],
])('%s is the customer %s', (typed, read) => {
  expect(unlabelled(unadorned(typed))).toBe(read);
});

it('the word before a number goes only if nothing but an id can be meant', () => {
  for (const typed of [
    'ID: 1010',
    'id=1010',
    'customer 1010',
    'Kd.-Nr. 1010',
    'User #1010',
    'Kundennummer 1010',
    'cust. 1010',
    '№ 1010',
    'Customer №1010',
  ])
    expect(unlabelled(unadorned(typed))).toBe('1010');
  for (const typed of ['ID-7', 'NO-1010', 'KD 5']) expect(unadorned(typed)).toBe(typed);
  for (const typed of ['Noah', 'Ida Kunde', 'Kdriu 5a']) expect(unlabelled(typed)).toBe(typed);
});
