import type { ActionName } from '../../actions/registry.ts';
import { amountIn } from '../../lib/amount.ts';
import { withoutTrailing } from '../../lib/around.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { isAccountWord } from '../subjects/find-accounts.ts';
import type { ActionForm, Filled } from './action-form.ts';

/** Words that begin a reason and belong to it. `Weil` with a capital is somebody's name. */
const because = /^(?:[Ff]ür|[Ff]uer|[Ff]or|[Ww]egen|weil|[Bb]ecause|[Aa]ufgrund)$/;
/** What only says that a reason follows. */
const sign = /^(?:-+|\/+|(?:reason|grund|why|warum):)$/i;

/** After which words a reason may begin: the name of a business account has a `for` in it, and one that is being made up has anything. */
type After = 'any word' | 'an id' | 'nothing';

function afterWhat(action: ActionName, words: readonly string[]): After {
  if (action === 'account.create' || action === 'unit.create') return 'nothing';
  return /^(?:account|unit)\./.test(action) || isAccountWord(words[0] ?? '') ? 'an id' : 'any word';
}

/** The words that say what to do, and the reason that was typed behind them: from `for`, `für`, `because`, `wegen`, `reason:` or a dash on. */
export function splitReason(words: readonly string[], after: After): { words: readonly string[]; reason: string } {
  const begins = (word: string, index: number): boolean => {
    const rest = words.slice(index + 1).join(' ');
    if (index === 0 || rest === '') return false;
    if (sign.test(word)) return true;
    // What is followed by nothing but an amount is a name: `Simone weil 20`.
    const isBegun = because.test(word) || (word.toLowerCase() === 'due' && /^to\s/i.test(rest));
    return isBegun && amountIn(rest) === undefined && (after === 'any word' || /[\d@\s]/.test(words[index - 1] ?? ''));
  };
  const at = after === 'nothing' ? -1 : words.findIndex(begins);
  if (at < 0) return { words, reason: '' };
  const before = words.slice(0, at);
  const last = withoutTrailing(before.at(-1) ?? '', ',;:');
  return {
    words: [...before.slice(0, -1), ...(last === '' ? [] : [last])],
    reason: words.slice(sign.test(words[at] ?? '') ? at + 1 : at).join(' '),
  };
}

/** A form filled in with what was typed after its command; what says why, and what else is left over, is the beginning of the reason. */
export async function fillFromWords(form: ActionForm, app: AppContext, who: Who, typed: readonly string[]): Promise<Filled> {
  const { words, reason } = splitReason(typed, afterWhat(form.action, typed));
  const filled = await form.fromWords(app, who, words);
  const all = [filled.reason, reason].filter((part) => part !== undefined && part !== '').join(' ');
  return all === '' ? filled : { ...filled, reason: all };
}
