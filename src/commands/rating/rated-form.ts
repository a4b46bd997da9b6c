import type { Rated } from '../../actions/rating/shared.ts';
import type { ActionName } from '../../actions/registry.ts';
import { speak } from '../../lib/language/speak.ts';
import { type ActionForm, defineForm } from '../engine/action-form.ts';
import { names } from '../engine/common-fields.ts';
import { readTarget, targetAndReason, targetFields, targetOf, understandTarget } from '../subjects/customer-or-account-field.ts';
import { fill, homeBranch } from '../subjects/understand.ts';

/** A form that needs nothing but whose rating is meant; all else is in its preview. */
export function ratedForm(form: { action: ActionName; title: string; submit: string; intro?: string }): ActionForm {
  const { intro, ...rest } = form;
  return defineForm<{ rated: Rated }>({
    ...rest,
    names: [names.customer, names.account],
    intro: intro === undefined ? undefined : () => intro,
    async fromWords(app, who, words) {
      const branch = homeBranch(app);
      const { target, rest } = targetAndReason(words);
      return { ...fill(branch, await understandTarget(app, target, branch, who)), reason: rest.join(' ') };
    },
    async fromPointer(app, _who, pointer) {
      return fill(pointer.branch ?? homeBranch(app), await targetOf(app, pointer));
    },
    async fromInput(app, _who, { rated }) {
      return fill(homeBranch(app), await targetOf(app, { [rated.kind]: rated.id }));
    },
    fields: async (_app, _who, filled) => targetFields(filled),
    read(filled) {
      const { target, errors } = readTarget(filled, speak('whose rating it is'));
      return target === undefined ? { ok: false, errors } : { ok: true, input: { rated: target } };
    },
  });
}

/** `/rating approve <customer | account:…>`: the rating that is approved is in the preview. */
export const approveRatingForm = ratedForm({ action: 'rating.approve', title: 'Approve a rating', submit: 'Approve' });

/** `/rating reject <customer | account:…>` */
export const rejectRatingForm = ratedForm({ action: 'rating.reject', title: 'Reject a rating', submit: 'Reject' });

/** `/rating queue <customer | account:…>`: says that it costs money before anything is chosen, and what rating there is once somebody is. */
export const queueRatingForm = ratedForm({
  action: 'rating.queue',
  title: 'Request a new rating',
  submit: 'Queue',
  intro: 'This costs money each time: the provider of credit checks is asked for a new rating, even where one still counts.',
});
