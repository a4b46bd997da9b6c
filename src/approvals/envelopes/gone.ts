import { asFault } from '../../errors.ts';
import { precheckAt } from '../assess.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { RequestRecord } from '../request.ts';
import { loadWithStory } from '../seal/story.ts';
import { closeFlawed } from './close.ts';

/**
 * Something was refused because of its template: the open envelopes that hold it are looked at, and those whose branch does not offer it
 * any more are closed. Whatever else was refused closes none.
 */
export async function closeGone(deps: ApprovalDeps, refusal: unknown): Promise<void> {
  const template = goneIn(refusal);
  if (template === undefined || deps.policy.envelopes === null) return;
  const known = await deps.limits.known(deps.db);
  if ('trouble' in known) return;
  for (const { id } of known.given.openEnvelopes().filter((envelope) => envelope.template === template)) {
    const loaded = await loadWithStory(deps, deps.db, id);
    if (loaded !== undefined && (await isGone(deps, loaded.record))) await closeFlawed(deps, id, 'template');
  }
}

/** By the check that let it be opened: another branch may still have the template. */
async function isGone(deps: ApprovalDeps, { action: name, input, isErased }: RequestRecord): Promise<boolean> {
  const action = deps.actions[name];
  if (action === undefined || isErased) return false;
  try {
    await action.precheck(deps.readers, action.input.parse(input), precheckAt(deps));
    return false;
  } catch (error) {
    return goneIn(error) !== undefined;
  }
}

function goneIn(error: unknown): number | undefined {
  const { code, context } = asFault(error);
  return code === 'refused' && typeof context.template === 'number' ? context.template : undefined;
}
