import { setTimeout as later } from 'node:timers/promises';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../src/lib/duration.ts';
import { german, type Sentence } from '../../../src/lib/language/german/index.ts';
import { currentLanguage, speaking } from '../../../src/lib/language/language.ts';
import { speak, spoken, spokenWord } from '../../../src/lib/language/speak.ts';
import { formatMoney } from '../../../src/lib/money.ts';
import { inSentence, listed } from '../../../src/lib/text.ts';
import { formatDay, formatInstant, formatRelative, formatShortInstant } from '../../../src/lib/when.ts';
import { fc } from '../../support/fast-check.ts';

const now = new Date('2026-11-21T13:05:00Z');

/** Messages without plurals and choices. */
const simple = (Object.keys(german) as Sentence[]).filter((message) => !/\{\w+,/.test(message));

describe('the language of who reads', () => {
  it('is English until somebody says another one', () => {
    expect([currentLanguage(), speak('just now')]).toEqual(['en', 'just now']);
  });

  it('stays with the work while it waits, and does not reach what runs beside it', async () => {
    const both = await Promise.all([
      speaking('de', async () => {
        await later(1);
        return speak('just now');
      }),
      speaking('en', async () => {
        await later(1);
        return speak('just now');
      }),
    ]);
    expect(both).toEqual(['gerade eben', 'just now']);
  });
});

describe('in German', () => {
  const inGerman = <T>(work: () => T) => speaking('de', work);

  it('a day has its dots, and a time is the same', () => {
    expect(inGerman(() => formatDay('2026-11-21'))).toBe('21. Nov. 2026');
    expect(inGerman(() => formatInstant(now, 'Europe/Vienna'))).toBe('21. Nov. 2026, 14:05');
    expect(inGerman(() => formatShortInstant(new Date('2026-11-22T00:05:00Z'), now, 'Europe/Vienna'))).toBe('22. Nov., 01:05');
  });

  it('an amount has its sign behind it and a comma', () => {
    expect(inGerman(() => formatMoney({ amount: 12.5, currency: 'EUR' }))).toBe('12,50 €');
    expect(inGerman(() => formatMoney({ amount: 20, currency: 'CHF' }))).toBe('20 CHF');
    expect(formatMoney({ amount: 12.5, currency: 'EUR' })).toBe('€12.50');
  });

  it('one and many are told apart', () => {
    expect(inGerman(() => [formatDuration(60_000), formatDuration(4 * 3_600_000)])).toEqual(['1 Minute', '4 Stunden']);
    expect(inGerman(() => formatRelative(new Date(now.getTime() - 2 * 60_000), now))).toBe('vor 2 Min.');
    expect(inGerman(() => listed(['A', 'B', 'C'], 'or'))).toBe('A, B oder C');
  });

  it('a noun keeps its capital within a sentence', () => {
    expect([inGerman(() => inSentence('Postleitzahl')), inSentence('Postcode')]).toEqual(['Postleitzahl', 'postcode']);
  });
});

describe('a message', () => {
  it('takes what is put into it as it is, also if that looks like a message', () => {
    expect(speak('in {hours} h', { hours: '{minutes} # $&' })).toBe('in {minutes} # $& h');
  });

  it('is filled without the library exactly as the library fills it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...simple), fc.constantFrom('en', 'de'), fc.string(), (message, language, text) => {
        const values = Object.fromEntries(valuesIn(message).map((name) => [name, text]));
        const wanted = language === 'de' ? german[message] : message;
        const made = new IntlMessageFormat(wanted, language, undefined, { ignoreTag: true }).format(values);
        // safe: the values are those that the message names.
        const said = speaking(language, () => (speak as (message: string, values: object) => string)(message, values));
        expect(said).toBe(made);
      }),
    );
  });

  it('that was declared earlier is spoken when it is read, and what is sent stays', () => {
    const declared = spoken({ label: 'just now', value: 'just now', deep: [{ label: 'just now' }], other: 'Lena' });
    expect(speaking('de', () => JSON.stringify(declared))).toBe(
      '{"label":"gerade eben","value":"just now","deep":[{"label":"gerade eben"}],"other":"Lena"}',
    );
    expect(declared.label).toBe('just now');
    expect(speaking('de', () => spokenWord('Lena'))).toBe('Lena');
  });

  it('can be filled in German, always with the values of the English one', () => {
    const others = Object.entries(german).filter(([english, text]) => valuesIn(text).join() !== valuesIn(english).join());
    expect(others).toEqual([]);
  });
});

function valuesIn(message: string): string[] {
  const found = new Set<string>();
  const visit = (parts: readonly object[]): void => {
    for (const part of parts) {
      const { type, value, options } = part as { type: number; value: string; options?: Record<string, { value: object[] }> };
      if (type !== 0 && type !== 7) found.add(value);
      for (const option of Object.values(options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message, 'de', undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}
