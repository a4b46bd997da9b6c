export const accessActions = [] as const;
