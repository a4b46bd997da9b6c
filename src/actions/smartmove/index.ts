export const smartmoveActions = [] as const;
