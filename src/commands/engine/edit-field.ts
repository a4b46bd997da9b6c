import { speak, spokenWord } from '../../lib/language/speak.ts';
import { cut, listed, oneLine, wellFormed } from '../../lib/text.ts';
import { type Field, notSet } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import type { Filled } from './action-form.ts';
import type { Shown } from './shown.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** How a field looks, without what the engine says of it. */
export type EditLook = Without<Field, 'name' | 'initial' | 'dispatch' | 'optional' | 'hint'> & { hint?: string | undefined };

/** A value of the thing that the form can change. */
export type EditField<Thing> = {
  name: string;
  /** What the field is filled in with: `''` and an empty list are nothing. Cut to what it can hold. */
  shown(thing: Thing, app: AppContext): Shown;
  /** Nothing if there is nothing to choose from. */
  look(thing: Thing, app: AppContext): EditLook | undefined | Promise<EditLook | undefined>;
  /** It can be taken away: the thing may be without it. */
  optional?: true | undefined;
  /** What is shown hides a part of the value, and only a whole one takes its place. */
  isMasked?(app: AppContext): boolean;
  /** A list that is written as a text. */
  listed?: { words(list: readonly string[]): string; read(text: string): string[] };
  /** Drawn when this group is ticked. */
  group?: string | undefined;
};

/** Slack's own limit for a text input. */
export const longestText = 3_000;

/** A text as a field can show it, which is what comes back when nobody touches it. */
export function shownText(text: string | undefined): string {
  return cut(wellFormed(oneLine(text ?? '')), longestText);
}

/** What somebody left in a field, or what it is filled in with. */
export function valueIn(
  { name, listed: written }: { name: string; listed?: EditField<unknown>['listed'] },
  filled: Pick<Filled, 'values' | 'lists'>,
): Shown {
  const list = filled.lists?.[name];
  if (written === undefined && list !== undefined) return list.map(({ value }) => value);
  const text = filled.values[name]?.value ?? '';
  if (written !== undefined) return written.read(text);
  return text === notSet.value ? '' : text;
}

/** A look as the field of a form. */
export function fieldOf(
  look: EditLook,
  field: { name: string; optional?: boolean | undefined; hint?: string | undefined; initial: Shown | undefined },
): Field {
  const { name, optional = false, hint = look.hint, initial } = field;
  return { ...look, name, optional, hint, initial, dispatch: true } as Field; // safe: texts and lists go to the kinds of field that show them
}

type Drawn = { block: string; shown: Shown; now: Shown; isChangedMeanwhile: boolean };

export async function drawEditField<Thing>(
  { isMasked, listed: written, look: lookOf, optional }: EditField<Thing>,
  app: AppContext,
  thing: Thing,
  { block, shown, now, isChangedMeanwhile }: Drawn,
): Promise<Field | undefined> {
  const look = await lookOf(thing, app);
  if (look === undefined) return undefined;
  const hasMask = isMasked?.(app) === true && shown !== '';
  const hint = [
    isChangedMeanwhile ? speak('Changed meanwhile: now {shown}.', { shown: wordsOf(shown) }) : undefined,
    hasMask ? speak('Masked. Leave it to keep it, or type a whole new value.') : undefined,
    look.hint === undefined ? undefined : spokenWord(look.hint),
  ].filter((line) => line !== undefined);
  const initial = typeof now === 'string' ? now : (written?.words(now) ?? now);
  const field = { name: block, optional, hint: hint.join(' '), initial };
  if (typeof initial !== 'string') return fieldOf(look, field);
  if (hasMask) return fieldOf({ kind: 'text', label: look.label }, field);
  if (look.kind === 'select' && !('groups' in look.choices)) {
    const { choices, initial: chosen } = choosable(look.choices, initial, optional === true);
    return fieldOf({ ...look, choices }, { ...field, initial: chosen });
  }
  // Nothing of a value is cut: what is cut would be sent as a change.
  if (look.kind === 'text' || look.kind === 'multiline')
    return fieldOf({ ...look, maxLength: Math.max(look.maxLength ?? longestText, initial.length) }, field);
  return fieldOf(look, field);
}

/** The value stays choosable even if nobody knows it; what may be taken away has a choice for that. */
function choosable(
  choices: readonly { value: string; text: string }[],
  value: string,
  canBeNone: boolean,
): { choices: readonly { value: string; text: string }[]; initial?: string } {
  // Without any choice the field says why instead.
  if (choices.length === 0) return { choices };
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  return {
    choices: [...(canBeNone ? [notSet] : []), ...(isKnown ? [] : [{ value, text: value }]), ...choices],
    initial: value === '' && canBeNone ? notSet.value : value,
  };
}

function wordsOf(shown: Shown): string {
  const words = typeof shown === 'string' ? oneLine(shown) : listed(shown);
  return words === '' ? speak('empty') : words;
}
