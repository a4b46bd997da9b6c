import { approveRating } from './approve.ts';
import { createRating } from './create.ts';
import { queueRating } from './queue.ts';
import { rejectRating } from './reject.ts';

export const ratingActions = [createRating, approveRating, rejectRating, queueRating] as const;
