import type { ActionName } from '../../actions/registry.ts';
import { speak } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import { type Collection, type Thing, thingChoice, thingField, understandThing } from '../subjects/collection.ts';
import { homeBranch } from '../subjects/understand.ts';
import { type ActionForm, defineForm, type Filled } from './action-form.ts';

/** A form that asks which thing alone: deleting it, say. */
export function defineThingForm<T extends Thing>(
  collection: Collection<T>,
  spec: { action: ActionName; title: string; submit: string; input(id: number): unknown; asked(input: unknown): number },
): ActionForm {
  const filledWith = async (app: AppContext, id: number): Promise<Filled> => {
    const thing = await collection.get(app, id);
    return { branch: homeBranch(app), values: { [collection.key]: await thingChoice(collection, app, thing) } };
  };
  return defineForm<unknown>({
    action: spec.action,
    title: spec.title,
    submit: spec.submit,
    names: [collection.key],
    async fromWords(app, _who, words) {
      const branch = homeBranch(app);
      if (words.length === 0) return { branch, values: {} };
      const { thing, offers, problem } = await understandThing(collection, app, words.join(' '));
      return {
        branch,
        values: thing === undefined ? {} : { [collection.key]: await thingChoice(collection, app, thing) },
        offers: offers ? { [collection.key]: offers } : undefined,
        problem,
      };
    },
    async fromPointer(app, _who, pointer) {
      const id = pointer[collection.key];
      return id === undefined ? { branch: homeBranch(app), values: {} } : filledWith(app, id);
    },
    fromInput: (app, _who, input) => filledWith(app, spec.asked(input)),
    fields: async (app, _who, filled) => [await thingField(collection, app, filled)],
    read(filled) {
      const value = filled.values[collection.key]?.value;
      return value !== undefined && /^\d{1,15}$/.test(value)
        ? { ok: true, input: spec.input(Number(value)) }
        : { ok: false, errors: { [collection.key]: speak('Choose which {one}.', { one: collection.one }) } };
    },
  });
}
