import { speak } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import type { AppContext } from '../app-context.ts';
import { filledId } from '../engine/action-form.ts';
import type { EditSubject } from '../engine/edit-form.ts';
import type { ReadSubject } from '../engine/subject.ts';
import { choiceOf } from '../engine/values.ts';
import { type Collection, findThing, type Thing, thingChoice, thingField, understandThing } from './collection.ts';
import { filledAt } from './understand.ts';

/** As many choices as anybody reads. */
const mostOffers = 25;

/** One of the few things that branches have: a record of the terms, a business unit. */
export function oneThing<T extends Thing>(collection: Collection<T>): ReadSubject<T> {
  return {
    usage: '<id or name>',
    async understand(app, words) {
      const found = await findThing(collection, app, cut(words.join(' '), 200).trim());
      if (found.kind === 'one') return { kind: 'known', about: found.thing };
      const offers = await Promise.all(found.several.slice(0, mostOffers).map((thing) => thingChoice(collection, app, thing)));
      return {
        kind: 'unclear',
        filled: {
          ...filledAt(app),
          problem: found.problem,
          offers: offers.length === 0 ? undefined : { [collection.key]: offers },
        },
      };
    },
    fields: async (app, filled) => [await thingField(collection, app, filled)],
    fromSubmission({ values }) {
      const value = choiceOf(values, collection.key);
      if (value === undefined || !/^\d{1,15}$/.test(value))
        return { ok: false, errors: { [collection.key]: speak('Choose which {one}.', { one: collection.one }) } };
      return {
        ok: true,
        words: value,
        find: async (app) => ({ kind: 'known', about: await collection.get(app, Number(value)) }),
      };
    },
    pointed: {
      find: (app, pointer) => collection.get(app, pointer[collection.key] ?? 0),
      words: (pointer) => String(pointer[collection.key] ?? ''),
    },
  };
}

/** One of them that is edited. */
export function editedThing<T extends Thing>(collection: Collection<T>): EditSubject<T> {
  const chosen = async (app: AppContext, id: number) => {
    const choice = await thingChoice(collection, app, await collection.get(app, id));
    return { ...filledAt(app), values: { [collection.key]: choice } };
  };
  return {
    names: [collection.key],
    async fromWords(app, _who, words) {
      if (words.length === 0) return { filled: filledAt(app), rest: [] };
      const { thing, offers, problem } = await understandThing(collection, app, words.join(' '));
      const values = thing === undefined ? {} : { [collection.key]: await thingChoice(collection, app, thing) };
      return {
        filled: {
          ...filledAt(app),
          values,
          offers: offers ? { [collection.key]: offers } : undefined,
          problem,
        },
        rest: [],
      };
    },
    fromPointer: async (app, { [collection.key]: id }) => (id === undefined ? filledAt(app) : chosen(app, id)),
    fromHolder: (app, holder) => chosen(app, Number(holder)),
    // Once one is chosen it is the only choice: the whole list is not asked for again.
    async fields(app, filled) {
      const one = filled.values[collection.key];
      if (one === undefined) return [await thingField(collection, app, filled)];
      return [{ kind: 'select', name: collection.key, label: collection.label, choices: [one], initial: one.value }];
    },
    holder: (filled) => filledId(filled, collection.key)?.toString(),
    missing: () => ({
      [collection.key]: speak('Choose which {one}; its values are then shown here to be changed.', { one: collection.one }),
    }),
    read: (app, _who, holder) => collection.get(app, Number(holder)),
  };
}
