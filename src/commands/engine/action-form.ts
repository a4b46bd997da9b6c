import type { ActionName } from '../../actions/registry.ts';
import { spoken } from '../../lib/language/speak.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { ViewValues, Who } from '../context.ts';

/**
 * What is filled in so far: by field, what was chosen or typed (`text` is what the person sees of it). `offers` are the things that
 * typed words fitted, if they fitted several; `problem` says what could not be understood.
 */
export type Filled = {
  branch: number;
  values: Readonly<Record<string, Choice>>;
  /** What was chosen if several things can be: tick boxes, lists of people. A field that was drawn and is empty has an empty list. */
  lists?: Readonly<Record<string, readonly Choice[]>>;
  offers?: Readonly<Record<string, readonly Choice[]>>;
  /** For whom a field was in the view, empty or not, whose block says so: `tags:1010` is another field than `tags:1011`. */
  drawnFor?: Readonly<Record<string, string>>;
  problem?: string;
  /** What was typed after something that is still to be chosen: it is understood as soon as that is known. */
  waiting?: string;
  /** What of the typed words is no argument: the reason begins with it. */
  reason?: string;
  /** When it is read, and in whose time zone: for what is typed as a time. */
  at?: { now: Date; timeZone: string | undefined };
};

/** What is wrong, by field; undefined at one that is fine. */
export type FormErrors = Readonly<Record<string, string | undefined>>;

/**
 * From what is filled in to the action's input, or what is wrong at which field. `typed` is what somebody filled in, where the input has
 * more than that: `3h` is another moment a minute later. `isUntouched`: it has what the thing has now, so nothing in it can be wrong.
 */
export type FormRead = { ok: true; input: unknown; typed?: unknown } | { ok: false; errors: FormErrors; isUntouched?: true };

/** A form that starts an action: a record, drawn and read by one engine. */
export type ActionForm<Input = unknown> = {
  action: ActionName;
  /** At most 24 characters. */
  title: string;
  submit: string;
  /** What was typed after the command. */
  fromWords(app: AppContext, who: Who, words: readonly string[]): Promise<Filled>;
  /** What was pasted after the command in several lines, as it is: quotes and separators belong to the table. */
  fromTable?(app: AppContext, who: Who, text: string): Promise<Filled>;
  /** What a button points at. */
  fromPointer(app: AppContext, who: Who, pointer: Pointer): Promise<Filled>;
  /** An input that was asked before, to ask it again. */
  fromInput(app: AppContext, who: Who, input: Input): Promise<Filled>;
  /** The fields as they are now. `reason` is the engine's. */
  fields(app: AppContext, who: Who, filled: Filled): Promise<readonly Field[]>;
  /** Fills in what follows from a choice that was just made. */
  complete?(app: AppContext, who: Who, filled: Filled): Promise<Filled>;
  /** Names of the fields that are read back from a view. */
  names: readonly string[];
  read(filled: Filled): FormRead;
  /** It has a field for a time. */
  readsTime?: true;
  /** Of many things that it is about, those that stop it can be left out. */
  without?: {
    count(filled: Filled): number;
    label(left: number): string;
    remove(filled: Filled, ids: readonly string[]): Filled;
  };
  /** What else becomes of the reason, beside that it is kept. */
  reasonHint?(filled: Filled): string;
  /** Names of the fields that are left when it shows what it would do before it is sent; all, if left out. */
  toCheck?(filled: Filled): readonly string[];
  /** A sentence above the fields. */
  intro?(filled: Filled): string | undefined;
};

/** Checks a form's shape where it is written; `Input` is the action's own input. */
export function defineForm<Input>(form: ActionForm<Input>): ActionForm {
  return spoken(form);
}

/** What a view holds, as filled in: chosen options with their words, typed text as it is. */
export function filledFrom(values: ViewValues, names: readonly string[], branch: number): Filled {
  const blocks = names.flatMap((name) => {
    const id = Object.keys(values).find((block) => block === name || block.startsWith(`${name}:`));
    return id === undefined ? [] : [{ name, id, element: Object.values(values[id] ?? {})[0] }];
  });
  const entries = blocks.flatMap(({ name, element }): [string, Choice][] => {
    const option = element?.selected_option;
    if (option) return [[name, { value: option.value, text: option.text?.text ?? option.value }]];
    const typed = element?.selected_date ?? element?.selected_time ?? element?.value?.trim();
    return typed ? [[name, { value: typed, text: typed }]] : [];
  });
  const lists = blocks.flatMap(({ name, element }): [string, Choice[]][] => {
    const options = element?.selected_options;
    return options ? [[name, options.map(({ value, text }) => ({ value, text: text?.text ?? value }))]] : [];
  });
  const waiting = blocks.flatMap(({ id }) => waitingIn(id) ?? [])[0];
  const drawnFor = blocks.flatMap(({ name, id }): [string, string][] =>
    id === name || waitingIn(id) !== undefined ? [] : [[name, id.slice(name.length + 1)]],
  );
  return {
    branch,
    values: Object.fromEntries(entries),
    lists: lists.length === 0 ? undefined : Object.fromEntries(lists),
    drawnFor: drawnFor.length === 0 ? undefined : Object.fromEntries(drawnFor),
    waiting,
  };
}

const waits = ':waiting:';
/** What is left of the 255 characters of a block's id, escaped. */
const longestWaiting = 200;

/** The block of a field that is still to be chosen, with the words that wait for it. */
export function waitingName(name: string, waiting: string | undefined): string {
  const escaped = waiting === undefined ? '' : encodeURIComponent(waiting);
  return escaped === '' || escaped.length > longestWaiting ? name : `${name}${waits}${escaped}`;
}

function waitingIn(id: string): string | undefined {
  const at = id.indexOf(waits);
  if (at < 0) return undefined;
  try {
    return decodeURIComponent(id.slice(at + waits.length));
  } catch {
    return undefined; // not written by this app
  }
}

/** The errors by the blocks that are in the view: a field's block may carry more than its name. */
export function errorsByBlock(errors: FormErrors, values: ViewValues): Record<string, string> {
  const blocks = Object.keys(values);
  const blockOf = (name: string) => blocks.find((id) => id === name || id.startsWith(`${name}:`)) ?? name;
  return Object.fromEntries(Object.entries(errors).flatMap(([name, say]) => (say === undefined ? [] : [[blockOf(name), say]])));
}

/** With what is wrong at fields that have something in them, said above all: what somebody typed is never just left out. */
export function sayingWhatIsWrong(filled: Filled, read: FormRead): Filled {
  if (read.ok || read.isUntouched === true) return filled;
  const wrong = Object.entries(read.errors).flatMap(([name, say]) =>
    say === undefined || filled.values[name] === undefined ? [] : [say],
  );
  const problems = [...(filled.problem === undefined ? [] : [filled.problem]), ...wrong];
  return problems.length === 0 ? filled : { ...filled, problem: [...new Set(problems)].join(' ') };
}

/** An id that was chosen; undefined when nothing was, or when what came back is no id. */
export function filledId(filled: Filled, name: string): number | undefined {
  const value = filled.values[name]?.value;
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
