import { asFault } from '../../errors.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import { type ActionForm, defineForm, type Filled } from '../form/action-form.ts';
import { homeBranch } from '../form/filling.ts';
import { readShown, shownValue } from '../form/shown.ts';
import type { Kit } from '../kit.ts';
import { type Shelf, type Thing, thingChoice, thingField, understandThing } from './shelf.ts';

/** A value of the thing that the form can change. */
export type Property<T> = {
  name: string;
  /** What the form shows of it. */
  held(thing: T): string | undefined;
  field(kit: Kit, initial: string | undefined): Field | Promise<Field>;
};

/** What differs from what the form was filled in with; null is what was emptied. */
export type ShownEdit = Readonly<Record<string, string | null>>;

export type EditFormSpec<T> = {
  action: string;
  title: string;
  intro: string;
  properties: readonly Property<T>[];
  /** The action's input, and what is wrong with it, by property. */
  input(id: number, edit: ShownEdit): unknown;
  wrong?(edit: ShownEdit): Readonly<Record<string, string>>;
  /** An input that was asked before, as an edit. */
  asked(input: unknown): { id: number; edit: ShownEdit };
};

/**
 * A form that is filled in with what the thing is now and sends what was changed. Which thing it is stands fast once it is chosen:
 * values of one must not be sent for another.
 */
export function defineEditForm<T extends Thing>(shelf: Shelf<T>, spec: EditFormSpec<T>): ActionForm {
  const pick = `${shelf.key}-pick`;
  const { properties } = spec;

  const known = async (kit: Kit, thing: T): Promise<Choice> => ({
    ...(await thingChoice(shelf, kit, thing)),
    value: shownValue(
      thing.id,
      properties.map(({ held }) => held(thing)),
    ),
  });
  const filledWith = async (kit: Kit, thing: T, edit: ShownEdit = {}): Promise<Filled> => {
    const entries = properties.flatMap(({ name, held }): [string, Choice][] => {
      const value = edit[name] === undefined ? held(thing) : edit[name];
      return value === undefined || value === null || value === '' ? [] : [[name, { value, text: value }]];
    });
    return { branch: homeBranch(kit), values: { ...Object.fromEntries(entries), [shelf.key]: await known(kit, thing) } };
  };
  const fieldsFor = async (kit: Kit, filled: Filled): Promise<Field[]> => {
    const choice = filled.values[shelf.key];
    if (choice === undefined) return [];
    return [
      { kind: 'select', name: shelf.key, label: shelf.label, choices: [choice], initial: choice.value },
      ...(await Promise.all(properties.map(({ name, field }) => field(kit, filled.values[name]?.value)))),
    ];
  };

  return defineForm<unknown>({
    action: spec.action,
    title: spec.title,
    submit: 'Change',
    names: [shelf.key, pick, ...properties.map(({ name }) => name)],
    intro: (filled) => (filled.values[shelf.key] === undefined ? undefined : spec.intro),
    async fromWords(kit, _who, words) {
      const empty: Filled = { branch: homeBranch(kit), values: {} };
      if (words.length === 0) return empty;
      const { thing, offers, problem } = await understandThing(shelf, kit, words.join(' '));
      if (thing !== undefined) return filledWith(kit, thing);
      return { ...empty, ...(offers && { offers: { [pick]: offers } }), ...(problem !== undefined && { problem }) };
    },
    async fromPointer(kit, _who, pointer) {
      const id = pointer[shelf.key];
      return id === undefined ? { branch: homeBranch(kit), values: {} } : filledWith(kit, await shelf.get(kit, id));
    },
    async fromInput(kit, _who, input) {
      const { id, edit } = spec.asked(input);
      return filledWith(kit, await shelf.get(kit, id), edit);
    },
    async fields(kit, _who, filled) {
      if (filled.values[shelf.key] !== undefined) return fieldsFor(kit, filled);
      const picked = filled.values[pick];
      const list = await thingField(shelf, kit, filled, pick);
      if (picked === undefined) return [list];
      try {
        return await fieldsFor(kit, await filledWith(kit, await shelf.get(kit, Number(picked.value))));
      } catch (error) {
        return [{ ...list, hint: asFault(error).say }];
      }
    },
    read(filled) {
      const shown = readShown(filled.values[shelf.key]?.value);
      if (shown === undefined)
        return { ok: false, errors: { [pick]: `Choose which ${shelf.one}; its values then stand here to be changed.` } };
      const edit = Object.fromEntries(
        properties.flatMap(({ name }, place): [string, string | null][] => {
          const value = filled.values[name]?.value;
          return shown.isSame(place, value) ? [] : [[name, value ?? null]];
        }),
      );
      const [first] = properties;
      const errors =
        Object.keys(edit).length === 0 && first !== undefined
          ? { [first.name]: 'Change something first: all of this is so already.' }
          : (spec.wrong?.(edit) ?? {});
      return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, input: spec.input(Number(shown.id), edit) };
    },
  });
}

/** A form that asks which thing alone: deleting it, say. */
export function defineThingForm<T extends Thing>(
  shelf: Shelf<T>,
  spec: { action: string; title: string; submit: string; input(id: number): unknown; asked(input: unknown): number },
): ActionForm {
  const filledWith = async (kit: Kit, id: number): Promise<Filled> => {
    const thing = await shelf.get(kit, id);
    return { branch: homeBranch(kit), values: { [shelf.key]: await thingChoice(shelf, kit, thing) } };
  };
  return defineForm<unknown>({
    action: spec.action,
    title: spec.title,
    submit: spec.submit,
    names: [shelf.key],
    async fromWords(kit, _who, words) {
      const branch = homeBranch(kit);
      if (words.length === 0) return { branch, values: {} };
      const { thing, offers, problem } = await understandThing(shelf, kit, words.join(' '));
      return {
        branch,
        values: thing === undefined ? {} : { [shelf.key]: await thingChoice(shelf, kit, thing) },
        ...(offers && { offers: { [shelf.key]: offers } }),
        ...(problem !== undefined && { problem }),
      };
    },
    async fromPointer(kit, _who, pointer) {
      const id = pointer[shelf.key];
      return id === undefined ? { branch: homeBranch(kit), values: {} } : filledWith(kit, id);
    },
    fromInput: (kit, _who, input) => filledWith(kit, spec.asked(input)),
    fields: async (kit, _who, filled) => [await thingField(shelf, kit, filled)],
    read(filled) {
      const value = filled.values[shelf.key]?.value;
      return value !== undefined && /^\d{1,15}$/.test(value)
        ? { ok: true, input: spec.input(Number(value)) }
        : { ok: false, errors: { [shelf.key]: `Choose which ${shelf.one}.` } };
    },
  });
}
