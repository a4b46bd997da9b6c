import type { ActionName } from '../../actions/registry.ts';
import { asFault } from '../../errors.ts';
import { speak, spokenWord } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { type ActionForm, defineForm, type Filled, type FormRead } from './action-form.ts';
import { drawEditField, type EditField, valueIn } from './edit-field.ts';
import { readMark, type Shown, shownBlock } from './shown.ts';

/** By field: what somebody made of it, null if they emptied it. A field that they left as it was shown is not there. */
export type Edit = Readonly<Record<string, Shown | null>>;

/** The thing that is edited: how it is typed, pointed at, chosen, and read. */
export type EditSubject<Thing> = {
  /** The fields in which it is chosen. */
  names: readonly string[];
  /** Throws a Fault while none of it can work here. */
  mustWork?(app: AppContext): void;
  /** What was typed, and what of it says what to change. */
  fromWords(app: AppContext, who: Who, words: readonly string[]): Promise<{ filled: Filled; rest: readonly string[] }>;
  fromPointer(app: AppContext, pointer: Pointer): Promise<Filled>;
  /** One that was chosen before. */
  fromHolder(app: AppContext, holder: string): Promise<Filled>;
  /** `then` says what waits until one is chosen. */
  fields(app: AppContext, filled: Filled, then: string | undefined): readonly Field[] | Promise<readonly Field[]>;
  /** Which one is chosen; undefined while none is. */
  holder(filled: Filled): string | undefined;
  /** Said of one that is chosen and whose values are not drawn yet. */
  waits?: string;
  /** What to say at which field while none is chosen. */
  missing(filled: Filled): Readonly<Record<string, string>>;
  /** What it is now. Throws the reader's faults. */
  read(app: AppContext, who: Who, holder: string): Promise<Thing>;
};

/** Fields that are drawn when their group is ticked. */
export type EditGroups<Thing> = {
  name: string;
  label: string;
  choices: readonly Choice[];
  openAtFirst(thing: Thing): readonly string[];
};

/**
 * A form that changes what a thing has: one record, and all else follows. It is filled in with what the thing has now; what somebody
 * changes is sent and nothing else, what they empty is taken away, and what others changed meanwhile is told at the field.
 */
export type EditForm<Thing> = {
  action: ActionName;
  /** At most 24 characters. */
  title: string;
  about: EditSubject<Thing>;
  fields: readonly EditField<Thing>[];
  groups?: EditGroups<Thing>;
  /** What follows the engine's own sentence above the fields. */
  note?: string;
  /** What typed words after the thing make of it, and what to call that: `Then change the tags: +vip`. More than `takes` are the reason. */
  wanted?: { toDo: string; takes?: number; edit(thing: Thing, words: readonly string[]): Edit };
  /** What is wrong with it, by field. */
  wrong?(edit: Edit): Readonly<Record<string, string>>;
  /** The action's input. `marks` are those of what a field showed. */
  input(holder: string, edit: Edit, shown: { branch: number; marks(name: string): string }): unknown;
  /** An input that was asked before, as an edit of what the thing has now. */
  asked(input: unknown): { holder: string; branch?: number | undefined; edit(thing: Thing): Edit };
};

const howItWorks = 'Edit what you want to change. To remove a value, empty its field.';
const waits = 'Wait until the current values are shown below, then change them.';
/** Between words that wait until a thing is chosen. */
const between = '\n';

