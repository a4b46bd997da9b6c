import type { z } from 'zod';
import type { Outgoing, SentCall } from './send.ts';

/**
 * One call of a back office, described and not run. A table of these rows makes the client, the reader, the sandbox's back office
 * and the documentation.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path after the base URL, parameters as `:name`. */
  path: `/${string}`;
  /** What path parameters must look like, checked before sending; a row without it takes any text or number. */
  params?: z.ZodObject;
  /** Path parameters that the deployment's configuration fills in, so that no caller names them. */
  fixed?: readonly string[];
  /** Query parameters; a `z.literal(true)` named in `flags` is sent without a value (`?simple`). */
  query?: z.ZodObject;
  flags?: readonly string[];
  body?: z.ZodType;
  /** Shape of the answer; `none` for 204 or an empty 200, `bytes` for a file. */
  result: z.ZodType | 'none' | 'bytes';
  /** The answer is a bare array with totals in X-Pagination-* headers; `result` describes one element. */
  list?: true;
  /** A list that is never wanted in part: all its pages are read, unless a caller names one. */
  whole?: true;
  /** Whether the transport may send it again by itself after a failure. Only reads that cost nothing say `safe`. */
  retry: 'safe' | 'never';
  /** A read that hands out something secret: not on the reader. */
  secret?: true;
  /** It changes nothing although its method at this tenant is not GET. */
  reads?: true;
  /** This tenant does not have it: nothing is sent. */
  off?: true;
  /** How this tenant's names and values become those of the row: the last thing before a call goes out, the first when it comes back. */
  wire?: { request(request: Outgoing): Outgoing; answer(sent: SentCall): SentCall };
  /** What of this row no public source confirms. */
  assumed?: readonly ('path' | 'query' | 'body' | 'result')[];
};

/** Whether a row changes nothing. */
export function isRead(row: Endpoint): boolean {
  return row.method === 'GET' || row.reads === true;
}

/** Groups of rows: `{ customers: { get: …, search: … }, cards: { … } }`. */
export type Table = Record<string, Record<string, Endpoint>>;

/** A page of a list; `totalElements` is absent when the back office did not say, `leftOut` counts rows that could not be read. */
export type Page<T> = { items: T[]; totalElements?: number; page?: number; leftOut?: number };

/** A file. */
export type Bytes = { bytes: Uint8Array; contentType: string };

type PathParameters<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParameters<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

type FixedParameters<E extends Endpoint> = E extends { fixed: readonly (infer F)[] } ? F : never;
type AskedParameters<E extends Endpoint> = Exclude<PathParameters<E['path']>, FixedParameters<E>>;
type ParametersOf<E extends Endpoint> = [AskedParameters<E>] extends [never]
  ? { params?: undefined }
  : { params: Record<AskedParameters<E>, string | number> };
/** A query that has no required member may be left out. */
type QueryOf<E extends Endpoint> = E extends { query: infer Q extends z.ZodObject }
  ? Record<never, never> extends z.input<Q>
    ? { query?: z.input<Q> }
    : { query: z.input<Q> }
  : { query?: undefined };
type BodyOf<E extends Endpoint> = E extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : { body?: undefined };

/** Until when a write may go out, the first time or again; what has gone out may be answered later. */
export type SendLimit = {
  /** Milliseconds that are left; 0 or less when its time is over. */
  leftMs(): number;
  /** Told that a write has changed something, or may have. */
  wrote(): void;
};

/**
 * How long a call may take in all (sign-in and retries included), and who can stop it. A read that `canWait` is refused when the day's
 * budget is used up; a write with a `sendLimit` does not begin once that is over. What is read
 * `onBehalfOf` somebody counts against their own part of the budget.
 */
export type CallOptions = {
  signal?: AbortSignal;
  deadlineMs?: number;
  canWait?: true;
  sendLimit?: SendLimit;
  onBehalfOf?: string;
  /** One of several who are told apart in a list: nobody looks at this one in particular. */
  amongOthers?: true;
};

export type ArgumentsOf<E extends Endpoint> = ParametersOf<E> & QueryOf<E> & BodyOf<E>;

export type ResultOf<E extends Endpoint> = E['result'] extends z.ZodType
  ? E extends { list: true }
    ? Page<z.output<E['result']>>
    : z.output<E['result']>
  : E['result'] extends 'bytes'
    ? Bytes
    : undefined;

export type Call<E extends Endpoint> = (args: ArgumentsOf<E>, options?: CallOptions) => Promise<ResultOf<E>>;

/** Every row callable. Only an action's `execute` is handed one. */
export type Client<T extends Table> = { [G in keyof T]: { [R in keyof T[G]]: Call<T[G][R]> } };

type Readable<E> = E extends { method: 'GET' } ? (E extends { secret: true } ? false : true) : false;

/** Only the rows that change nothing and reveal no secret; in the type and at run time. */
export type Reader<T extends Table> = {
  [G in keyof T]: { [R in keyof T[G] as Readable<T[G][R]> extends true ? R : never]: Call<T[G][R]> };
};
