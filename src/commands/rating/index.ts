import type { Feature } from '../feature.ts';
import { approveRatingForm } from './approve.ts';
import { createRatingForm } from './create.ts';
import { ratingList } from './list.ts';
import { queueRatingForm } from './queue.ts';
import { rejectRatingForm } from './reject.ts';

const target = '<customer | account:…>';

export const ratingFeature: Feature = {
  commands: [ratingList.command],
  verbs: [
    {
      form: createRatingForm,
      command: 'rating',
      verb: 'create',
      usage: `${target} [state]`,
      description: 'Put a credit rating down by hand',
    },
    { form: approveRatingForm, command: 'rating', verb: 'approve', usage: target, description: 'Say yes to somebody’s credit' },
    { form: rejectRatingForm, command: 'rating', verb: 'reject', usage: target, description: 'Say no to somebody’s credit' },
    {
      form: queueRatingForm,
      command: 'rating',
      verb: 'queue',
      usage: target,
      description: 'Ask the provider for a new rating; costs money',
    },
  ],
  sent: [ratingList.sent],
};
