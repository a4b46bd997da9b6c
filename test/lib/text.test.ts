import { describe, expect, it } from 'vitest';
import { bareLinks, livePings } from '../../sandbox/workspace/limits/index.ts';
import { clean, clip, counted, escapeMrkdwn, humanise, listed, oneLine, short } from '../../src/lib/text.ts';
import { fc } from '../support/fast-check.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '!',
      '@',
      'U1',
      '|',
      '*',
      '_',
      '`',
      '~',
      ':',
      '//',
      'http',
      '\u202E',
      '\u200D',
      '👩',
      '👩‍👩‍👧',
      '\n',
      ' ',
      'a',
    ),
  }),
);

describe('clean', () => {
  it('takes away what turns the reading order or has no shape', () => {
    expect(clean('a\u202Eb\u2066c\u200Fd\u200Be\u00ADf\u3164g\uFEFFh\u0000i\u001B')).toBe('abcdefghi');
  });

  it('leaves names of the world and emoji sequences as they are', () => {
    for (const text of ['Zoë Ångström', 'محمد علي', '山田 太郎', 'Nguyễn Thị Hằng', '👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '1️⃣', 'प्रिया'])
      expect(clean(text)).toBe(text);
  });

  it('makes every kind of line break one kind', () => {
    expect(clean('a\r\nb\rc\u2028d\u2029e')).toBe('a\nb\nc\nd\ne');
  });

  it('lets nobody stack marks over the lines around', () => {
    expect(clean(`a${'\u0301'.repeat(50)}b`).length).toBeLessThanOrEqual(6);
  });
});

describe('clip', () => {
  it('leaves a text that fits, to the last character', () => {
    expect(clip('abcde', 5)).toBe('abcde');
  });

  it('says with an ellipsis that something is missing', () => {
    expect(clip('abcdef', 5)).toBe('abcd…');
  });

  it('never cuts an emoji sequence or a letter with its marks in two', () => {
    expect(clip('ab👩‍👩‍👧‍👦cd', 8)).toBe('ab…');
    expect(clip('abe\u0301cde', 5)).toBe('abe\u0301…');
  });

  it('is never longer than asked for, and never leaves half a letter', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const result = short(text, max);
        expect(result.length).toBeLessThanOrEqual(max);
        expect(/\p{Cs}/u.test(result)).toBe(false);
      }),
    );
  });

  it('cuts one giant grapheme rather than showing nothing', () => {
    const giant = Array.from({ length: 200 }, () => '👩').join('\u200D');
    expect(clip(giant, 50).length).toBeGreaterThan(20);
    expect(clip(giant, 50).length).toBeLessThanOrEqual(50);
  });
});

describe('escapeMrkdwn', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U123> & <#C1>', '&lt;@U123&gt; &amp; &lt;#C1&gt;'],
    ['*b* _i_ ~s~ `c`', '∗b∗ ＿i＿ ∼s∼ ˋcˋ'],
    [':tada: 14:05', '∶tada: 14:05'],
    ['> quoted', '› quoted'],
  ])('%j becomes %j', (text, expected) => {
    expect(escapeMrkdwn(text)).toBe(expected);
  });

  it('nothing that went through it pings, links or formats, at any length', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, max) => {
        const message = { text: escapeMrkdwn(text, max) };
        expect(message.text.length).toBeLessThanOrEqual(max);
        expect(livePings(message)).toEqual([]);
        expect(bareLinks(message)).toEqual([]);
        expect(message.text).not.toMatch(/[<>*_~`]/);
        expect(message.text).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
    );
  });

  it('counts its limit after escaping and never leaves half an entity', () => {
    expect(escapeMrkdwn('&'.repeat(10), 12)).toBe('&amp;&amp;…');
  });
});

it('oneLine puts a text on one line without outer blanks', () => {
  expect(oneLine('  a\n\n b\tc \u2028d ')).toBe('a b c d');
});

it('lists and counts read like a sentence', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ]);
  expect([counted(1, 'lead'), counted(2, 'lead'), counted(2, 'person', 'people')]).toEqual(['1 lead', '2 leads', '2 people']);
});

it('an upstream name nobody has words for stays recognisable', () => {
  expect([humanise('PENDING_REVERIFICATION'), humanise('firstName'), humanise('')]).toEqual([
    'Pending reverification',
    'First name',
    '',
  ]);
});
