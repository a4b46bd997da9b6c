export const termsActions = [] as const;
