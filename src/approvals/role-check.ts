import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { growingPauses } from '../lib/pauses.ts';
import type { Policy } from './policy/types.ts';
import type { Directory } from './ports.ts';

/** Slack is in no hurry to say who is in a group, and nobody waits for this. */
const look = { freshMs: 60_000, withinMs: 30_000 };
const firstPauseMs = 1_000;
const longestPauseMs = 5 * 60_000;

export type RoleCheck = {
  /** One line each; empty until Slack has said who holds what. */
  warnings(): readonly string[];
  /** Asks until Slack has answered once; ends by itself then, or when stopped. */
  start(): void;
  stop(): void;
};

/**
 * Looks once after the start whether anybody holds the policy's roles. People leave, so that nobody does is a warning and keeps nothing
 * from running. `problems` words it from how many people hold each role and may decide.
 */
export function createRoleCheck({
  directory,
  policy,
  problems,
  clock,
  log,
}: {
  directory: Directory;
  policy: Policy;
  problems: (held: ReadonlyMap<string, number>) => readonly string[];
  clock: Clock;
  log: Log;
}): RoleCheck {
  const stop = new AbortController();
  let found: readonly string[] = [];

  async function tryOnce(): Promise<boolean> {
    try {
      const held = new Map<string, number>();
      for (const role of Object.keys(policy.roles)) held.set(role, (await directory.holders(role, look)).length);
      found = problems(held);
      for (const warning of found) log.warn({ warning }, 'the policy file has a warning');
      return true;
    } catch (error) {
      log.debug({ err: asFault(error) }, 'who holds the roles could not be looked up yet');
      return false;
    }
  }

  async function loop(): Promise<void> {
    const pauses = growingPauses({ firstMs: firstPauseMs, longestMs: longestPauseMs });
    while (!stop.signal.aborted && !(await tryOnce())) await clock.sleep(pauses.next(), stop.signal).catch(() => undefined);
  }

  return { warnings: () => found, start: () => void loop(), stop: () => stop.abort(new Error('stopped')) };
}
