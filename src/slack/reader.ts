import type { Directory } from '../approvals/ports.ts';
import type { Language } from '../lib/language/language.ts';

/** How somebody reads: whose clock the texts follow, and in which language they are. */
export type SlackReader = { timeZone: string | undefined; language: Language };

const shownOnly = { freshMs: 600_000, withinMs: 2_000, stale: 'at-once' } as const;

/** How somebody reads; when Slack doesn't say, in UTC and English: a message that says UTC beats none. */
export async function readerOf(directory: Pick<Directory, 'standing'>, person: string): Promise<SlackReader> {
  try {
    const { timeZone, language = 'en' } = await directory.standing(person, shownOnly);
    return { timeZone, language };
  } catch {
    return { timeZone: undefined, language: 'en' };
  }
}
