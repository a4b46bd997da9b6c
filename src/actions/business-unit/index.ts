export const unitActions = [] as const;
