import { expect, it } from 'vitest';
import { findingsIn } from '../../../src/commands/shortcut/in-message.ts';
import { fc } from '../../support/fast-check.ts';

const page = { customer: 'https://back.example/customers/{id}', account: null, card: null };

it.each([
  ['an e-mail address as Slack marks it', 'Write to <mailto:lena.n@example.com|lena.n@example.com>.', ['lena.n@example.com']],
  ['an e-mail address as it was typed', 'lena.n@example.com cannot start', ['lena.n@example.com']],
  [
    'an e-mail address in quotes, and one with an apostrophe',
    "'a@example.com' or o’neill@example.com",
    ['a@example.com', "o'neill@example.com"],
  ],
  ['a phone number as Slack marks it', 'call <tel:+436601234567|+43 660 1234567>', ['+436601234567']],
  ['a phone number in groups', 'call +43 (0) 660 / 123 45 67 now', ['+43 (0) 660 / 123 45 67']],
  ['two phone numbers, each for itself', 'tel 0660·1000001 / 0664-2000002', ['0660·1000001', '0664-2000002']],
  ['a national phone number', 'ring 0660 1234567', ['0660 1234567']],
  ['an id with its word', 'Customer no. 1010 is stuck', ['1010']],
  ['an id with a hash', 'see #1010', ['1010']],
  ['an id alone', '1010 cannot start', ['1010']],
  ['an address of the dashboard', '<https://back.example/customers/1010/rentals?x=99999>', ['1010']],
  ['everything, what is surer first', '1010, +436601234567 and a.b@example.com', ['a.b@example.com', '+436601234567', '1010']],
  [
    'an id in quotes, brackets or before a sentence mark',
    'the “1010” (1011), 1012: 1013… 1014!',
    ['1010', '1011', '1012', '1013', '1014'],
  ],
  ['an id in German', 'Kd.-Nr. 1010, Kundennummer: 1011', ['1010', '1011']],
  ['a phone number with typographic dashes, as one', 'please ring 0660\u20111009\u20110001 back', ['0660-1009-0001']],
  ['an id after an invisible letter', 'customer \u200B1010', ['1010']],
  ['an id before a dash of any kind', '1010 – cannot start; 1011 - stuck; 1012 — blocked', ['1010', '1011', '1012']],
  ['an id between marks that say which way a line runs', '\u200e1010\u200e and \u2066customer 1011\u2069', ['1011', '1010']],
  ['an id in full-width digits, or those of another script', '１０１０ and ١٠١١', ['1010', '1011']],
  ['a phone number that begins with a bracket, whole', 'Tel.: (0660) 1009000', ['(0660) 1009000']],
  ['the customer beside other numbers', 'Ticket 4711: customer 1010 has rental 555123, Rechnung 2044', ['1010']],
  ['an id beside a picture, and one in JSON', 'User 1010🙂 🇦🇹1011 and {"id":1012}', ['1010', '1012', '1011']],
  ['one who is in a case or a line', 'in case 1010 calls', ['1010']],
  ['an id that is bold, struck, code or in italics', '*1010* _1011_, ~1012~ `1013`', ['1010', '1011', '1012', '1013']],
  [
    'an id between the sentence marks of another script',
    '【1010】 1011。 ¿1012? 1013؟ 「1014」',
    ['1010', '1011', '1012', '1013', '1014'],
  ],
  ['an id before a long dash without blanks', '1010—cannot start', ['1010']],
  ['ids in a list without blanks', '1010,1011', ['1010', '1011']],
  ['the same once', 'a@example.com, <mailto:a@example.com|a@example.com>', ['a@example.com']],
])('finds %s', (_what, text, found) => {
  expect(findingsIn(text, page).map((one) => one.text)).toEqual(found);
});

