import type { z } from 'zod';
import { Fault } from '../errors.ts';
import { speak, spokenWord } from '../lib/language/speak.ts';
import type { Endpoint } from './table.ts';

/** Arguments of any row, as the transport sees them. */
export type RowArguments = {
  params?: Readonly<Record<string, string | number>> | undefined;
  query?: unknown;
  body?: unknown;
};

/** Path with query, and body, ready to send. */
export type Encoded = { path: string; body?: string };

/**
 * Checks the arguments of a call and writes them as the row says. `fixed` are path parameters from the configuration; `outgoing` is the
 * upstream's last word on a body. Throws `bad_input`, which means that nothing was sent.
 */
export function encode(
  call: string,
  row: Endpoint,
  args: RowArguments,
  fixed: Readonly<Record<string, string>> = {},
  outgoing: (body: unknown) => unknown = (body) => body,
): Encoded {
  if (row.params !== undefined) checked(call, row.params, args.params ?? {});
  const path = row.path.replace(/:([A-Za-z]+)/g, (_match, name: string) =>
    segment(call, name, fixed[name] ?? args.params?.[name]),
  );
  const query = row.query === undefined ? '' : queryText(checked(call, row.query, args.query ?? {}), row.flags ?? []);
  const encoded = { path: query === '' ? path : `${path}?${query}` };
  if (row.body === undefined) return encoded;
  return { ...encoded, body: JSON.stringify(outgoing(checked(call, row.body, args.body))) };
}

function checked(call: string, schema: z.ZodType, value: unknown): unknown {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  // Only messages of our own schemas speak to people; the library's own ("Invalid input: …") say nothing they could use.
  const own = issue !== undefined && !/^(Invalid|Too|Unrecognized)/.test(issue.message) ? ` ${spokenWord(issue.message)}` : '';
  throw new Fault(
    'bad_input',
    field === ''
      ? speak('What was entered cannot be sent as it is.{own} Nothing was changed.', { own })
      : speak('The value for {field} cannot be sent as it is.{own} Nothing was changed.', { field, own }),
    {
      message: `${call}: ${field}: ${issue?.code ?? 'invalid'}`,
      context: { call },
    },
  );
}

function segment(call: string, name: string, value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value).trim();
  // A dot segment would survive encoding and name another path.
  if (text === '' || text === '.' || text === '..') {
    throw new Fault('bad_input', speak('The value for {name} is missing or cannot be used. Nothing was changed.', { name }), {
      message: `${call}: path parameter ${name} cannot be used`,
      context: { call },
    });
  }
  return encodeURIComponent(text);
}

/** Flags without a value first, then the others; arrays are repeated, absent values left out. */
function queryText(query: unknown, flags: readonly string[]): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    if (flags.includes(name)) {
      if (value === true) parts.unshift(encodeURIComponent(name));
      continue;
    }
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`);
    }
  }
  return parts.join('&');
}
