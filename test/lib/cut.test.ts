import { expect, it } from 'vitest';
import { cut, wellFormed } from '../../src/lib/text.ts';
import { fc } from '../support/fast-check.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);
const emoji = fc.constantFrom('😀', '👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', 'é', 'e\u0301', 'ß', 'x', ' ', '🇦🇹', '한');
const typed = fc.array(emoji, { maxLength: 60 }).map((letters) => letters.join(''));

it('a cut text is a beginning of the text, never longer than asked, and never ends within a letter', () => {
  fc.assert(
    fc.property(typed, fc.integer({ min: 12, max: 80 }), (text, most) => {
      const kept = cut(text, most);
      expect(text.startsWith(kept)).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(most);
      expect(isWellFormed(kept)).toBe(true);
      const ends = [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
      expect([0, ...ends]).toContain(kept.length);
    }),
  );
});

it('a letter that is longer than what is asked for is cut where one of its parts ends', () => {
  for (let most = 0; most < 12; most += 1) expect(isWellFormed(cut('👩‍👩‍👧‍👦', most))).toBe(true);
});

it('half letters are replaced, and whole ones are left as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(wellFormed(text)).toBe(text);
    }),
  );
  expect(wellFormed('a\uD83Db\uDE00😀')).toBe('a\uFFFDb\uFFFD😀');
});
