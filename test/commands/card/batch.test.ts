import { describe, expect, it } from 'vitest';
import { readCardLines, writeCardLines } from '../../../src/commands/card/batch-lines.ts';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { formCommand } from '../../../src/commands/engine/start.ts';
import { splitWords } from '../../../src/commands/words.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { readBlocks } from '../../views/read.ts';

const open = () => openFormHarness(verbOf(cardFeature.verbs, 'batch'));

describe('lines of cards', () => {
  it('are numbers alone, or number, uid and type; blank lines do not count as cards', () => {
    expect(readCardLines('HM-1\n\n HM-2 ; 04AA ; NTAG213 \nHM-3;04BB\nHM-4\t04CC\tNTAG213\n')).toEqual({
      cards: [
        { cardNumber: 'HM-1' },
        { cardNumber: 'HM-2', rfidUid: '04AA', rfidType: 'NTAG213' },
        { cardNumber: 'HM-3', rfidUid: '04BB' },
        { cardNumber: 'HM-4', rfidUid: '04CC', rfidType: 'NTAG213' },
      ],
    });
  });

  it.each([
    ['HM-1\n;04AA', 'Line 2 has no number.'],
    ['HM-1;04AA;X;Y', 'Line 1 has more than three parts.'],
    ['HM-1\n\nHM-2,HM-3', 'Line 3 has two card numbers (HM-2 and HM-3): write one card a line.'],
    ['HM-1 HM-2', 'Line 1 has two card numbers (HM-1 and HM-2): write one card a line.'],
    ['HM-1;4,2E+11', 'Line 1 has a number that a spreadsheet rounded (4,2E+11): format its column as text, and copy it again.'],
    ['HM-1;;NTAG213', 'Line 1 has an RFID type without a uid.'],
    ['HM-1\nHM-2\nhm-1', 'Line 3 repeats the number of line 1.'],
    ['HM-1;04AA;X\nHM-2;04aa;X', 'Line 2 repeats the RFID uid of line 1.'],
    [
      'A\nA\nA\nA\nA\nA',
      'Line 2 repeats the number of line 1; line 3 repeats the number of line 1; line 4 repeats the number of line 1; line 5 repeats the number of line 1; and 1 more.',
    ],
    [`${'1'.repeat(101)}`, 'Line 1 is longer than 100 characters in a part.'],
    [' \n ', 'Type one card a line: its number, or number;rfid uid;rfid type.'],
    [
      Array.from({ length: 201 }, (_, at) => `N${at}`).join('\n'),
      '201 cards are too many at once: send at most 200, then the others.',
    ],
  ])('%j: %s', (text, problem) => {
    expect(readCardLines(text).problem).toBe(problem);
  });

  it('are read as spreadsheets write them: with their note on the sign between, a form feed for a line end, a number as a text', () => {
    const cards = [{ cardNumber: 'HM-1', rfidUid: '0012' }, { cardNumber: 'HM-2' }];
    expect(readCardLines('sep=;\nHM-1;="0012"\fHM-2')).toEqual({ cards });
  });

  it.each([
    ['| Card | UID |\n|---|:--|\n| HM-1 | 0012 |\n| HM-2 | |'],
    ['HM-1 | 0012\nHM-2'],
    ['- HM-1;0012\n• HM-2'],
    ['1. HM-1;0012\n2. HM-2'],
    ["```\n'HM-1;'0012\n`HM-2`\n```"],
    ['No.,Number,UID\n1,HM-1,0012\n2,HM-2,'],
    ['#;Card number;RFID UID\n1;HM-1;0012\n2;HM-2;'],
  ])('are read as wikis draw tables, and beside a column that counts the lines: %j', (text) => {
    expect(readCardLines(text)).toEqual({ cards: [{ cardNumber: 'HM-1', rfidUid: '0012' }, { cardNumber: 'HM-2' }] });
  });

  it('the same uid of another type is another chip', () => {
    expect(readCardLines('HM-1;04AA;X\nHM-2;04AA;Y').problem).toBeUndefined();
  });

  it('come back as they were when the same is asked again', () => {
    const text = 'HM-1\nHM-2;04AA\nHM-3;04BB;NTAG213';
    expect(writeCardLines(readCardLines(text).cards)).toBe(text);
  });
});

describe('/card batch', () => {
  it('takes each word as a line, and shows what will be made', async () => {
    const { fields, text } = await (await open()).type(['HM-70001', 'HM-70002;04AABB']);
    expect(fields).toMatchObject({ cards: 'HM-70001\nHM-70002;04AABB', branch: '1' });
    expect(text).toContain('Create 2 cards in');
  });

  it('names numbers that exist before anything is sent', async () => {
    const { text } = await (await open()).type(['HM-70001', 'HM-10002']);
    expect(text).toContain('This card number exists already: HM-10002');
  });

  it('sends all lines with the branch, and why', async () => {
    const harness = await open();
    await harness.type([]);
    expect(await harness.send({ cards: 'HM-70001\nHM-70002', branch: { choose: '2' }, reason: 'delivery 12' })).toEqual({});
    expect(harness.asked).toEqual([
      {
        action: 'card.create-batch',
        input: { cards: [{ cardNumber: 'HM-70001' }, { cardNumber: 'HM-70002' }], branchId: 2 },
        reason: 'delivery 12',
      },
    ]);
  });

  it('names bad lines at the field', async () => {
    const harness = await open();
    await harness.type([]);
    expect(await harness.send({ cards: 'HM-1\nHM-1', branch: { choose: '1' } })).toEqual({
      cards: 'Line 2 repeats the number of line 1.',
    });
    expect(harness.asked).toEqual([]);
  });
});

describe('a table as a spreadsheet copies it', () => {
  const cards = [
    { cardNumber: 'HM-1', rfidUid: '04AA', rfidType: 'NTAG213' },
    { cardNumber: 'HM-2', rfidUid: '04BB' },
  ];

  it.each([
    ['with commas', 'HM-1,04AA,NTAG213\nHM-2,04BB,'],
    ['with tabs and Windows line ends', 'HM-1\t04AA\tNTAG213\r\nHM-2\t04BB\t\r\n'],
    ['with semicolons and quotes', '"HM-1";"04AA";"NTAG213"\n"HM-2";"04BB";""'],
    ['with a line of headings', 'Card number,RFID UID,RFID type\nHM-1,04AA,NTAG213\nHM-2,04BB,'],
    ['with headings in another order', 'UID;Kartennummer;Typ\n04AA;HM-1;NTAG213\n04BB;HM-2;'],
    ['with typographic dashes and line ends', 'HM\u20111;04AA;NTAG213\u2028HM\u20132;04BB'],
  ])('is read %s', (_what, text) => {
    expect(readCardLines(text)).toEqual({ cards });
  });

  it('two numbers with a line separator between are two cards, and the same number with another dash is one', () => {
    expect(readCardLines('HM-1\u2028HM-2').cards).toHaveLength(2);
    expect(readCardLines('ZZ\u20111\nZZ-1').problem).toBe('Line 2 repeats the number of line 1.');
  });
});

it('a table that is pasted behind the command keeps its lines, quotes and separators', async () => {
  const harness = await open();
  const table = 'Nummer;RFID;Typ\nZ-3;AA:BC;MIFARE\n"Z-4";"CC:DE";MIFARE';
  await formCommand(verbOf(cardFeature.verbs, 'batch')).run(await harness.command(staff.lead), splitWords(table), table);
  const text = readBlocks(harness.drawn.now().blocks);
  expect(text).toContain('Create 2 cards in Vienna');
  expect(text).toContain('Z-3 and Z-4');
});
