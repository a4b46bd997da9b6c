export const ratingActions = [] as const;
