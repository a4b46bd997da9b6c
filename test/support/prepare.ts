/** Before all tests: what `npm ci` has prepared is prepared anew when the sources have moved on since, once and not in every test. */
export const setup = async (): Promise<void> => {
  await import('../../scripts/prepare.ts');
};
