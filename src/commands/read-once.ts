import type { Readers } from '../actions/define.ts';
import type { CallOptions } from '../api/table.ts';
import type { AppContext } from './app-context.ts';

type AnyCall = (args: unknown, options?: CallOptions) => Promise<unknown>;

/**
 * What commands work with, for one thing that somebody did: what was read for it is not read for it again, since upstream allows little extra load. It must
 * not outlive that: the next press reads again, and the gate has readers of its own.
 */
export function readOnce<K extends Pick<AppContext, 'readers'>>(app: K): K {
  const had = new Map<string, Promise<unknown>>();
  const once =
    (name: string, call: AnyCall): AnyCall =>
    (args, options) => {
      // Anyone who can stop waiting for a call must not stop it for others.
      if (options?.signal !== undefined) return call(args, options);
      const key = `${name} ${JSON.stringify(args)}`;
      const kept = had.get(key);
      if (kept !== undefined) return kept;
      const reading = call(args, options);
      had.set(key, reading);
      reading.catch(() => had.delete(key));
      return reading;
    };
  const { operations, smartmove } = app.readers;
  // safe: each group has the same calls as before
  const readers = {
    operations: everyCall(operations, once),
    smartmove: everyCall(smartmove, (name, call) => once(`smartmove.${name}`, call)),
  } as Readers;
  return { ...app, readers };
}

function everyCall(reader: object, wrap: (name: string, call: AnyCall) => AnyCall): object {
  return Object.fromEntries(
    Object.entries(reader).map(([group, calls]: [string, Record<string, AnyCall>]) => [
      group,
      Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, wrap(`${group}.${name}`, call)])),
    ]),
  );
}
