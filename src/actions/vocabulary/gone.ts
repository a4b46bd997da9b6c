import { Fault } from '../../errors.ts';

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
