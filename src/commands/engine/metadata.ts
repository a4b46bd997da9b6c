import { z } from 'zod';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';

/**
 * What a form keeps in Slack between opening and sending: pointers alone. `origin` makes forms that one delivery opened, and every
 * sending of them, the same ask.
 */
const FormMetadata = z.object({
  origin: z.string().min(1).max(100),
  branch: z.number().int(),
  parent: z.string().max(20).optional(),
  shown: z.string().max(40).optional(),
  asks: z.boolean().optional(),
  ticketed: z.boolean().optional(),
  checking: z.literal(true).optional(),
});
export type FormMetadata = {
  origin: string;
  branch: number;
  parent?: string;
  /** A mark of the input whose effect the form shows; absent while it shows none. */
  shown?: string;
  /** Somebody has to approve what it shows, so it takes a reason. */
  asks?: boolean;
  /** The policy asks for a ticket with what it shows. */
  ticketed?: boolean;
  /** It was sent before it had shown its effect, and now shows that first. */
  checking?: true | undefined;
};

export function writeMetadata(metadata: FormMetadata): string {
  return JSON.stringify(metadata);
}

export function readMetadata(text: string): FormMetadata {
  try {
    const { origin, branch, parent, shown, asks, ticketed, checking } = FormMetadata.parse(JSON.parse(text));
    return {
      origin,
      branch,
      parent,
      shown,
      asks,
      ticketed,
      checking,
    };
  } catch (cause) {
    throw new Fault('bad_input', speak('This form is from an older version. Close it and open it again.'), {
      message: 'form metadata could not be read',
      cause,
    });
  }
}
