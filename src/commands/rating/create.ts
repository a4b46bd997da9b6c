import type { z } from 'zod';
import type { createRating } from '../../actions/rating/create.ts';
import { newRatingStatuses } from '../../actions/rating/shared.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import type { Choice } from '../../views/form/form.ts';
import { labels } from '../../views/form/form.ts';
import { defineForm, type Filled } from '../engine/action-form.ts';
import { names } from '../engine/common-fields.ts';
import { readTarget, targetAndReason, targetFields, targetOf, understandTarget } from '../subjects/customer-or-account-field.ts';
import { fill, homeBranch, type Understood } from '../subjects/understand.ts';

const fieldNames = { score: 'score', validUntil: 'valid-until' } as const;

const stateChoices: Readonly<Record<(typeof newRatingStatuses)[number], Choice>> = spoken({
  PENDING: { value: 'PENDING', text: 'Waiting', description: 'Somebody decides it later with approve or reject.' },
  APPROVED: { value: 'APPROVED', text: 'Approved', description: 'They may rent on credit.' },
  REJECTED: { value: 'REJECTED', text: 'Rejected', description: 'They may not.' },
});

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
  async fromWords(app, who, words) {
    const branch = homeBranch(app);
    const at = words.findIndex((word, index) => index > 0 && stateFrom(word) !== undefined);
    const state = stateFrom(words[at]);
    const { target, rest } = targetAndReason(at < 0 ? words : words.slice(0, at));
    // One word is a state that was mistyped, more of them say why.
    const [mistyped] = at < 0 && rest.length === 1 ? rest : [];
    const said = state
      ? { value: state }
      : mistyped && { problem: speak('“{word}” is no state of a rating: choose one.', { word: oneLine(mistyped) }) };
    const fields = { ...(await understandTarget(app, target, branch, who)), state: said || undefined };
    const why = at < 0 ? rest : [...rest, ...words.slice(at + 1)];
    return { ...fill(branch, fields), reason: mistyped === undefined ? why.join(' ') : undefined };
  },
  async fromPointer(app, _who, pointer) {
    return fill(pointer.branch ?? homeBranch(app), await targetOf(app, pointer));
  },
  async fromInput(app, _who, { rated, status, score, validUntil }) {
    const typed = (text: string): Understood => ({ value: { value: text, text } });
    return fill(homeBranch(app), {
      ...(await targetOf(app, { [rated.kind]: rated.id })),
      state: { value: stateChoices[status] },
      [fieldNames.score]: score !== undefined ? typed(String(score)) : undefined,
      [fieldNames.validUntil]: validUntil !== undefined ? typed(validUntil) : undefined,
    });
  },
  fields: async (_app, _who, filled) => [
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
      label: speak('Score'),
      optional: true,
      decimal: true,
      min: 0,
      hint: speak('As the provider gives it.'),
      initial: filled.values[fieldNames.score]?.value ?? '',
    },
    {
      kind: 'date',
      name: fieldNames.validUntil,
      label: speak('Valid until'),
      optional: true,
      initial: filled.values[fieldNames.validUntil]?.value ?? '',
    },
  ],
  read(filled) {
    const { target, errors: targetErrors } = readTarget(filled, speak('whose rating it is'));
    const status = newRatingStatuses.find((known) => known === filled.values[names.state]?.value);
    const score = scoreOf(filled);
    const errors = {
      ...targetErrors,
      [names.state]: status === undefined ? speak('Choose what the rating says.') : undefined,
      [fieldNames.score]: score === 'wrong' ? speak('A score is a number of at least 0.') : undefined,
    };
    if (target === undefined || status === undefined || score === 'wrong') return { ok: false, errors };
    const validUntil = filled.values[fieldNames.validUntil]?.value;
    return {
      ok: true,
      input: {
        rated: target,
        status,
        score,
        validUntil,
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
