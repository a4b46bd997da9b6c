import { z } from 'zod';
import { Fault } from '../../errors.ts';

/**
 * What a form keeps in Slack between opening and sending: pointers alone. `origin` makes forms that one delivery opened, and every
 * sending of them, the same ask.
 */
const FormMetadata = z.object({
  origin: z.string().min(1).max(100),
  branch: z.number().int(),
  parent: z.string().max(20).optional(),
});
export type FormMetadata = { origin: string; branch: number; parent?: string };

export function writeMetadata(metadata: FormMetadata): string {
  return JSON.stringify(metadata);
}

export function readMetadata(text: string): FormMetadata {
  try {
    const { origin, branch, parent } = FormMetadata.parse(JSON.parse(text));
    return { origin, branch, ...(parent === undefined ? {} : { parent }) };
  } catch (cause) {
    throw new Fault('bad_input', 'This form is of another version of Wheelhouse. Close it and open it again.', {
      message: 'form metadata could not be read',
      cause,
    });
  }
}
