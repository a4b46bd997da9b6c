import { describe, expect, it } from 'vitest';
import { comparable, plain, plainLine, replaceNames, sameCode, sameName, tidy } from '../../src/lib/typed.ts';
import { fc } from '../support/fast-check.ts';

const dashes = ['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFE63', '\uFF0D'];
const blanks = [' ', '\u00A0', '\u2007', '\u2009', '\u202F', '\u3000'];
const invisible = ['\u200B', '\u00AD', '\u2060', '\uFEFF', '\u202A', '\u200E'];
const doubles = ['"', '「', '」', '『', '』', '《', '》', '｢', '｣', '“', '”', '„', '‟', '«', '»', '＂'];
const singles = ["'", '‘', '’', '‚', '‛', '‹', '›', '´', '`', 'ʼ', '＇'];

describe('the fold for reading', () => {
  it.each([
    ['every dash', dashes, '-'],
    ['every blank', blanks, ' '],
    ['every double quote', doubles, '"'],
    ['every single quote and apostrophe', singles, "'"],
  ])('reads %s as the plain one', (_what, variants, sign) => {
    expect(variants.map((variant) => plain(`a${variant}b`))).toEqual(variants.map(() => `a${sign}b`));
  });

  it('drops what cannot be seen, composes letters and makes every line end one kind', () => {
    expect(invisible.map((sign) => plain(`10${sign}01`))).toEqual(invisible.map(() => '1001'));
    expect(plain('Jo\u0308rg')).toBe('Jörg');
    expect(['a\r\nb', 'a\rb', 'a\u2028b', 'a\u2029b', 'a\u0085b'].map(plain)).toEqual(Array(5).fill('a\nb'));
  });

  it('reads full-width letters and the digits of other scripts', () => {
    expect(plain('ＨＭ－１０００２')).toBe('HM-10002');
    expect(plain('٠١٢٣٤٥٦٧٨٩ ۱۲ १२')).toBe('0123456789 12 12');
  });

  it('keeps every place where it is in the tidy text, and reading twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plain(text)).toHaveLength(tidy(text).length);
        expect(plain(plain(text))).toBe(plain(text));
        expect(/\p{Cs}/u.test(plainLine(text))).toBe(false);
      }),
    );
  });

  it('a number is the same whatever signs a keyboard made of its dashes and blanks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Z0-9]{1,5}$/), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...dashes),
        fc.constantFrom('', ...invisible),
        (parts, dash, hidden) => {
          expect(sameCode(`${hidden}${parts.join(`${hidden}${dash}`)} `, parts.join('-'))).toBe(true);
        },
      ),
    );
  });
});

describe('the fold for comparing names', () => {
  it.each([
    ['Jörg Müller', 'JOERG MUELLER'],
    ['Jörg Müller', 'Jorg Muller'],
    ['Jo\u0308rg', 'Jörg'],
    ["D'Angelo", 'D’Angelo'],
    ["O'Neill", 'ONeill'],
    ['Weiß', 'weiss'],
    ['Novák', 'Novak'],
    ['Łukasz', 'Lukasz'],
    ['Søren Ærø', 'Soren Aero'],
    ['Anna-Maria', 'Anna  Maria'],
    ['İpek', 'ipek'],
    ['Straße', 'STRASSE'],
    ['Ødegård', 'Odegaard'],
    ['Ødegård', 'Oedegaard'],
    ['Ødegård', 'Odegard'],
    ['Åse Ærø', 'Aase Aeroe'],
    ['Đorđević', 'Djordjevic'],
    ['Đorđević', 'Dordevic'],
    ['Guðrún Þórsdóttir', 'Gudrun Thorsdottir'],
    ['ISIK', 'Işık'],
    ['Əliyev', 'Aliyev'],
    ['Gal·la', 'Galla'],
    ['ŀ', 'L'],
    ['Ŧor', 'Tor'],
    ['D⁗Angelo', 'DAngelo'],
  ])('%s is %s', (one, other) => {
    expect(sameName(one, other)).toBe(true);
  });

  it.each([
    ['Nowak', 'Novak'],
    ['Anna', 'Ann'],
    ['', ''],
    ['\u200B', ''],
  ])('“%s” is not “%s”', (one, other) => {
    expect(sameName(one, other)).toBe(false);
  });

  it('a letter with a mark, the letter alone, and how people spell it without its key are one', () => {
    const ways = fc.constantFrom(
      ['ü', 'u', 'ue', 'u\u0308'],
      ['ö', 'o', 'oe', 'ø'],
      ['ä', 'a', 'ae', 'æ'],
      ['å', 'a', 'aa', 'a\u030A'],
      ['ß', 'ss', 'ẞ'],
      ['ł', 'l'],
      ['đ', 'd', 'dj', 'ð'],
      ['þ', 'th'],
      ['ı', 'i', 'İ', 'I'],
    );
    // What is beside it must not make another pair with it.
    const beside = fc.stringMatching(/^[bfgkmpqrvwxz]{0,4}$/);
    fc.assert(
      fc.property(ways, beside, beside, (all, before, after) => {
        const names = all.flatMap((way) => [`${before}${way}${after}`, `${before}${way}${after}`.toUpperCase()]);
        for (const name of names) expect(comparable(name), name).toBe(comparable(names[0] ?? ''));
      }),
    );
  });

  it('comparing twice changes nothing, and case never counts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(comparable(comparable(text))).toBe(comparable(text));
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüßéčłñ' -]{1,20}$/), (name) => {
        expect(comparable(name.toUpperCase())).toBe(comparable(name));
        expect(comparable(name.normalize('NFD'))).toBe(comparable(name));
      }),
    );
  });
});

describe('replacing names in a text', () => {
  const dots = () => '•';

  it('finds them as words of their own alone', () => {
    expect(replaceNames('ana, banana and Ana-Lena', ['Ana'], dots)).toBe('•, banana and •-Lena');
  });

  it.each(['J.Müller', 'Hr.Müller', "l'Müller", "Müller'in", 'Müller.Anna', 'Fr·Müller'])(
    'finds them beside a full stop or an apostrophe: %s',
    (text) => {
      expect(replaceNames(text, ['Müller'], dots)).not.toMatch(/müller/i);
    },
  );

  it('a name with an apostrophe is one word', () => {
    expect(replaceNames("D'Angelo, D’Angelo and DAngelo", ["D'Angelo"], dots)).toBe('•, • and •');
  });

  it('the longest goes first, and what was put in is not looked at again', () => {
    expect(replaceNames('Anna Maria', ['Anna', 'Anna Maria'], () => 'Anna')).toBe('Anna');
  });

  it('leaves everything around them to the letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 ,;!?👍…•]{0,12}$/u), fc.stringMatching(/^[0-9 ,;!?👍…•]{0,12}$/u), (before, after) => {
        expect(replaceNames(`${before} Müller ${after}`, ['Mueller'], dots)).toBe(`${before} • ${after}`);
      }),
    );
  });
});
