import { oneLine, short } from '../../lib/text.ts';
import type { Assessment } from '../assess.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { RequestRecord } from '../request.ts';
import { loadWithStory } from '../seal/story.ts';
import { type EnvelopeFlaw, flawOf } from './flaw.ts';
import { type Drawable, roomFor } from './room.ts';

export type Found = {
  /** The one to draw from. */
  drawable: Drawable | undefined;
  /** Those that are not as they were approved any more, and are to be closed. */
  flawed: readonly { id: string; flaw: EnvelopeFlaw }[];
};

/**
 * The open envelope from which this would be drawn, if there is one: the first to end, of those with room for this customer. Throws
 * Fault('slack_unavailable') when Slack does not say who still counts.
 */
export async function findDrawable(deps: ApprovalDeps, assessment: Assessment, except?: string): Promise<Found> {
  const flawed: { id: string; flaw: EnvelopeFlaw }[] = [];
  // What opens envelopes gives nothing itself, and neither does what has no template.
  if (deps.policy.envelopes === null || assessment.opens !== undefined || assessment.template === undefined)
    return { drawable: undefined, flawed };
  const known = await deps.limits.known(deps.db);
  if ('trouble' in known) return { drawable: undefined, flawed };
  const open = known.given
    .openEnvelopes()
    .filter(({ id }) => roomFor(deps, known.given, { id, except }, assessment) !== undefined)
    .sort((one, other) => Date.parse(one.until) - Date.parse(other.until));
  for (const { id } of open) {
    const judged = await judge(deps, id, assessment);
    if ('drawable' in judged) return { ...judged, flawed };
    flawed.push({ id, flaw: judged.flaw });
  }
  return { drawable: undefined, flawed };
}

/** Of one that was found before. */
export async function judge(
  deps: ApprovalDeps,
  id: string,
  assessment: Pick<Assessment, 'facts' | 'tree'>,
): Promise<{ drawable: Drawable } | { flaw: EnvelopeFlaw }> {
  const loaded = await loadWithStory(deps, deps.db, id);
  const flaw = loaded === undefined ? 'changed' : await flawOf(deps, loaded, assessment);
  if (loaded === undefined || flaw !== undefined) return { flaw: flaw ?? 'changed' };
  const most = deps.actions[loaded.record.action]?.opens?.(loaded.record.snapshot, loaded.record.input).most ?? 0;
  return { drawable: { id, most, name: nameOf(loaded.record) } };
}

/** What an envelope is called: why it was asked for, or what is in it. */
export function nameOf({ reason, facts }: Pick<RequestRecord, 'reason' | 'facts'>): string {
  const words = oneLine(reason);
  return short(words === '' ? String(facts?.Voucher ?? '') : words, 60);
}
