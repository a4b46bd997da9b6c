import type { Db } from '../db/schema.ts';
import { within } from '../lib/within.ts';
import { type Assessment, assessmentOf, gateOf } from './assess.ts';
import { readBranchTree } from './branch-tree.ts';
import { actionNamed, type Core } from './core.ts';
import { differencesOf } from './facts.ts';
import { type BranchTree, dependsOnBranches } from './policy/branches.ts';
import type { Difference, RequestRecord } from './request.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';

/**
 * The policy of now, asked once more at the last yes and before sending: empty when it asks for no more than was given, else what it asks
 * for.
 */
export async function asksForMore(
  core: Core,
  tx: Db,
  record: RequestRecord,
  yes: number,
  found: Assessment,
): Promise<Difference[]> {
  const gate = await gateOf(core, tx, { action: record.action, asker: record.asker, id: record.id }, found);
  if (gate.kind === 'none') return [];
  const asked = [record.role, record.escalateRole];
  const isAsDistinct = gate.distinct === undefined || gate.distinct === record.distinct;
  if (gate.count <= yes && asked.includes(gate.role) && isAsDistinct) return [];
  return [
    {
      label: 'Policy',
      before: record.votesNeeded === 0 ? 'asked nobody' : `asked ${record.votesNeeded} of the role ${record.role ?? ''}`,
      after: `asks ${gate.count} of the role ${gate.role} (rule “${gate.rule}”)`,
    },
  ];
}

/** Somebody waits for the answer to a press; what is not known by then is asked before sending all the same. */
const treeWithinMs = 500;

export async function treeAtPress(core: Core): Promise<BranchTree> {
  if (!dependsOnBranches(core.policy)) return 'not-considered';
  return within(core.clock, treeWithinMs, readBranchTree(core), (): BranchTree => 'unreadable');
}

/** What was found when it was taken in. Only its facts are sealed, so what was seen must still give them. @throws Tampered */
export function asTaken(core: Core, record: RequestRecord, tree: BranchTree): Assessment {
  const action = actionNamed(core, record.action);
  const found = assessmentOf(action, action.input.parse(record.input), record.seen, tree);
  if (differencesOf(record.facts ?? {}, found.facts).length > 0) throw new Tampered(record.id, [changedOutside('Facts')]);
  return found;
}