export function defineEditForm<Thing>(form: EditForm<Thing>): ActionForm {
  const { about, fields, groups } = form;

  const thenOf = ({ waiting }: Filled) =>
    waiting === undefined || form.wanted === undefined
      ? undefined
      : speak('Then {toDo}: {split}.', { toDo: spokenWord(form.wanted.toDo), split: oneLine(waiting.split(between).join(', ')) });

  /** Fills in what the thing has as soon as it is known which one it is; what was filled in for another is dropped. */
  async function complete(app: AppContext, who: Who, filled: Filled): Promise<Filled> {
    const holder = about.holder(filled);
    if (holder === undefined || isDrawn(filled, holder)) return filled;
    try {
      const thing = await about.read(app, who, holder);
      const { waiting } = filled;
      return filledWith(
        app,
        filled,
        thing,
        waiting === undefined ? {} : (form.wanted?.edit(thing, waiting.split(between)) ?? {}),
      );
    } catch (error) {
      return { ...filled, problem: [filled.problem, asFault(error).say].filter((say) => say !== undefined).join(' ') };
    }
  }

  function isDrawn(filled: Filled, holder: string): boolean {
    return fields.some(({ name }) => readMark(filled, name, holder) !== undefined);
  }

  function filledWith(app: AppContext, chosen: Filled, thing: Thing, edit: Edit): Filled {
    const holder = about.holder(chosen) ?? '';
    const open = groups && [
      ...groups.openAtFirst(thing),
      ...fields.flatMap(({ name, group }) => (group !== undefined && name in edit ? [group] : [])),
    ];
    const drawn = fields.filter(({ group }) => group === undefined || open?.includes(group));
    const values: Record<string, Choice> = {};
    const lists: Record<string, readonly Choice[]> = {};
    const drawnFor: Record<string, string> = {};
    for (const field of drawn) {
      const shown = field.shown(thing, app);
      const now = edit[field.name] === undefined ? shown : (edit[field.name] ?? '');
      drawnFor[field.name] = blockOf(field, app, holder, shown).slice(field.name.length + 1);
      if (typeof now === 'string' || field.listed !== undefined) {
        const text = typeof now === 'string' ? now : (field.listed?.words(now) ?? '');
        if (text !== '') values[field.name] = { value: text, text };
      } else lists[field.name] = now.map((value) => ({ value, text: value }));
    }
    if (groups !== undefined) lists[groups.name] = [...new Set(open)].map((group) => ({ value: group, text: group }));
    const keptNames = about.names.filter((name) => chosen.values[name] !== undefined);
    return {
      ...chosen,
      values: { ...values, ...Object.fromEntries(keptNames.map((name) => [name, chosen.values[name] as Choice])) }, // safe: these are there
      lists,
      drawnFor,
    };
  }

  function blockOf(field: EditField<Thing>, app: AppContext, holder: string, shown: Shown): string {
    return shownBlock(field.name, holder, shown, { isMasked: field.isMasked?.(app) === true });
  }

  async function fieldsOf(app: AppContext, who: Who, filled: Filled): Promise<readonly Field[]> {
    const holder = about.holder(filled);
    const chooser = await about.fields(app, filled, holder === undefined ? thenOf(filled) : undefined);
    if (holder === undefined || !isDrawn(filled, holder)) return chooser;
    const thing = await about.read(app, who, holder);
    const open = groups && (filled.lists?.[groups.name]?.map(({ value }) => value) ?? groups.openAtFirst(thing));
    const draw = (field: EditField<Thing>) => {
      const shown = field.shown(thing, app);
      const mark = readMark(filled, field.name, holder);
      return drawEditField(field, app, thing, {
        // As long as it is in the form, a field is held against what it was filled in with, not against what came since.
        block: mark === undefined ? blockOf(field, app, holder, shown) : `${field.name}:${filled.drawnFor?.[field.name]}`,
        shown,
        now: mark === undefined ? shown : valueIn(field, filled),
        isChangedMeanwhile: mark !== undefined && !mark.isSame(shown),
      });
    };
    const more: Field[] =
      groups === undefined
        ? []
        : [
            {
              kind: 'checkboxes',
              name: groups.name,
              label: groups.label,
              optional: true,
              dispatch: true,
              choices: groups.choices,
              initial: open ?? [],
            },
          ];
    const [main, opened] = await Promise.all([
      Promise.all(fields.filter(({ group }) => group === undefined).map(draw)),
      Promise.all(fields.filter(({ group }) => group !== undefined && open?.includes(group)).map(draw)),
    ]);
    return [...chooser, ...main, ...more, ...opened].filter((field) => field !== undefined);
  }

  function drawnIn(filled: Filled, holder = about.holder(filled) ?? '') {
    return fields.flatMap((field) => {
      const mark = readMark(filled, field.name, holder);
      return mark === undefined ? [] : [{ field, mark, now: valueIn(field, filled) }];
    });
  }

  const changedIn = (filled: Filled) => drawnIn(filled).filter(({ mark, now }) => !mark.isSame(now));

  function read(filled: Filled): FormRead {
    const holder = about.holder(filled);
    if (holder === undefined) return { ok: false, errors: about.missing(filled) };
    const [first] = drawnIn(filled, holder);
    // What the one that was just chosen has is drawn with the answer to that choice.
    if (first === undefined)
      return { ok: false, errors: { [about.names.at(-1) ?? '']: about.waits ?? speak(waits) }, isUntouched: true };
    const changed = changedIn(filled);
    if (changed.length === 0)
      return { ok: false, errors: { [first.field.name]: speak('Nothing has changed yet.') }, isUntouched: true };
    const edit: Edit = Object.fromEntries(changed.map(({ field, now }) => [field.name, now === '' ? null : now]));
    const errors = {
      ...form.wrong?.(edit),
      ...Object.fromEntries(
        changed.flatMap(({ field, mark, now }): [string, string][] => {
          if (now === '' && field.optional !== true) return [[field.name, speak('This cannot be empty.')]];
          // A part of what is hidden with something typed beside it is no value.
          return mark.isMasked && typeof now === 'string' && /[•…]/.test(now)
            ? [[field.name, speak('Type the whole value: what is masked here can’t be completed.')]]
            : [];
        }),
      ),
    };
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const marks = (name: string) => readMark(filled, name, holder)?.text ?? '';
    return { ok: true, input: form.input(holder, edit, { branch: filled.branch, marks }) };
  }

  return defineForm<unknown>({
    action: form.action,
    title: form.title,
    submit: speak('Change'),
    names: [...about.names, ...(groups === undefined ? [] : [groups.name]), ...fields.map(({ name }) => name)],
    intro: (filled) =>
      about.holder(filled) === undefined
        ? undefined
        : [speak(howItWorks), form.note === undefined ? undefined : spokenWord(form.note)]
            .filter((sentence) => sentence !== undefined)
            .join(' '),
    async fromWords(app, who, words) {
      about.mustWork?.(app);
      const { filled, rest } = await about.fromWords(app, who, words);
      if (rest.length === 0) return complete(app, who, filled);
      const taken = form.wanted === undefined ? 0 : (form.wanted.takes ?? rest.length);
      const waiting = taken === 0 ? undefined : rest.slice(0, taken).join(between);
      return complete(app, who, { ...filled, waiting, reason: rest.slice(taken).join(' ') });
    },
    async fromPointer(app, who, pointer) {
      about.mustWork?.(app);
      return complete(app, who, await about.fromPointer(app, pointer));
    },
    async fromInput(app, who, input) {
      const { holder, branch, edit } = form.asked(input);
      const [chosen, thing] = await Promise.all([about.fromHolder(app, holder), about.read(app, who, holder)]);
      return filledWith(app, branch === undefined ? chosen : { ...chosen, branch }, thing, edit(thing));
    },
    complete,
    fields: fieldsOf,
    toCheck: (filled) => [
      ...about.names,
      ...(groups === undefined ? [] : [groups.name]),
      ...changedIn(filled).map(({ field }) => field.name),
    ],
    read,
  });
}
