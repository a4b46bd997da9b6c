import { ratedForm } from './rated-form.ts';

/** `/rating queue <customer | account:…>`: says that it costs money before anything is chosen, and what rating there is once somebody is. */
export const queueRatingForm = ratedForm({
  action: 'rating.queue',
  title: 'Queue a rating',
  submit: 'Queue',
  intro: 'This costs money each time: the provider of credit checks is asked for a new rating, even where one still counts.',
});
