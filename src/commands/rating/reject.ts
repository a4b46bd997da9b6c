import { ratedForm } from './rated-form.ts';

/** `/rating reject <customer | account:…>` */
export const rejectRatingForm = ratedForm({ action: 'rating.reject', title: 'Reject a rating', submit: 'Reject' });
