import type { Clock } from './clock.ts';

export type Cached<T> = {
  /** The value of this key; read once, however many ask for it at the same time. */
  get(key: string | number): Promise<T>;
  /** The value if it has come, whatever its age; undefined while it is read, and after a failure. */
  known(key: string | number): T | undefined;
};

/**
 * Keeps what `read` answers for `keptMs` from when it was asked for. A failure is kept for `failureKeptMs` from when it came: anyone who
 * asks right after it must not wait for the same failure again.
 */
export function cached<T>(
  { clock, keptMs, failureKeptMs }: { clock: Clock; keptMs: number; failureKeptMs: number },
  read: (key: string) => Promise<T>,
): Cached<T> {
  type Entry = { untilMs: number; answer: Promise<T>; value?: T | undefined };
  const entries = new Map<string, Entry>();
  const nowMs = () => clock.now().getTime();
  return {
    get(key) {
      const name = String(key);
      const had = entries.get(name);
      if (had !== undefined && nowMs() < had.untilMs) return had.answer;
      const entry: Entry = { untilMs: nowMs() + keptMs, answer: read(name) };
      entries.set(name, entry);
      entry.answer.then(
        (value) => {
          entry.value = value;
        },
        () => {
          entry.untilMs = nowMs() + failureKeptMs;
        },
      );
      return entry.answer;
    },
    known: (key) => entries.get(String(key))?.value,
  };
}
