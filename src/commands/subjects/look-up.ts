import { Fault } from '../../errors.ts';
import type { Redactor } from '../../lib/mask.ts';
import { redactorForOne } from '../../lib/mask.ts';
import { withoutSpelledBlanks } from '../../lib/typed.ts';
import type { Choice } from '../../views/common/blocks.ts';
import type { AppContext } from '../app-context.ts';

/** What finding needs of the app. */
export type LookupContext = Pick<AppContext, 'readers' | 'policy'>;

/** Options of an external select for what was typed so far: at most a hundred, masked; none for a blank query. */
export type OptionsFor = (app: LookupContext, query: string, branchId: number, signal?: AbortSignal) => Promise<Choice[]>;

/** Slack takes a hundred options (docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
export const mostOptions = 100;

/** How personal data is worded for the one who asks. */
export function redactorFor(app: Pick<AppContext, 'policy'>): Redactor {
  return redactorForOne({ mask: app.policy.privacy.mask });
}

/** `4711`, `#4711` and `4 7 1 1` as an id. Not with a leading zero: that is the beginning of a phone number or of a card's number. */
export function idIn(text: string): number | undefined {
  const digits = /^#?([1-9]\d{0,14})$/.exec(withoutSpelledBlanks(text))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Whether it is a number of something rather than somebody's name: letters and digits, and no word but short ones (`HM-10002`,
 * `04:A2:5C`, `W 12345 A`). No other spelling of it means the same.
 */
export function isCode(text: string): boolean {
  const plain = text.replace(/[.:_/#-]/g, '');
  return (
    /^[a-z0-9 ]{3,60}$/i.test(plain) &&
    (plain.match(/\d/g) ?? []).length >= 2 &&
    !/(?<![a-z0-9])[a-z]{4,}(?![a-z0-9])/i.test(plain)
  );
}

/** The thing of that id, or undefined if the back office has none; every other fault stays one. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Fault && (error.code === 'not_found' || isNoId(error))) return undefined;
    throw error;
  }
}

/** A number that is no id at all is refused by some servers instead of being unknown. Any other code is a refusal, and has words of its own. */
function isNoId({ code, context }: Fault): boolean {
  const { status, errorCode } = context;
  return (
    code === 'upstream_refused' && status === 400 && (errorCode === undefined || errorCode === '400' || errorCode === 'U106')
  );
}

/** Arguments of a call that a person may stop waiting for: one of a search as they type, which can wait when the day's budget is used up. */
export function stoppable(signal: AbortSignal | undefined): { signal?: AbortSignal; canWait?: true } {
  return signal === undefined ? {} : { signal, canWait: true };
}
