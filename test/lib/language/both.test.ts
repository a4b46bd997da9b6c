import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keptInBoth, listening, readKept, wordsNow } from '../../../src/lib/language/both.ts';
import { type Language, speaking } from '../../../src/lib/language/language.ts';
import { speak, spokenWord } from '../../../src/lib/language/speak.ts';
import { projectFile } from '../../../src/lib/project.ts';

const read = (kept: string) => ({ en: speaking('en', () => readKept(kept)), de: speaking('de', () => readKept(kept)) });

describe.each(['en', 'de'] as const)('what is said while the app speaks %s', (language: Language) => {
  const kept = (say: () => string) => read(speaking(language, () => listening(() => keptInBoth(say()))));

  it('is kept in both languages, with the values that it was said with', () => {
    expect(kept(() => speak('No customer matches “{text}”.', { text: 'Nowak' }))).toEqual({
      en: 'No customer matches “Nowak”.',
      de: 'Kein Kunde passt zu „Nowak“.',
    });
  });

  it('is kept in both languages where it is within another sentence, or beside one', () => {
    const both = kept(() => {
      const say = speak('Nobody was added.');
      return `${speak('Nothing was changed: the facts could not be read again just before. {say}', { say })} (Q7F3KQ)`;
    });
    expect(both.en).toBe('Nothing was changed: the facts could not be read again just before. Nobody was added. (Q7F3KQ)');
    expect(both.de).toMatch(/^Nichts wurde geändert.* Niemand wurde hinzugefügt\. \(Q7F3KQ\)$/);
  });

  it('does not change a text that has a word of it within', () => {
    const text = 'reading it back doesn’t show it.';
    expect(kept(() => `${speak('the back office')}`.replace(/.*/s, text))).toEqual({ en: text, de: text });
    const declared = 'The back office accepted it, but reading it back doesn’t show it.';
    expect(kept(() => (speak('the back office') === '' ? '' : declared))).toEqual({ en: declared, de: declared });
  });

  it('is as it came where nobody has said it', () => {
    expect(kept(() => 'The customer is gone.')).toEqual({ en: 'The customer is gone.', de: 'The customer is gone.' });
    expect(kept(() => spokenWord('vip'))).toEqual({ en: 'vip', de: 'vip' });
  });
});

it('is kept as it is where nobody listened', () => {
  expect(speaking('de', () => keptInBoth(speak('Nobody was added.')))).toBe('Niemand wurde hinzugefügt.');
  expect(read('Kept before there were two.')).toEqual({ en: 'Kept before there were two.', de: 'Kept before there were two.' });
});

it('what is kept with its German beside it is read in the language of now', () => {
  const kept = { one: 'yes', many: 'y.', german: { one: 'ja', many: 'j.' } };
  expect(speaking('en', () => wordsNow(kept).one)).toBe('yes');
  expect(speaking('de', () => wordsNow(kept))).toMatchObject({ one: 'ja', many: 'j.' });
  expect(speaking('de', () => wordsNow({ one: 'kept before', many: 'k.' }).one)).toBe('kept before');
});

it('nobody reads the words of a kept request past the reader’s language', () => {
  const allowed = ['src/approvals/preview-words.ts', 'src/slack/request-view.ts'];
  const past = readdirSync(projectFile('src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .filter((file) => file.endsWith('.ts') && !allowed.includes(file))
    .filter((file) => /\b(?:preview|outcome)\??\.(?:one|many)\b/.test(readFileSync(projectFile(file), 'utf8')));
  expect(past).toEqual([]);
});
