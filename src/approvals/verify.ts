import type { AnyAction, ExecuteContext } from '../actions/define.ts';
import { asFault } from '../errors.ts';
import type { ApprovalDeps } from './deps.ts';

/** How long a proof is read for (contract, Actions): together with a write's own deadline a person waits less than 15 s. */
const proofWindowMs = 9_500;
const firstPauseMs = 200;
const longestPauseMs = 1_500;

/** What came back of the write: its result, or nothing that could be read. */
export type Answer = { kind: 'answered'; result: unknown } | { kind: 'lost' };

/**
 * Reads the action's proof until it shows or the time is over. An action without one is proven by its 2xx alone: when that
 * answer was lost, nothing can tell.
 */
export async function verify(
  deps: ApprovalDeps,
  action: AnyAction,
  input: unknown,
  snapshot: unknown,
  context: ExecuteContext,
  answer: Answer,
): Promise<'done' | 'cannot-tell'> {
  if (!action.verify) return answer.kind === 'answered' ? 'done' : 'cannot-tell';
  const endMs = deps.clock.now().getTime() + proofWindowMs;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // A read that hangs when the time is over is not waited for.
  const over = new Promise<'over'>((resolve) => {
    timer = setTimeout(() => {
      stop.abort(new Error('the time for the proof is over'));
      resolve('over');
    }, proofWindowMs);
  });
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      const proof = await Promise.race([look(deps, action, input, snapshot, { ...context, signal: stop.signal }, answer), over]);
      if (proof === 'done') return 'done';
      if (proof === 'over' || deps.clock.now().getTime() + pauseMs >= endMs) return 'cannot-tell';
      await deps.clock.sleep(pauseMs);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** One look; one that fails says nothing. */
async function look(
  deps: ApprovalDeps,
  action: AnyAction,
  input: unknown,
  snapshot: unknown,
  context: ExecuteContext,
  answer: Answer,
): Promise<'done' | 'not-done' | 'cannot-tell'> {
  const result = answer.kind === 'answered' ? answer.result : undefined;
  try {
    return (await action.verify?.(deps.readers, input, snapshot, context, result)) ?? 'cannot-tell';
  } catch (error) {
    const fault = asFault(error);
    deps.log.info(
      { ref: fault.ref, action: action.name, code: fault.code, err: { message: fault.message } },
      'a proof could not be read; trying again',
    );
    return 'cannot-tell';
  }
}
