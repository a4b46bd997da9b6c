import type { Json } from '../lib/json.ts';
import type { Assessment } from './assess.ts';
import type { ApprovalDeps } from './deps.ts';
import { clockOf } from './policy/clock.ts';
import type { Gate } from './policy/gate.ts';
import type { RequestRecord, Worded } from './request.ts';
import { type Statement, seenDigest, takenStatement } from './seal/statement.ts';
import type { DetailValues, RequestValues } from './store/changes.ts';

/** A version of a request as it is taken in: what is stored of it, what is sealed, and what the journal tells. */
export type Taken = {
  set: RequestValues;
  details: DetailValues;
  sealed: { sealed: Statement; seal: string; seen: string };
  journal: Json;
  executeBy: Date | undefined;
};

type Found = { gate: Gate; assessment: Assessment; barred: readonly string[]; preview: Worded };

/**
 * Takes a request in as the gate wants it. One that waits already keeps what is stricter of both rules: its time to decide does not begin
 * again, and it is passed on by how long it has waited since the ask.
 */
export function takenIn(deps: ApprovalDeps, record: RequestRecord, { gate, assessment, barred, preview }: Found): Taken {
  const now = deps.clock.now();
  const waits = record.state === 'pending' ? record : undefined;
  const ownS = Math.round(gate.executeWithinMs / 1_000);
  const executeWithinS = Math.min(ownS, waits?.executeWithinS ?? ownS);
  const votes = gate.kind === 'votes' ? gate : undefined;
  const clock = clockOf(deps.policy, votes ?? {});
  const decideBy = earlier(waits?.decideBy, votes && clock(now, votes.decideWithinMs));
  const executeBy = votes === undefined ? new Date(now.getTime() + executeWithinS * 1_000) : undefined;
  const escalate = votes?.escalate;
  const escalateAt = escalate && clock(waits?.askedAt ?? now, escalate.afterMs);
  const money = assessment.worth?.money;
  const envelope = votes === undefined && gate.kind === 'none' ? gate.envelope : undefined;
  const branch = assessment.branches[0];
  const profileDigest = waits?.profileDigest ?? deps.profileDigest;
  const sealed = takenStatement({
    ...record,
    facts: assessment.facts,
    preview,
    risk: assessment.risk,
    amount: money,
    branch,
    touches: assessment.touches,
    rule: gate.rule ?? undefined,
    role: votes?.role,
    votesNeeded: votes?.count ?? 0,
    escalateRole: escalate?.role,
    escalateAt,
    distinct: votes?.distinct,
    barred,
    envelope,
    channel: votes?.channel,
    decideBy,
    executeWithinS,
    executeBy,
    policyDigest: deps.policyDigest,
    profileDigest,
  });
  const seal = deps.seals.seal(sealed);
  return {
    set: {
      risk: assessment.risk,
      amount: money === undefined ? null : String(money.amount),
      currency: money?.currency ?? null,
      branch: branch ?? null,
      touches: assessment.touches,
      barred: JSON.stringify(barred),
      envelope: envelope ?? null,
      rule: gate.rule,
      role: votes?.role ?? null,
      votes_needed: votes?.count ?? 0,
      distinct_by: votes?.distinct ?? null,
      channel: votes?.channel ?? null,
      decide_by: decideBy ?? null,
      execute_within_s: executeWithinS,
      execute_by: executeBy ?? null,
      escalate_role: escalate?.role ?? null,
      escalate_at: escalateAt ?? null,
      seal,
      policy_digest: deps.policyDigest,
      profile_digest: profileDigest,
    },
    details: {
      seen: JSON.stringify(assessment.snapshot),
      facts: JSON.stringify(assessment.facts),
      preview: JSON.stringify(preview),
    },
    sealed: { sealed, seal, seen: seenDigest(record.salt, assessment.snapshot) },
    journal: {
      risk: assessment.risk,
      rule: gate.rule,
      touches: assessment.touches,
      beneficiary: record.beneficiary,
      branches: assessment.branches.map((one) => one ?? null),
      amount: money,
      givesMore: assessment.worth?.givesMore === true || undefined,
      template: assessment.template,
      opens: assessment.opens,
      envelope,
      target: assessment.party?.target,
      around: assessment.party && (assessment.party.around === null ? null : [...assessment.party.around]),
      alwaysAsks: gate.alwaysAsks,
      role: votes?.role,
      count: votes?.count,
    },
    executeBy,
  };
}

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one !== undefined && other !== undefined && other > one ? one : (other ?? one);
}
