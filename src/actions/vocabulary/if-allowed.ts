import { asFault } from '../../errors.ts';

/** What was read, or undefined where the app's own user may not see it; every other fault stays one. */
export async function ifAllowed<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code, context } = asFault(error);
    if (code === 'upstream_refused' && context.status === 403) return undefined;
    throw error;
  }
}
