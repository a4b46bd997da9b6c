import type { z } from 'zod';
import type { Bytes, Endpoint, Table } from '../../src/api/table.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { Ids } from '../../src/lib/ids.ts';
import { badRequest } from './refusal.ts';
import type { World } from './world/types.ts';
import type { Permission } from './world/vocabulary.ts';

/** What every handler may use: the world it answers from, time and new ids. */
export type BackOfficeState = { world: World; clock: Clock; ids: Ids };

type ParameterNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** A call that passed the row's own schemas. */
export type Asked<E extends Endpoint> = {
  params: Readonly<Record<ParameterNames<E['path']>, string>>;
  query: E extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  body: E extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
};

/** What the row says must come back; a list whole, since paging is the server's business. */
export type Answer<E extends Endpoint> = E['result'] extends z.ZodType
  ? E extends { list: true }
    ? readonly z.input<E['result']>[]
    : z.input<E['result']>
  : E['result'] extends 'bytes'
    ? Bytes
    : undefined;

export type Handler<E extends Endpoint> = {
  /** The permission without which the answer is 403; `token`: signing in is enough. */
  needs: Permission | 'token';
  /** Status of success where it is neither 200 with a body nor 204 without. */
  status?: number;
  handle(office: BackOfficeState, asked: Asked<E>): Answer<E>;
};

/** One handler for every row of a table: a row without one does not compile. */
export type Handlers<T extends Table> = { readonly [G in keyof T]: HandlersOf<T[G]> };
export type HandlersOf<G extends Table[string]> = { readonly [R in keyof G]: Handler<G[R]> };

/** A numeric id out of a path. */
export function idFrom(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw badRequest(`${text} is not an id.`);
  return Number(text);
}

/** The usual order of lists: highest id first, which is the reverse of how things were made. */
export function newestFirst<T>(items: Iterable<T>, wanted: (item: T) => boolean = () => true): T[] {
  return [...items].filter(wanted).reverse();
}
