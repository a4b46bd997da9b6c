import type { AnyAction, Plain, Worth } from '../actions/define.ts';
import { differenceOf } from '../lib/difference.ts';
import { speaking } from '../lib/language/language.ts';
import { speak } from '../lib/language/speak.ts';
import { maskFreeText, type Redactor, redactorForMany, redactorForOne, tellingIn } from '../lib/mask.ts';
import { formatMoney } from '../lib/money.ts';
import type { Assessment } from './assess.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Drawable } from './envelopes/room.ts';
import { traitsOf } from './policy/catalogue.ts';
import type { Gate } from './policy/gate.ts';
import type { Policy } from './policy/types.ts';
import type { RequestRecord, Worded } from './request.ts';
import { spentSince } from './store/lists.ts';

type Privacy = Pick<Policy['privacy'], 'mask'>;
type Change = NonNullable<Plain['changes']>[number];

/**
 * What an action would do, for one reader and for many. Where masking hides a value that changes, the masked words still say that, and how,
 * it differs, and `hides` says that anyone who decides has to see the values in full first.
 */
export function previewWords(action: Pick<AnyAction, 'preview'>, snapshot: unknown, input: unknown, privacy: Privacy): Worded {
  const full = previewInFull(action, snapshot, input);
  const wordedFor = (redactor: Redactor) => {
    const plain = action.preview(snapshot, input, redactor);
    return { plain: withDifferences(plain, full), hides: hides(plain, full) };
  };
  const one = wordedFor(redactorForOne(privacy));
  return { one: one.plain, many: wordedFor(redactorForMany()).plain, hides: one.hides ? true : undefined };
}

/** The same as it is kept: in English, and in German beside it, for anyone who reads it later. */
export function keptWords<Words extends Worded>(word: () => Words): Words {
  const { one, many } = speaking('de', word);
  return { ...speaking('en', word), german: { one, many } };
}

/** The same with nothing masked, for somebody who may see it and of whom it is recorded that they did. */
export function previewInFull(action: Pick<AnyAction, 'preview'>, snapshot: unknown, input: unknown): Plain {
  return action.preview(snapshot, input, redactorForOne({ mask: false }));
}

function hides(masked: Plain, full: Plain): boolean {
  return (masked.changes ?? []).some((change, at) => isMasked(change, full.changes?.[at]));
}

function isMasked(masked: Change, full: Change | undefined): full is Change {
  return full !== undefined && (masked.before !== full.before || masked.after !== full.after);
}

function withDifferences(masked: Plain, full: Plain): Plain {
  if (masked.changes === undefined || !hides(masked, full)) return masked;
  return {
    ...masked,
    changes: masked.changes.map((change, at) => {
      const whole = full.changes?.[at];
      if (!isMasked(change, whole)) return change;
      return { ...change, after: `${change.after} (${differenceOf(whole)})` };
    }),
  };
}

/** Plain words with further facts below them. */
export function withLines(plain: Plain, more: readonly string[]): Plain {
  return { ...plain, lines: [...(plain.lines ?? []), ...more] };
}

/**
 * With what a card says of a voucher that is drawn from an envelope: how many are left after it. A name in the envelope's is masked for
 * many.
 */
export function withDrawn(words: Worded, drawable: Drawable | undefined, gate: Gate): Worded {
  if (drawable === undefined || gate.kind !== 'none' || gate.envelope === undefined) return words;
  const { name, most } = drawable;
  const left = gate.left - 1;
  const masked = maskFreeText(name, tellingIn([]));
  const line = (shown: string) => [speak('Runs at once (envelope “{name}”, {left} of {most} left)', { name: shown, left, most })];
  const drawn = ({ one, many }: Pick<Worded, 'one' | 'many'>) => ({
    one: withLines(one, line(name)),
    many: withLines(many, line(masked)),
  });
  const { german } = words;
  return {
    ...words,
    ...speaking('en', () => drawn(words)),
    german: german && speaking('de', () => drawn(german)),
  };
}

const weekMs = 7 * 24 * 3_600_000;

/** What the asker gave in the last seven days through this app; anyone who approves money wants to know. */
async function askersWeek(
  deps: ApprovalDeps,
  record: RequestRecord,
  action: AnyAction,
  assessment: Assessment,
): Promise<() => string[]> {
  if (assessment.worth?.money === undefined) return () => [];
  const { currency } = assessment.worth.money;
  // What was given counts, and not what was allowed to be given.
  const given = traitsOf(action.name).opens ?? action.name;
  const since = new Date(deps.clock.now().getTime() - weekMs);
  const { times, sum } = await spentSince(deps.db, { asker: record.asker, action: given, currency, since });
  return () => [
    times === 0
      ? speak('The requester gave no other vouchers in the last 7 days.')
      : speak('The requester gave {times, plural, one {# voucher} other {# vouchers}} ({money}) in the last 7 days.', {
          times,
          money: formatMoney({ amount: Number(sum), currency }),
        }),
  ];
}

/** What the card of a request says, kept with it and sealed. */
export async function cardWords(
  deps: ApprovalDeps,
  record: RequestRecord,
  action: AnyAction,
  input: unknown,
  assessment: Assessment,
): Promise<Worded> {
  const week = await askersWeek(deps, record, action, assessment);
  const less = hasLess(action, assessment.worth) ? { hasLess: true } : {};
  const large = isLarge(deps.policy, assessment.worth) ? { isLarge: true } : {};
  return keptWords(() => {
    const words = previewWords(action, assessment.snapshot, input, deps.policy.privacy);
    return {
      ...words,
      ...less,
      one: { ...withLines(words.one, week()), ...large },
      many: { ...withLines(words.many, week()), ...large },
    };
  });
}

/** Whether something that is worth less can be offered in its place: it is of money alone. */
export function hasLess({ lesser }: Pick<AnyAction, 'lesser'>, worth: Worth | undefined): boolean {
  return lesser !== undefined && worth?.money !== undefined && !worth.givesMore && worth.money.amount > 0;
}

/** Whether approving this asks once more: more money than the policy's `confirmAbove`, or more than money. */
function isLarge({ confirmAbove, currency }: Policy, worth: Worth | undefined): boolean {
  if (confirmAbove === null || worth === undefined) return false;
  return worth.givesMore || worth.money?.currency !== currency || worth.money.amount > confirmAbove;
}
