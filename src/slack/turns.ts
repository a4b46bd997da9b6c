import type { Clock } from '../lib/clock.ts';
import { messagesPerChannel } from './tiers.ts';

/** In which order what waits for a place is let in: one line a place, one turn for each that waits. */
export type Turns = {
  /** How long until this one may try, in milliseconds: 0 when nobody waits there, or its turn has come. It keeps its turn until it leaves. */
  waitMs(place: string, key: string): number;
  /** Slack, or what Slack allows, sent it away for so long. How long until its turn now. */
  sentAway(place: string, key: string, waitMs: number): number;
  /** It was sent, or never will be: those behind it move up. */
  leave(place: string, key: string): void;
  /** Those with these keys leave the line, but for these places. */
  leaveAll(isTheirs: (key: string) => boolean, butFor: ReadonlySet<string>): void;
};

const spacingMs = 1_000 / messagesPerChannel.perSecond;
/** Anyone further back has no turn yet, and asks again then. */
const furthestMs = 10 * 60_000;
/** Anyone who waits longer asks in between: those in front may have left. */
const askAgainMs = 30_000;
/** A turn that nobody took by then is nobody's: what it was for is over. */
const missedMs = 60_000;

/**
 * Hundreds of cards may wait for a channel that takes one a second. Each comes back at its own turn, and costs next to nothing until then.
 * In memory: after a restart the lines form again.
 */
export function createTurns({ clock }: { clock: Clock }): Turns {
  /** By place; in a line, turns only grow. */
  const lines = new Map<string, Map<string, number>>();
  const now = () => clock.now().getTime();

  /** Without turns that were missed, or that come from a time when the clock was wrong. */
  function lineAt(place: string): Map<string, number> {
    const line = lines.get(place) ?? new Map<string, number>();
    const nowMs = now();
    for (const [key, atMs] of line) if (atMs < nowMs - missedMs || atMs > nowMs + furthestMs) line.delete(key);
    if (line.size === 0) lines.delete(place);
    return line;
  }

  /** Anyone who has a turn keeps their place; a newcomer goes to the end. */
  function enqueue(place: string, key: string, earliestMs: number): number {
    const line = lineAt(place);
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const [other, atMs] of line) {
      const movedMs = Math.max(atMs, lastMs + spacingMs, other === key ? earliestMs : Number.NEGATIVE_INFINITY);
      line.set(other, movedMs);
      lastMs = movedMs;
    }
    if (!line.has(key)) line.set(key, Math.max(earliestMs, lastMs + spacingMs));
    lines.set(place, line);
    return untilTurn(line.get(key) ?? 0);
  }

  const untilTurn = (atMs: number) => Math.min(askAgainMs, Math.max(0, atMs - now()));

  function leave(place: string, key: string): void {
    const line = lines.get(place);
    const atMs = line?.get(key);
    if (line === undefined || atMs === undefined) return;
    line.delete(key);
    if (line.size === 0) lines.delete(place);
    // A turn that was used is over; one that was not is the next one's.
    if (atMs > now()) for (const [other, otherMs] of line) if (otherMs > atMs) line.set(other, otherMs - spacingMs);
  }

  return {
    waitMs(place, key) {
      const line = lineAt(place);
      if (line.size === 0) return 0;
      const atMs = line.get(key);
      return atMs === undefined ? enqueue(place, key, now()) : untilTurn(atMs);
    },
    sentAway: (place, key, waitMs) => enqueue(place, key, now() + waitMs),
    leave,
    leaveAll(isTheirs, butFor) {
      for (const [place, line] of lines)
        if (!butFor.has(place)) for (const key of [...line.keys()].filter(isTheirs)) leave(place, key);
    },
  };
}
