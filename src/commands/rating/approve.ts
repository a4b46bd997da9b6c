import { ratedForm } from './rated-form.ts';

/** `/rating approve <customer | account:…>`: the rating that is approved stands in the preview. */
export const approveRatingForm = ratedForm({ action: 'rating.approve', title: 'Approve a rating', submit: 'Approve' });
