import type { Db } from '../db/schema.ts';
import { within } from '../lib/within.ts';
import { type Assessment, assessmentOf, gateOf } from './assess.ts';
import { readBranchTree } from './branch-tree.ts';
import { type ApprovalDeps, actionNamed } from './deps.ts';
import { differencesOf } from './facts.ts';
import { type BranchTree, dependsOnBranches } from './policy/branches.ts';
import { clockOf } from './policy/clock.ts';
import type { Gate } from './policy/gate.ts';
import type { Difference, RequestRecord } from './request.ts';
import { sealedParts } from './seal/statement.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { countedTogether, type Voters } from './voters.ts';

/**
 * The policy of now, asked once more at the last yes and before sending: empty when it asks for no more than was given, else what it asks
 * for. `given`: those who said yes and still count, by what they hold now.
 */
export async function asksForMore(
  deps: ApprovalDeps,
  tx: Db,
  record: RequestRecord,
  given: Voters['seats'],
  found: Assessment,
): Promise<Difference[]> {
  const gate = await gateOf(deps, tx, { action: record.action, asker: record.asker, id: record.id }, found);
  // What was drawn rests on its envelope, whatever the rules would say.
  const drawn = gate.kind === 'none' ? gate.envelope : undefined;
  if (record.envelope !== undefined && drawn !== record.envelope)
    return [
      { label: sealedParts.envelope, before: 'open when this was asked for', after: 'closed, over, or not as it was approved' },
    ];
  if (gate.kind === 'none') return [];
  // A yes is one of the role that is asked for now, or that this has been passed on to by now, only if its giver holds that.
  const roles = [gate.role, ...passedOnTo(deps, gate, record)];
  const ofRole = [...given].map(([person, seats]) => [person, seats.filter(({ role }) => roles.includes(role))] as const);
  if (countedTogether(new Map(ofRole.filter(([, seats]) => seats.length > 0)), gate.distinct) >= gate.count) return [];
  return [
    {
      label: 'Policy',
      before: record.votesNeeded === 0 ? 'asked nobody' : `asked ${record.votesNeeded} of the role ${record.role ?? ''}`,
      after: `asks ${gate.count} of the role ${gate.role} (rule “${gate.rule}”)`,
    },
  ];
}

/** The role that may decide it, too, since it has waited so long: by the rule of now. */
function passedOnTo(
  { policy, clock }: Pick<ApprovalDeps, 'policy' | 'clock'>,
  gate: Extract<Gate, { kind: 'votes' }>,
  { askedAt }: RequestRecord,
): string[] {
  if (gate.escalate === undefined) return [];
  return clockOf(policy, gate)(askedAt, gate.escalate.afterMs) <= clock.now() ? [gate.escalate.role] : [];
}

/** Somebody waits for the answer to a press; what is not known by then is asked before sending all the same. */
const treeWithinMs = 500;

export async function treeAtPress(deps: ApprovalDeps): Promise<BranchTree> {
  if (!dependsOnBranches(deps.policy)) return 'not-considered';
  return within(deps.clock, treeWithinMs, readBranchTree(deps), (): BranchTree => 'unreadable');
}

/** What was found when it was taken in. Only its facts are sealed, so what was seen must still give them. @throws Tampered */
export function asTaken(deps: ApprovalDeps, record: RequestRecord, tree: BranchTree): Assessment {
  const action = actionNamed(deps, record.action);
  const found = assessmentOf(action, action.input.parse(record.input), record.snapshot, tree);
  if (differencesOf(record.facts ?? {}, found.facts).length > 0) throw new Tampered(record.id, [changedOutside('Facts')]);
  return found;
}
