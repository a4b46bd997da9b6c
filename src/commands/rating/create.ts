import type { z } from 'zod';
import type { createRating } from '../../actions/rating/create.ts';
import { newRatingStatuses } from '../../actions/vocabulary/ratings.ts';
import type { Choice } from '../../views/form/form.ts';
import { labels } from '../../views/form/form.ts';
import { defineForm, type Filled } from '../form/action-form.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch, type Understood } from '../form/filling.ts';
import { readTarget, targetFields, targetOf, understandTarget } from '../form/target.ts';

const fieldNames = { score: 'score', validUntil: 'valid-until' } as const;

const stateChoices: Readonly<Record<(typeof newRatingStatuses)[number], Choice>> = {
  PENDING: { value: 'PENDING', text: 'Waiting', description: 'Somebody decides it later with approve or reject.' },
  APPROVED: { value: 'APPROVED', text: 'Approved', description: 'They may rent on credit.' },
  REJECTED: { value: 'REJECTED', text: 'Rejected', description: 'They may not.' },
};

function stateFrom(word: string | undefined): Choice | undefined {
  const wanted = word?.trim().toUpperCase();
  const state = newRatingStatuses.find((known) => known === wanted || (wanted === 'WAITING' && known === 'PENDING'));
  return state === undefined ? undefined : stateChoices[state];
}

/** `/rating create <customer | account:…> [state]` */
export const createRatingForm = defineForm<z.output<(typeof createRating)['input']>>({
  action: 'rating.create',
  title: 'Create a rating',
  submit: 'Create',
  names: [names.customer, names.account, names.state, fieldNames.score, fieldNames.validUntil],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const state = stateFrom(words.at(-1));
    const who = (state === undefined ? words : words.slice(0, -1)).join(' ');
    return fill(branch, { ...(await understandTarget(kit, who, branch)), ...(state && { state: { value: state } }) });
  },
  async fromPointer(kit, _who, pointer) {
    return fill(pointer.branch ?? homeBranch(kit), await targetOf(kit, pointer));
  },
  async fromInput(kit, _who, { rated, status, score, validUntil }) {
    const typed = (text: string): Understood => ({ value: { value: text, text } });
    return fill(homeBranch(kit), {
      ...(await targetOf(kit, { [rated.kind]: rated.id })),
      state: { value: stateChoices[status] },
      ...(score !== undefined && { [fieldNames.score]: typed(String(score)) }),
      ...(validUntil !== undefined && { [fieldNames.validUntil]: typed(validUntil) }),
    });
  },
  fields: async (_kit, _who, filled) => [
    ...targetFields(filled),
    // Nothing is chosen beforehand: it decides whether somebody rents on credit.
    {
      kind: 'radio',
      name: names.state,
      label: labels.state,
      choices: Object.values(stateChoices),
      dispatch: true,
      initial: filled.values[names.state]?.value ?? '',
    },
    {
      kind: 'number',
      name: fieldNames.score,
      label: 'Score',
      optional: true,
      decimal: true,
      min: 0,
      hint: 'As the provider gives it.',
      initial: filled.values[fieldNames.score]?.value ?? '',
    },
    {
      kind: 'date',
      name: fieldNames.validUntil,
      label: 'Valid until',
      optional: true,
      initial: filled.values[fieldNames.validUntil]?.value ?? '',
    },
  ],
  read(filled) {
    const { target, errors: targetErrors } = readTarget(filled, 'whose rating it is');
    const status = newRatingStatuses.find((known) => known === filled.values[names.state]?.value);
    const score = scoreOf(filled);
    const errors = {
      ...targetErrors,
      ...(status === undefined ? { [names.state]: 'Choose what the rating says.' } : {}),
      ...(score === 'wrong' ? { [fieldNames.score]: 'A score is a number of at least 0.' } : {}),
    };
    if (target === undefined || status === undefined || score === 'wrong') return { ok: false, errors };
    const validUntil = filled.values[fieldNames.validUntil]?.value;
    return {
      ok: true,
      input: {
        rated: target,
        status,
        ...(score === undefined ? {} : { score }),
        ...(validUntil === undefined ? {} : { validUntil }),
      },
    };
  },
});

/** A comma is a point to half of Europe. */
function scoreOf(filled: Filled): number | 'wrong' | undefined {
  const typed = filled.values[fieldNames.score]?.value;
  if (typed === undefined) return undefined;
  const score = Number(typed.replace(',', '.'));
  return Number.isFinite(score) && score >= 0 ? score : 'wrong';
}
