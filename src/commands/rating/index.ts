import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { createRatingForm } from './create.ts';
import { ratingList } from './list.ts';
import { approveRatingForm, queueRatingForm, rejectRatingForm } from './rated-form.ts';

const target = '<customer | account:…>';

export const ratingFeature: Feature = spoken({
  reads: [ratingList],
  verbs: [
    {
      form: createRatingForm,
      command: 'rating',
      verb: 'create',
      usage: `${target} [state]`,
      description: 'Enter a credit rating manually',
    },
    { form: approveRatingForm, command: 'rating', verb: 'approve', usage: target, description: 'Approve a credit rating' },
    { form: rejectRatingForm, command: 'rating', verb: 'reject', usage: target, description: 'Reject a credit rating' },
    {
      form: queueRatingForm,
      command: 'rating',
      verb: 'queue',
      usage: target,
      description: 'Request a new rating; costs money',
    },
  ],
});
