import { AsyncLocalStorage } from 'node:async_hooks';

/** The languages that the app writes. English is what it writes when it does not know who reads. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const reading = new AsyncLocalStorage<{ language: Language }>();

/** Everything that `work` says, now and after it has waited, is in this language. */
export function speaking<T>(language: Language, work: () => T): T {
  return reading.run({ language }, work);
}

/** The same where it is only being found out who reads: English until then, so that nobody waits for it. */
export function speakingTo<T>(reader: Promise<{ language: Language }>, work: () => T): T {
  const known: { language: Language } = { language: 'en' };
  void reader.then(({ language }) => {
    known.language = language;
  });
  return reading.run(known, work);
}

/** Says who reads what is being written, once that is known. */
export function readerSpeaks(language: Language): void {
  const known = reading.getStore();
  if (known !== undefined) known.language = language;
}

/** The language of the person who reads what is being written. */
export function currentLanguage(): Language {
  return reading.getStore()?.language ?? 'en';
}

/** Slack's locale (`de-DE`, `de-AT`, `en-GB`), or a customer's language (`de`), as a language of ours; English for all others. */
export function languageOfLocale(locale: string | undefined): Language {
  return locale !== undefined && /^de(?:[-_]|$)/i.test(locale) ? 'de' : 'en';
}
