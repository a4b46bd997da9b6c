import { withOptions } from '../api/client.ts';
import type { SendLimit } from '../api/table.ts';
import type { Readers, Writers } from './define.ts';

export type { SendLimit } from '../api/table.ts';

/** Readers whose calls count as this person's. */
export function onBehalfOf(readers: Readers, person: string): Readers {
  const options = { onBehalfOf: person };
  return { operations: withOptions(readers.operations, options), smartmove: withOptions(readers.smartmove, options) };
}

/** Writers that begin nothing once the limit is over. */
export function limited(writers: Writers, sendLimit: SendLimit): Writers {
  return { operations: withOptions(writers.operations, { sendLimit }), smartmove: withOptions(writers.smartmove, { sendLimit }) };
}
