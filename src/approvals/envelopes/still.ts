import type { Assessment } from '../assess.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { BranchTree } from '../policy/branches.ts';
import type { RequestRecord } from '../request.ts';
import { isSlackSilent } from '../voters.ts';
import { closeFlawed } from './close.ts';
import { findDrawable, judge } from './drawable.ts';
import type { Drawable } from './room.ts';

/**
 * Just before a draw is sent: its envelope, looked at once more. `wait` while Slack does not say whose yes to it still counts; one that is
 * not as it was approved any more is closed.
 */
export async function stillDrawable(
  deps: ApprovalDeps,
  record: RequestRecord,
  tree: BranchTree,
): Promise<{ drawable: Drawable | undefined } | 'wait'> {
  if (record.envelope === undefined) return { drawable: undefined };
  try {
    const judged = await judge(deps, record.envelope, { facts: record.facts as Facts, tree }); // safe: they are what a fingerprint gave
    if ('drawable' in judged) return judged;
    await closeFlawed(deps, record.envelope, judged.flaw);
    return { drawable: undefined };
  } catch (error) {
    if (!isSlackSilent(error)) throw error;
    deps.log.warn({ request: record.id }, 'Slack does not say who still counts for an envelope; its draw waits');
    return 'wait';
  }
}

/** When something is taken in: the envelope to draw it from. Those that are not as they were approved any more are closed. */
export async function drawableFor(deps: ApprovalDeps, assessment: Assessment, id: string): Promise<Drawable | undefined> {
  const { drawable, flawed } = await findDrawable(deps, assessment, id);
  for (const { id: envelope, flaw } of flawed) await closeFlawed(deps, envelope, flaw);
  return drawable;
}

type Facts = Parameters<typeof judge>[2]['facts'];
