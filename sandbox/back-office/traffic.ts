import type { Clock } from '../../src/lib/clock.ts';
import type { Ids } from '../../src/lib/ids.ts';
import type { UpstreamCall } from '../workspace/page-protocol.ts';

/** A write that was received, whatever became of its answer. */
export type ReceivedWrite = {
  upstream: 'operations' | 'smartmove';
  /** The row: `cards.assign`. */
  call: string;
  method: string;
  path: string;
  body: unknown;
  /** Whether it changed the world; false for one that was refused or failed. */
  applied: boolean;
};

/** A gate that a test puts in front of matching calls. */
export type Hold = {
  /** How many calls wait at this moment. */
  waiting(): number;
  /** Resolves when so many calls have come to wait, since the hold began. */
  arrived(count?: number): Promise<void>;
  /** Lets all go, and those that come later. */
  release(): void;
};

export type HoldAt = 'before' | 'after';

export type Traffic = {
  calls(): UpstreamCall[];
  writes(): ReceivedWrite[];
  onChange(listener: () => void): () => void;
  changed(): void;
  begin(call: Omit<UpstreamCall, 'id' | 'at'>): UpstreamCall;
  wrote(write: ReceivedWrite): void;
  hold(matches: (call: UpstreamCall) => boolean, at: HoldAt): Hold;
  /** Waits while a hold wants this call to. */
  pass(call: UpstreamCall, at: HoldAt): Promise<void> | undefined;
  releaseAll(): void;
};

/** How many calls are remembered for the page (which shows 200), and how many writes for tests. */
const callsKept = 300;
const writesKept = 10_000;

export function createTraffic({ clock, ids }: { clock: Clock; ids: Ids }): Traffic {
  const calls: UpstreamCall[] = [];
  const writes: ReceivedWrite[] = [];
  const listeners = new Set<() => void>();
  const gates = new Set<{
    matches: (call: UpstreamCall) => boolean;
    at: HoldAt;
    enter: () => Promise<void>;
    release: () => void;
  }>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const keep = <T>(list: T[], item: T, most: number) => {
    list.push(item);
    if (list.length > most * 2) list.splice(0, list.length - most);
  };

  return {
    calls: () => calls.slice(-callsKept),
    writes: () => writes.slice(-writesKept),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    begin(given) {
      const call: UpstreamCall = { id: ids.uuid(), at: clock.now().toISOString(), ...given };
      keep(calls, call, callsKept);
      changed();
      return call;
    },
    wrote: (write) => keep(writes, write, writesKept),
    hold(matches, at) {
      let waiting = 0;
      let everWaited = 0;
      let wake: () => void = () => undefined;
      const open = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let watchers: { count: number; resolve: () => void }[] = [];
      const gate = {
        matches,
        at,
        async enter() {
          waiting += 1;
          everWaited += 1;
          for (const watcher of watchers) if (everWaited >= watcher.count) watcher.resolve();
          watchers = watchers.filter(({ count }) => everWaited < count);
          await open;
          waiting -= 1;
        },
        release() {
          gates.delete(gate);
          wake();
        },
      };
      gates.add(gate);
      return {
        waiting: () => waiting,
        arrived: (count = 1) =>
          new Promise((resolve) => {
            if (everWaited >= count) resolve();
            else watchers.push({ count, resolve });
          }),
        release: gate.release,
      };
    },
    pass(call, at) {
      for (const gate of gates) if (gate.at === at && gate.matches(call)) return gate.enter();
      return undefined;
    },
    releaseAll() {
      for (const gate of [...gates]) gate.release();
    },
  };
}
