import type { Fault, FaultCode } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';

/** How an upstream has been doing, as its last calls saw it; nothing is probed. */
export type UpstreamState = {
  state: 'never-tried' | 'ok' | 'failing' | 'not-configured';
  /** When it became so. */
  since?: Date;
  /** What the last failing call ran into. */
  lastFault?: FaultCode;
};

/** Counts since the start. */
export type UpstreamCounts = {
  calls: number;
  /** Times that something was sent again: after 401, 429, or a failure of a read. */
  repeats: number;
  signIns: number;
  inFlight: number;
  faults: Partial<Record<FaultCode, number>>;
};

export type UpstreamHealth = {
  state(): UpstreamState;
  counts(): UpstreamCounts;
  started(): void;
  repeated(): void;
  signedIn(): void;
  ended(fault?: Fault): void;
};

/** Faults that say something about the upstream and not about the call. */
const troubles: ReadonlySet<FaultCode> = new Set([
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_down',
  'upstream_malformed',
  'upstream_sign_in',
  'outcome_unknown',
]);

/** Clear answers, if not the wished-for ones. */
const answers: ReadonlySet<FaultCode> = new Set(['upstream_refused', 'not_found']);

export function createHealth(clock: Clock): UpstreamHealth {
  let current: UpstreamState = { state: 'never-tried' };
  const counts: UpstreamCounts = { calls: 0, repeats: 0, signIns: 0, inFlight: 0, faults: {} };
  const become = (next: UpstreamState) => {
    current = { ...next, since: current.state === next.state && current.since ? current.since : clock.now() };
  };
  return {
    state: () => current,
    counts: () => ({ ...counts, faults: { ...counts.faults } }),
    started() {
      counts.calls += 1;
      counts.inFlight += 1;
    },
    repeated() {
      counts.repeats += 1;
    },
    signedIn() {
      counts.signIns += 1;
    },
    ended(fault) {
      counts.inFlight -= 1;
      if (fault === undefined) {
        become({ state: 'ok' });
        return;
      }
      counts.faults[fault.code] = (counts.faults[fault.code] ?? 0) + 1;
      // Called off by anyone who asked: that says nothing about the upstream. Nor does being busy.
      if (fault.context.why === 'called-off') return;
      if (troubles.has(fault.code)) become({ state: 'failing', lastFault: fault.code });
      else if (answers.has(fault.code)) become({ state: 'ok' });
    },
  };
}
