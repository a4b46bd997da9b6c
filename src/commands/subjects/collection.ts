import type { Page } from '../../api/table.ts';
import { asFault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { comparable, sameName } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import type { Filled } from '../engine/action-form.ts';
import { idIn, ifThere } from './look-up.ts';
import { homeBranch } from './understand.ts';

export type Thing = { id: number; branchId?: number | undefined };

/** Things that branches have and that are few: versions of the terms, business units. They are listed, shown, and chosen from a list. */
export type Collection<T extends Thing> = {
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
  /** A branch that has none of its own has those of the branch above it. */
  isInherited?: true;
  list(app: AppContext, query: { branchId?: number; page: number; size: number }): Promise<Page<T>>;
  get(app: AppContext, id: number): Promise<T>;
  /** The words that it goes by besides its id. */
  goesBy(thing: T): readonly (string | undefined)[];
  choice(thing: T, branch: string): Choice;
};

export type FoundThing<T> = { kind: 'one'; thing: T } | { kind: 'several'; several: readonly T[]; problem: string };

/** By id, else by its words; if several branches have one of that name, the usual branch's is meant. Throws the reader's faults. */
export async function findThing<T extends Thing>(
  collection: Collection<T>,
  app: AppContext,
  text: string,
): Promise<FoundThing<T>> {
  const wanted = comparable(text);
  const id = idIn(unadorned(text));
  const byId = id === undefined ? undefined : await ifThere(collection.get(app, id));
  if (byId !== undefined) return { kind: 'one', thing: byId };
  const all = await everyThing(collection, app);
  const named = all.filter((thing) => collection.goesBy(thing).some((word) => sameName(word, text)));
  const begun = all.filter((thing) => collection.goesBy(thing).some((word) => comparable(word ?? '').startsWith(wanted)));
  const fits = named.length > 0 ? named : begun;
  const [here, ...others] = fits.filter(({ branchId }) => branchId === homeBranch(app));
  const [only, ...more] = fits;
  if (only !== undefined && more.length === 0) return { kind: 'one', thing: only };
  if (here !== undefined && others.length === 0) return { kind: 'one', thing: here };
  return {
    kind: 'several',
    several: fits,
    problem:
      fits.length === 0
        ? speak('No {one} is called “{text}”: choose one.', { one: collection.one, text: oneLine(text) })
        : speak('Several fit “{text}”: choose one.', { text: oneLine(text) }),
  };
}

/** All there are, as far as one call gives them. */
async function everyThing<T extends Thing>(collection: Collection<T>, app: AppContext): Promise<T[]> {
  return (await collection.list(app, { page: 0, size: 500 })).items;
}

export async function thingChoice<T extends Thing>(collection: Collection<T>, app: AppContext, thing: T): Promise<Choice> {
  return collection.choice(thing, await branchOf(app, thing));
}

export async function branchOf(app: AppContext, { branchId }: Thing): Promise<string> {
  return branchId === undefined ? speak('no branch') : oneLine((await app.catalogue.branch(branchId)).name);
}

/** What typed words mean, for a form: one thing, or what to choose from and why. Never throws. */
export async function understandThing<T extends Thing>(
  collection: Collection<T>,
  app: AppContext,
  text: string,
): Promise<{ thing?: T; offers?: readonly Choice[]; problem?: string }> {
  try {
    const found = await findThing(collection, app, text);
    if (found.kind === 'one') return { thing: found.thing };
    const offers = await Promise.all(found.several.slice(0, 25).map((thing) => thingChoice(collection, app, thing)));
    return { offers: offers.length === 0 ? undefined : offers, problem: found.problem };
  } catch (error) {
    return { problem: speak('“{text}” could not be looked up: {say}', { text: oneLine(text), say: asFault(error).say }) };
  }
}

/** The list to choose from: what typed words fitted, else all of them. */
export async function thingField<T extends Thing>(
  collection: Collection<T>,
  app: AppContext,
  filled: Pick<Filled, 'values' | 'offers'>,
): Promise<Field> {
  const offers = filled.offers?.[collection.key];
  const chosen = filled.values[collection.key];
  const all = offers ?? (await choicesFor(collection, app).catch((error: unknown) => asFault(error).say));
  const choices = typeof all === 'string' ? [] : all;
  const isListed = chosen === undefined || choices.some(({ value }) => value === chosen.value);
  return {
    kind: 'select',
    name: collection.key,
    label: collection.label,
    dispatch: true,
    choices: isListed ? choices : [chosen, ...choices],
    none: typeof all === 'string' ? all : speak('there is none yet.'),
    initial: chosen?.value,
  };
}

async function choicesFor<T extends Thing>(collection: Collection<T>, app: AppContext): Promise<Choice[]> {
  return Promise.all((await everyThing(collection, app)).map((thing) => thingChoice(collection, app, thing)));
}
