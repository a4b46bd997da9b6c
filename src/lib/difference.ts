import { speak } from './language/speak.ts';
import { oneLine } from './text.ts';

const isNone = (words: string): boolean => ['', '–', '-', 'none', speak('none')].includes(words);

/** How two values differ, in words that give neither away. */
export function differenceOf({ before, after }: { before: string; after: string }): string {
  const [old, now] = [oneLine(before), oneLine(after)];
  if (isNone(old)) return speak('added');
  if (isNone(now)) return speak('removed');
  if (isEmail(old) && isEmail(now)) {
    return domainOf(old) === domainOf(now)
      ? speak('its domain stays, the name before the @ changes')
      : speak('its domain changes');
  }
  if (isPhone(old) && isPhone(now)) return speak('another number');
  return fold(old) === fold(now) ? speak('only spelled differently') : speak('a different one');
}

const isEmail = (text: string) => /^[^@\s]+@[^@\s]+$/.test(text);
const isPhone = (text: string) => /^\+?[\d\s()/.-]{6,}$/.test(text) && !/^\d{4}-\d{2}-\d{2}/.test(text);
const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
const fold = (text: string) => text.toLowerCase().replace(/[\s.,-]/g, '');
