import { z } from 'zod';

/**
 * The reading rules for every answer of a back office, as building blocks. Every field but an id is optional, because the servers leave
 * null fields out (the transport drops the nulls of those that do not); unknown fields are dropped; ids come as numbers or as digits.
 */

/** A numeric id, whichever way the server writes it. */
export const Id = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/, 'not a numeric id')
    .transform(Number),
]);

/** A decimal number, whichever way the server writes it. */
export const Decimal = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,12}(?:\.\d{1,6})?$/, 'not a number')
    .transform(Number),
]);

/** An id that is text (a UUID, a token's id); a server that numbers them is understood too. */
export const TextId = z.union([z.string().min(1), z.number().transform(String)]);

/** A value of a list that the back office may lengthen at any time: the known ones complete in an editor, others are kept as they are. */
export type Open<Known extends string> = Known | (string & {});

/** An open enum: any text is accepted; `known` is the list that the guides name. */
export function openEnum<const Known extends readonly string[]>(
  known: Known,
): z.ZodType<Open<Known[number]>, Open<Known[number]>> {
  const schema = z.string().meta({ knownValues: known });
  return schema as z.ZodType<Open<Known[number]>, Open<Known[number]>>; // safe: Open<…> is any string; the list only helps editors and words
}

/** An instant as sent: ISO-8601 in UTC, with or without fractions. Kept as text; anyone who shows it parses it. */
export const Instant = z.string();

/** A day as sent: `YYYY-MM-DD`. */
export const Day = z.string();

/** Query parameters of a list: `page` counts from 0, `size` defaults to 50 and may be capped per call, `sort` is `property,asc|desc`. */
export const paging = {
  page: z.number().int().min(0).optional(),
  size: z.number().int().min(1).max(5000).optional(),
  sort: z.union([z.string(), z.array(z.string())]).optional(),
};
