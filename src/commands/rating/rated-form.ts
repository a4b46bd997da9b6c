import type { Rated } from '../../actions/vocabulary/ratings.ts';
import { type ActionForm, defineForm } from '../form/action-form.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch } from '../form/filling.ts';
import { readTarget, targetFields, targetOf, understandTarget } from '../form/target.ts';

/** A form that needs nothing but whose rating is meant; all else stands in its preview. */
export function ratedForm(form: { action: string; title: string; submit: string; intro?: string }): ActionForm {
  const { intro, ...rest } = form;
  return defineForm<{ rated: Rated }>({
    ...rest,
    names: [names.customer, names.account],
    ...(intro === undefined ? {} : { intro: () => intro }),
    async fromWords(kit, _who, words) {
      const branch = homeBranch(kit);
      return fill(branch, await understandTarget(kit, words.join(' '), branch));
    },
    async fromPointer(kit, _who, pointer) {
      return fill(pointer.branch ?? homeBranch(kit), await targetOf(kit, pointer));
    },
    async fromInput(kit, _who, { rated }) {
      return fill(homeBranch(kit), await targetOf(kit, { [rated.kind]: rated.id }));
    },
    fields: async (_kit, _who, filled) => targetFields(filled),
    read(filled) {
      const { target, errors } = readTarget(filled, 'whose rating it is');
      return target === undefined ? { ok: false, errors } : { ok: true, input: { rated: target } };
    },
  });
}