it.each([
  ['a day', 'since 21.11.2026 or 2026-11-21, 21 Nov 2026, 21. November 2026, in 2025, seit 2024'],
  ['a day with typographic dashes', '21\u201311\u20132026'],
  ['an amount in words', '300 Euro, € 300, EUR 300, 300 CHF, Fr. 300, 300.-, 1.250'],
  ['a count', '100 rides, 120 Minuten, 365 Tage, 200 customers'],
  ['an address', 'Ring 12, 1010 Wien'],
  ['a card’s number with other dashes or a blank', 'HM\u201110002, HM\u201310003, HM 10004'],
  ['a part of something longer', '1010-7, 1010/7, 1010.7, a1010, 1010a, 1010_7'],
  ['another thing’s number', 'invoice 1009, Ticket #1010, rental id 1011, trip no. 1012, booking number 123456, error 1013'],
  ['another thing’s number in German', 'Rechnungsnummer 1009, Fahrt-ID 1010, Buchung: 1011, Fahrzeug 1012, Fehler 1013'],
  ['a business account', 'business account 4001, Firmenkonto 4002, company 4003, group 4004'],
  ['a bank card or account', '4111 1111 1111 1111, AT61 1904 3002 3457 3201, 4111-1111-1111-1111'],
  ['two amounts', 'between 300 – 400 EUR'],
  ['a measure', '300 seconds, 150 ms, 250 Versuche, 800 kWh, 100 p.m., 3 × 100, 900 free minutes'],
  ['a time', 'at 10:45, or 10:45:30'],
  ['an amount', '120 EUR, 1,250.50, €300, 300€'],
  ['an amount with a comma', '1010,50 or 1010,5'],
  ['a house number', 'Wiedner Hauptstraße 1010, Main Street 1011'],
  ['about so many', 'approx. 1010, ca. 1011, etwa 1012'],
  ['a part of something between marks', '*10*10, 1010_7_, ~1010'],
  ['a distance', 'after 450 km and 200 min'],
  ['a card’s number', 'HM-10002'],
  ['people and channels', '<@U0123456789> in <#C0123456|support>'],
  ['another site’s address', '<https://tickets.example/471100>'],
  ['a masked address', 'l…@example.com'],
  ['nothing', ''],
])('takes %s for nothing', (_what, text) => {
  expect(findingsIn(text, page)).toEqual([]);
});

it('a number beside a place means only somebody who is called so', () => {
  const number = fc.integer({ min: 1000, max: 99_999 }).map(String);
  const place = fc.constantFrom('Wien', 'WIEN', 'Graz', 'St. Pölten', 'Zürich', 'Bad Ischl', 'Łódź', 'Køge', 'Frankfurt am Main');
  const before = fc.constantFrom('', 'lives in ', 'wohnt in ', 'Adresse: ', 'moved to ', 'Ring, ', '(', 'ab morgen ');
  const after = fc.constantFrom('', '.', ', please change it', '\ncannot start', ')', ' since Monday');
  fc.assert(
    fc.property(before, number, place, after, (start, id, town, end) => {
      const found = findingsIn(`${start}${id} ${town}${end}`, page);
      expect(found.map(({ text }) => text)).toEqual([id]);
      expect(town.startsWith(found[0]?.called?.split(' ')[0] ?? 'nothing')).toBe(true);
    }),
    { examples: [['wohnt in ', '1900', 'Wien', '']] },
  );
});

it.each([
  ['before its place, with a comma', '1010, Wien', ['1010']],
  ['after its place', 'Ring, Wien 1010 and in Graz 8010', ['1010', '8010']],
  ['in two groups', '110 00 Praha', ['110']],
  ['before letters', '1012 AB Amsterdam', ['1012']],
])('a postcode %s means nobody by itself', (_what, text, ids) => {
  const found = findingsIn(text, page);
  expect(found.map((one) => one.text)).toEqual(ids);
  for (const one of found) expect(one.called).toMatch(/^\p{Lu}/u);
});

it.each(['1010 cannot start', 'customer 1010 Wien', '#1010 Wien', 'please check 1010', 'Wien: 1010', '1010 lives in 1010 Wien'])(
  'an id is one without more words: %s',
  (text) => {
    expect(findingsIn(text, page)).toEqual([{ text: '1010' }]);
  },
);

it('looks at no more than five things, and a long message takes no long time', () => {
  expect(findingsIn('1001 1002 1003 1004 1005 1006 1007', { customer: null, account: null, card: null })).toHaveLength(5);
  const hostile = [
    '0 ',
    'a.',
    '+1-(',
    'customer ',
    'id  ',
    '<https://',
    '<mailto:',
    '1,',
    '€ ',
    'a@',
    '٠',
    'AT61 ',
    '1904 ',
    'id card ',
    'invoice-no ',
    '(0',
    ' - ',
  ];
  for (const piece of hostile) {
    const once = (length: number) => {
      // What this process computed: what else the machine does does not count.
      const before = process.cpuUsage();
      findingsIn(piece.repeat(length / piece.length), page);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
    const time = (length: number) => Math.min(once(length), once(length), once(length));
    time(5_000);
    // Twenty times the text in at most a hundred times the time: quadratic would be four hundred.
    expect(time(40_000) / Math.max(time(2_000), 0.5), piece).toBeLessThan(100);
  }
});

it.each('zl zł kr BTC TEUR Mio US-Dollar dollars pounds Franken miles ft Watt hPa кг руб. евро thousand tausend'.split(' '))(
  'an amount or a measure in %s is nobody',
  (unit) => {
    expect(findingsIn(`it says 1009 ${unit} there`, page)).toEqual([]);
  },
);

it.each(['Rs.', 'kr', 'SFr.', 'CZK'])('an amount behind %s is nobody', (unit) => {
  expect(findingsIn(`it says ${unit} 1009 there`, page)).toEqual([]);
});
