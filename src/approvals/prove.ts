import type { AnyAction, Told } from '../actions/define.ts';
import { asFault } from '../errors.ts';
import type { Core } from './core.ts';

/** How long a proof is read for (contract, Actions): together with a write's own deadline a person waits less than 15 s. */
const proofWindowMs = 9_500;
const firstPauseMs = 200;
const longestPauseMs = 1_500;

/**
 * Reads the action's proof until it shows or the time is over. An action without one is proven by its 2xx alone: when that
 * answer was lost, nothing can tell.
 */
export async function prove(
  core: Core,
  action: AnyAction,
  input: unknown,
  seen: unknown,
  told: Told,
  answer: 'answered' | 'answer-lost',
): Promise<'done' | 'cannot-tell'> {
  if (!action.settled) return answer === 'answered' ? 'done' : 'cannot-tell';
  const endMs = core.clock.now().getTime() + proofWindowMs;
  const stop = AbortSignal.timeout(proofWindowMs);
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      const proof = await action.settled(core.readers, input, seen, { ...told, signal: stop });
      if (proof === 'done') return 'done';
    } catch (error) {
      const fault = asFault(error);
      core.log.info(
        { ref: fault.ref, action: action.name, code: fault.code, err: { message: fault.message } },
        'a proof could not be read; trying again',
      );
    }
    if (core.clock.now().getTime() + pauseMs >= endMs || stop.aborted) return 'cannot-tell';
    await core.clock.sleep(pauseMs);
  }
}
