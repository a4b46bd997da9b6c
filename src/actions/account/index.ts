export const accountActions = [] as const;
