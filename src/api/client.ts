import type { RowArguments } from './encode.ts';
import { type Call, type CallOptions, type Client, type Endpoint, isRead, type Reader, type Table } from './table.ts';

/** How a row is called, whichever it is. */
export type Run = (call: string, row: Endpoint, args: RowArguments, options?: CallOptions) => Promise<unknown>;

/** Every row of the table as a function. */
export function createClient<T extends Table>(table: T, run: Run): Client<T> {
  return build(table, run, () => true) as Client<T>; // safe: one function a row of this very table, and run gives what the row's result describes
}

/** The same client, with these options on each of its calls. */
export function withOptions<C extends object>(client: C, options: CallOptions): C {
  const groups = Object.entries(client).map(([group, calls]) => {
    const limited = Object.entries(calls as Record<string, Call<Endpoint>>).map(([name, call]) => {
      const under = (args: RowArguments, given?: CallOptions) => call(args as never, { ...given, ...options }); // safe: handed on as it came
      return [name, under] as const;
    });
    return [group, Object.freeze(Object.fromEntries(limited))] as const;
  });
  return Object.freeze(Object.fromEntries(groups)) as C; // safe: the same names, each with what it was
}

/** The rows that change nothing and reveal no secret; the others are not there, in the type and at run time. */
export function createReader<T extends Table>(table: T, run: Run): Reader<T> {
  return build(table, run, readable) as Reader<T>; // safe: as above, and `readable` is what the type's Readable says
}

function readable(row: Endpoint): boolean {
  return isRead(row) && row.secret !== true;
}

function build(table: Table, run: Run, wanted: (row: Endpoint) => boolean): object {
  const groups = Object.entries(table).map(([group, rows]) => {
    const calls = Object.entries(rows)
      .filter(([, row]) => wanted(row))
      .map(([name, row]) => {
        const call = (args: RowArguments, options?: CallOptions) => run(`${group}.${name}`, row, args ?? {}, options);
        return [name, call] as const;
      });
    return [group, Object.freeze(Object.fromEntries(calls))] as const;
  });
  return Object.freeze(Object.fromEntries(groups));
}
