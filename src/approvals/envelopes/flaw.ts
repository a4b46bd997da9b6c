import { asksForMore, asTaken } from '../ask-policy.ts';
import type { Assessment } from '../assess.ts';
import type { ApprovalDeps } from '../deps.ts';
import { differencesOf } from '../facts.ts';
import type { RequestRecord } from '../request.ts';
import { mustBeSealed, notGiven } from '../seal/check.ts';
import type { Story } from '../seal/story.ts';
import { Tampered } from '../seal/tampered.ts';
import { stillApproved } from '../voters.ts';

/** What is not as it was approved: something else changed it, or its profile, its people, its template or the policy is another. */
const flaws = ['changed', 'profile', 'voters', 'template', 'policy'] as const;
export type EnvelopeFlaw = (typeof flaws)[number];

/** Why nothing may be drawn from this envelope any more; undefined if it is as it was approved. Throws when Slack does not say. */
export async function flawOf(
  deps: ApprovalDeps,
  envelope: { record: RequestRecord; story: Story },
  drawn: Pick<Assessment, 'facts' | 'tree'>,
): Promise<EnvelopeFlaw | undefined> {
  const { record, story } = envelope;
  try {
    if (record.state !== 'done' || record.isErased || deps.limits.isOver(`closed ${record.id}`)) return 'changed';
    mustBeSealed(deps, record, story);
    if (record.profileDigest !== deps.profileDigest) return 'profile';
    if (notGiven(deps, record).length > 0) return 'voters';
    const still = await stillApproved(deps, record);
    if ('why' in still) return 'voters';
    if (hasOtherTemplate(record, drawn)) return 'template';
    return (await asksMore(deps, record, still.seats, drawn.tree)) ? 'policy' : undefined;
  } catch (error) {
    if (error instanceof Tampered) return 'changed';
    throw error;
  }
}

/** An envelope has all the facts of its template, and those of its branch besides; what it is drawn for has others. */
function hasOtherTemplate({ facts = {} }: RequestRecord, drawn: Pick<Assessment, 'facts'>): boolean {
  const shared = Object.keys(facts).filter((label) => Object.hasOwn(drawn.facts, label));
  const of = (all: Readonly<Record<string, unknown>>) => Object.fromEntries(shared.map((label) => [label, all[label]]));
  return shared.length === 0 || differencesOf(of(facts), of(drawn.facts) as Assessment['facts']).length > 0; // safe: they come out of it
}

/** A policy that changed breaks no seal; one that would not have let it be opened does. */
async function asksMore(
  deps: ApprovalDeps,
  record: RequestRecord,
  seats: Parameters<typeof asksForMore>[3],
  tree: Assessment['tree'],
): Promise<boolean> {
  if (record.policyDigest === deps.policyDigest) return false;
  const taken = asTaken(deps, record, tree);
  const { envelopes } = deps.policy;
  if (envelopes === null || taken.opens === undefined || taken.opens.most > envelopes.most) return true;
  if (Date.parse(taken.opens.until) - record.askedAt.getTime() > envelopes.longestMs) return true;
  return (await asksForMore(deps, deps.db, record, seats, taken)).length > 0;
}
