import { speak, spokenWord } from '../../lib/language/speak.ts';
import { clip, oneLine } from '../../lib/text.ts';

/** What stands in for a rule where the policy file has none: said as it is, and not as a rule's name. */
const instead = ['no rule matches', 'always asks a lead'] as const;

/** Which rule decides: `rule “goodwill”`, or that none of the file does. */
export function ruleWords(name: string): string {
  const none = instead.find((one) => name === one || name === speak(one));
  return none === undefined ? speak('rule “{rule}”', { rule: clip(oneLine(spokenWord(name)), 80) }) : speak(none);
}
