import type { RequestState } from '../approvals/machine.ts';
import { isIn } from '../approvals/machine.ts';
import { speak } from '../lib/language/speak.ts';
import { stateWords } from '../views/request/words.ts';
import type { StepEnd } from './store.ts';

/** How a step ends with the request that was asked for from it; undefined while that goes on. */
export function endOfRequest({ id, state }: { id: string; state: RequestState }): StepEnd | undefined {
  if (state === 'refused') return { error: speak('Wheelhouse did not take the request. Its requester has been told why.') };
  if (state === 'checking' || !isIn('told', state)) return undefined;
  return { outputs: { outcome: state, outcome_text: stateWords[state], request: id } };
}
