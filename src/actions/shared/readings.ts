import { asFault, Fault } from '../../errors.ts';

/** What was read, or undefined if the app's own user may not see it; every other fault stays one. */
export async function ifAllowed<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code, context } = asFault(error);
    if (code === 'upstream_refused' && context.status === 403) return undefined;
    throw error;
  }
}

/** The proof of a deletion: what is read is not there any more. A thing that is still there is not done; every other fault stays one. */
export async function goneWhenUnknown(reading: Promise<unknown>): Promise<'done' | 'not-done'> {
  try {
    await reading;
    return 'not-done';
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return 'done';
    throw error;
  }
}
