import type { Page } from '../../api/table.ts';
import { asFault } from '../../errors.ts';
import { oneLine } from '../../lib/text.ts';
import { comparable, plainLine, sameName } from '../../lib/typed.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import { idIn, ifThere } from '../find/look-up.ts';
import type { Filled } from '../form/action-form.ts';
import { homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';

export type Thing = { id: number; branchId?: number | undefined };

/** Things that branches have and that are few: versions of the terms, business units. They are listed, shown, and chosen from a list. */
export type Shelf<T extends Thing> = {
  /** The slash command. */
  command: string;
  /** The pointer's key, and the name of the field that says which one is meant. */
  key: 'terms' | 'unit';
  /** The field's label. */
  label: string;
  /** One of them, in the middle of a sentence. */
  one: string;
  /** The grant that seeing them takes. */
  needs: string;
  list(kit: Kit, query: { branchId?: number; page: number; size: number }): Promise<Page<T>>;
  get(kit: Kit, id: number): Promise<T>;
  /** The words that it goes by besides its id. */
  goesBy(thing: T): readonly (string | undefined)[];
  choice(thing: T, branch: string): Choice;
};

export type FoundThing<T> = { kind: 'one'; thing: T } | { kind: 'several'; several: readonly T[]; problem: string };

/** By id, else by its words; where several branches have one of that name, the usual branch's is meant. Throws the reader's faults. */
export async function findThing<T extends Thing>(shelf: Shelf<T>, kit: Kit, text: string): Promise<FoundThing<T>> {
  const wanted = comparable(text);
  const id = idIn(plainLine(text));
  const byId = id === undefined ? undefined : await ifThere(shelf.get(kit, id));
  if (byId !== undefined) return { kind: 'one', thing: byId };
  const all = await everyThing(shelf, kit);
  const named = all.filter((thing) => shelf.goesBy(thing).some((word) => sameName(word, text)));
  const begun = all.filter((thing) => shelf.goesBy(thing).some((word) => comparable(word ?? '').startsWith(wanted)));
  const fits = named.length > 0 ? named : begun;
  const [here, ...others] = fits.filter(({ branchId }) => branchId === homeBranch(kit));
  const [only, ...more] = fits;
  if (only !== undefined && more.length === 0) return { kind: 'one', thing: only };
  if (here !== undefined && others.length === 0) return { kind: 'one', thing: here };
  return {
    kind: 'several',
    several: fits,
    problem:
      fits.length === 0
        ? `No ${shelf.one} is called “${oneLine(text)}”: choose one.`
        : `Several fit “${oneLine(text)}”: choose one.`,
  };
}

/** All there are, as far as one call gives them. */
async function everyThing<T extends Thing>(shelf: Shelf<T>, kit: Kit): Promise<T[]> {
  return (await shelf.list(kit, { page: 0, size: 500 })).items;
}

export async function thingChoice<T extends Thing>(shelf: Shelf<T>, kit: Kit, thing: T): Promise<Choice> {
  return shelf.choice(thing, await branchOf(kit, thing));
}

export async function branchOf(kit: Kit, { branchId }: Thing): Promise<string> {
  return branchId === undefined ? 'no branch' : oneLine((await kit.catalogue.branch(branchId)).name);
}

/** What typed words mean, for a form: one thing, or what to choose from and why. Never throws. */
export async function understandThing<T extends Thing>(
  shelf: Shelf<T>,
  kit: Kit,
  text: string,
): Promise<{ thing?: T; offers?: readonly Choice[]; problem?: string }> {
  try {
    const found = await findThing(shelf, kit, text);
    if (found.kind === 'one') return { thing: found.thing };
    const offers = await Promise.all(found.several.slice(0, 25).map((thing) => thingChoice(shelf, kit, thing)));
    return { ...(offers.length === 0 ? {} : { offers }), problem: found.problem };
  } catch (error) {
    return { problem: `“${oneLine(text)}” could not be looked up: ${asFault(error).say}` };
  }
}

/** The list to choose from: what typed words fitted, else all of them. */
export async function thingField<T extends Thing>(
  shelf: Shelf<T>,
  kit: Kit,
  filled: Pick<Filled, 'values' | 'offers'>,
  name: string = shelf.key,
): Promise<Field> {
  const offers = filled.offers?.[name];
  const chosen = filled.values[name];
  const all = offers ?? (await choicesFor(shelf, kit).catch((error: unknown) => asFault(error).say));
  const choices = typeof all === 'string' ? [] : all;
  const isListed = chosen === undefined || choices.some(({ value }) => value === chosen.value);
  return {
    kind: 'select',
    name,
    label: shelf.label,
    dispatch: true,
    choices: isListed ? choices : [chosen, ...choices],
    none: typeof all === 'string' ? all : 'there is none yet.',
    ...(chosen === undefined ? {} : { initial: chosen.value }),
  };
}

async function choicesFor<T extends Thing>(shelf: Shelf<T>, kit: Kit): Promise<Choice[]> {
  return Promise.all((await everyThing(shelf, kit)).map((thing) => thingChoice(shelf, kit, thing)));
}
