import type { Clock } from './clock.ts';

/** A machine's clock is slewed by less; more at once is a jump. */
const jumpMs = 2_000;
/** A jump that has stayed for so long is believed. */
const believedAfterMs = 120_000;
/** How far the database's clock may be off before the two disagree. */
const agreeMs = 60_000;

export type SteadyClock = Clock & {
  /** What another machine's clock says now. */
  compare(other: Date): void;
};

export type SteadyClockDeps = {
  base: Clock;
  /** Milliseconds that have really gone by since whenever; never jumps. */
  elapsedMs(): number;
  /** Told at the beginning and the end of a doubt, and when a jump is believed. */
  onChange(change: { what: 'jumped' | 'is right again' | 'is believed' | 'differs from the database'; byMs: number }): void;
};

/**
 * The machine's clock, but one that jumps is not believed at once: time goes on as it has really gone by until the jump has stayed for
 * two minutes, or the database's clock agrees with it. A clock that is a day ahead for some seconds then expires and erases nothing.
 */
export function steadyClock({ base, elapsedMs, onChange }: SteadyClockDeps): SteadyClock {
  let wallMs = base.now().getTime();
  let atMs = elapsedMs();
  let steadySinceMs = atMs;
  let doubt: { sinceMs: number; byMs: number } | undefined;
  let differs = false;

  const rest = (toMs: number, nowMs: number) => {
    wallMs = toMs;
    atMs = nowMs;
  };
  function look(): number {
    const nowMs = elapsedMs();
    const machineMs = base.now().getTime();
    const expectedMs = wallMs + (nowMs - atMs);
    const byMs = machineMs - expectedMs;
    if (Math.abs(byMs) <= jumpMs) {
      if (doubt !== undefined) onChange({ what: 'is right again', byMs: doubt.byMs });
      doubt = undefined;
      rest(machineMs, nowMs);
      return machineMs;
    }
    if (doubt === undefined || Math.abs(doubt.byMs - byMs) > jumpMs) {
      doubt = { sinceMs: nowMs, byMs };
      onChange({ what: 'jumped', byMs });
    }
    if (nowMs - doubt.sinceMs < believedAfterMs) return expectedMs;
    return believe(machineMs, nowMs, byMs);
  }
  function believe(machineMs: number, nowMs: number, byMs: number): number {
    doubt = undefined;
    steadySinceMs = nowMs;
    rest(machineMs, nowMs);
    onChange({ what: 'is believed', byMs });
    return machineMs;
  }
  return {
    now: () => new Date(look()),
    sleep: base.sleep,
    steadyForMs() {
      look();
      return doubt === undefined && !differs ? elapsedMs() - steadySinceMs : 0;
    },
    isInDoubt() {
      look();
      return doubt !== undefined;
    },
    compare(other) {
      const ownMs = look();
      const machineMs = base.now().getTime();
      const byMs = machineMs - other.getTime();
      if (doubt !== undefined && Math.abs(byMs) <= agreeMs && Math.abs(ownMs - other.getTime()) > agreeMs)
        believe(machineMs, elapsedMs(), doubt.byMs);
      const isOff = Math.abs(byMs) > agreeMs;
      if (isOff && !differs) onChange({ what: 'differs from the database', byMs });
      if (!isOff && differs) steadySinceMs = elapsedMs();
      differs = isOff;
    },
  };
}
