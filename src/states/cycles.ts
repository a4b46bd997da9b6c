import { spoken } from '../lib/language/speak.ts';
import { humanise } from '../lib/text.ts';

const words: Readonly<Record<string, string>> = spoken({ NONE: 'None', WEEKLY: 'Weekly', MONTHLY: 'Monthly' });

/** How often an account is billed, or as it came when nobody knows it. */
export function cycleWord(cycle: string): string {
  return words[cycle] ?? humanise(cycle);
}
