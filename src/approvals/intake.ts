import type { AnyAction, Worth } from '../actions/define.ts';
import { asFault, Fault, refuse } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { showToMany, showToOne } from '../lib/mask.ts';
import { type Assessment, assess, gateOf, lockLimits } from './assess.ts';
import { askersWeek, withLines } from './background.ts';
import { change } from './change.ts';
import { actionNamed, type Core, reach } from './core.ts';
import { keepCreation, keepGift } from './gifts.ts';
import type { Gate } from './policy/gate.ts';
import { mayStart, mayStartOn } from './policy/grants.ts';
import type { Standing } from './ports.ts';
import { loadRequest, type RequestRecord } from './request.ts';
import { mustBeAsAsked } from './seal/check.ts';
import { takenStatement } from './seal/statement.ts';
import { Tampered } from './seal/tampered.ts';
import { concernedStaff, ownCustomer } from './staff.ts';
import { votesAvailable } from './voters.ts';

/** Rights to ask are at most a minute old (contract, Approvals). */
const look = { freshMs: 60_000, withinMs: 5_000 } as const;

/** Who could decide it now: holders of the role, in good standing, less the asker and those whom it is about. */
export async function possibleApprovers(
  core: Core,
  role: string,
  asker: string,
  barred: readonly string[] = [],
): Promise<Standing[]> {
  const holders = await core.directory.holders(role, { ...look, stale: 'on-trouble' });
  return holders.filter(({ id }) => id !== asker && !barred.includes(id));
}

/**
 * The job that makes a request of what was asked: who asks is looked up, the action checks, the policy says what it takes. Ends in
 * `pending`, `approved` or `refused`; running it twice changes nothing.
 */
export async function intake(core: Core, id: string): Promise<JobResult> {
  const record = await loadRequest(core.db, id);
  if (record?.state !== 'checking') return 'done';
  await mustBeAsAsked(core, core.db, record);
  const action = actionNamed(core, record.action);
  const input = action.input.parse(record.input);
  try {
    const roles = await mustBeAllowed(core, record.asker, action);
    const assessment = await assess(core, action, input);
    const barred = await mustBeOfOthers(core, record.asker, roles, action, assessment);
    await admit(core, record, action, input, assessment, barred);
  } catch (error) {
    if (error instanceof Tampered) throw error;
    const fault = asFault(error);
    if (fault.code === 'internal')
      core.log.error({ ref: fault.ref, request: id, action: action.name, err: fault }, 'a check failed');
    await refuseIt(core, record, fault);
  }
  core.jobs.kick();
  return 'done';
}

/** The roles of who asks, of which one may start the action somewhere. */
async function mustBeAllowed(core: Core, asker: string, action: AnyAction): Promise<string[]> {
  const [standing, roles] = await Promise.all([core.directory.standing(asker, look), core.directory.rolesOf(asker, look)]);
  if (standing.barred !== undefined) throw new Fault('not_allowed', standing.barred);
  if (!mayStart(core.policy, roles, action.name)) {
    throw new Fault(
      'not_allowed',
      `Your roles do not allow “${action.label}” (${action.name}). Ask a colleague who may, or whoever keeps the policy file.`,
    );
  }
  return roles;
}

/** Refuses what lies outside the asker's branches, or is about themselves; gives the others whom it is about. */
export async function mustBeOfOthers(
  core: Core,
  asker: string,
  roles: readonly string[] | undefined,
  action: AnyAction,
  { branches, tree, about }: Assessment,
): Promise<string[]> {
  if (roles !== undefined && !mayStartOn(core.policy, roles, action.name, { branches, tree })) {
    throw new Fault(
      'not_allowed',
      `You can do “${action.label}” in your own branches only, and this isn’t known to be in one of them. Ask a colleague who works for that branch.`,
    );
  }
  const barred = await concernedStaff(core, about);
  if (barred.includes(asker)) throw new Fault('not_allowed', ownCustomer);
  return barred;
}

async function admit(
  core: Core,
  record: RequestRecord,
  action: AnyAction,
  input: unknown,
  assessment: Assessment,
  barred: readonly string[],
): Promise<void> {
  const asked = { action: action.name, asker: record.asker, id: record.id };
  // A first look without the lock tells whether anybody has to be asked, and Slack is asked outside any transaction.
  const expected = await gateOf(core, core.db, asked, assessment);
  if (expected.kind === 'votes') await mustBeDecidable(core, expected, record.asker, barred);
  const week = await askersWeek(core, record, action, assessment);
  const large = isLarge(core.policy, assessment.worth) ? { isLarge: true } : {};
  const preview = {
    one: { ...withLines(action.preview(assessment.seen, input, showToOne(core.policy.privacy)), week), ...large },
    many: { ...withLines(action.preview(assessment.seen, input, showToMany()), week), ...large },
  };
  const money = assessment.worth?.money;
  await reach(core, 'intake:before-commit', record.id);
  const gate = await core.db.transaction().execute(async (tx) => {
    await lockLimits(tx);
    const gate = await gateOf(core, tx, asked, assessment);
    if (gate.kind === 'votes' && expected.kind === 'none') return 'look-again' as const;
    const now = core.clock.now();
    const executeWithinS = Math.round(gate.executeWithinMs / 1_000);
    const decideBy = gate.kind === 'votes' ? new Date(now.getTime() + gate.decideWithinMs) : null;
    const executeBy = gate.kind === 'votes' ? null : new Date(now.getTime() + gate.executeWithinMs);
    const escalateAt =
      gate.kind === 'votes' && gate.escalate !== undefined ? new Date(now.getTime() + gate.escalate.afterMs) : undefined;
    const sealed = takenStatement({
      ...record,
      facts: assessment.facts,
      preview,
      risk: assessment.risk,
      amount: money,
      branch: assessment.branches[0] ?? undefined,
      touches: assessment.touches,
      rule: gate.rule ?? undefined,
      role: gate.kind === 'votes' ? gate.role : undefined,
      votesNeeded: gate.kind === 'votes' ? gate.count : 0,
      escalateRole: gate.kind === 'votes' ? gate.escalate?.role : undefined,
      escalateAt,
      distinct: gate.kind === 'votes' ? gate.distinct : undefined,
      barred,
      channel: gate.kind === 'votes' ? gate.channel : undefined,
      decideBy: decideBy ?? undefined,
      executeWithinS,
      executeBy: executeBy ?? undefined,
      policyDigest: core.policyDigest,
      profileDigest: core.profileDigest,
    });
    const seal = core.seals.seal(sealed);
    const changed = await change(core, tx, {
      id: record.id,
      action: action.name,
      from: 'checking',
      event: gate.kind === 'votes' ? 'must-wait' : 'may-run',
      actor: record.asker,
      set: {
        risk: assessment.risk,
        amount: money === undefined ? null : String(money.amount),
        currency: money?.currency ?? null,
        branch: assessment.branches[0] ?? null,
        touches: assessment.touches,
        barred: JSON.stringify(barred),
        rule: gate.rule,
        role: gate.kind === 'votes' ? gate.role : null,
        votes_needed: gate.kind === 'votes' ? gate.count : 0,
        distinct_by: gate.kind === 'votes' ? (gate.distinct ?? null) : null,
        channel: gate.kind === 'votes' ? (gate.channel ?? null) : null,
        decide_by: decideBy,
        execute_within_s: executeWithinS,
        execute_by: executeBy,
        ...(gate.kind === 'votes' && gate.escalate !== undefined
          ? { escalate_role: gate.escalate.role, escalate_at: escalateAt ?? null }
          : {}),
        seal,
        policy_digest: core.policyDigest,
        profile_digest: core.profileDigest,
      },
      sealed: { sealed, seal },
      details: {
        seen: JSON.stringify(assessment.seen),
        facts: JSON.stringify(assessment.facts),
        preview: JSON.stringify(preview),
      },
      journal: {
        risk: assessment.risk,
        rule: gate.rule,
        touches: assessment.touches,
        ...(record.beneficiary === undefined ? {} : { beneficiary: record.beneficiary }),
        branches: assessment.branches.map((branch) => branch ?? null),
        ...(money === undefined ? {} : { amount: money }),
        ...(assessment.worth?.givesMore === true ? { givesMore: true } : {}),
        ...(assessment.party === undefined
          ? {}
          : { around: assessment.party.around === null ? null : [...assessment.party.around] }),
        ...(gate.alwaysAsks === undefined ? {} : { alwaysAsks: gate.alwaysAsks }),
        ...(gate.kind === 'votes' ? { role: gate.role, count: gate.count } : {}),
      },
      personal: { facts: assessment.facts },
    });
    if (!changed) return gate;
    const { party } = assessment;
    if (party !== undefined) await keepGift(tx, { ...asked, requestId: record.id, askedAt: record.askedAt, party, money });
    if (action.creates !== undefined) await keepCreation(tx, { requestId: record.id, asker: record.asker, at: now });
    if (gate.kind === 'none') await core.jobs.schedule(tx, 'execute', record.id);
    // While it waits, it is looked at at once and then whenever it says by itself.
    await core.jobs.schedule(tx, 'watch', record.id, executeBy ?? now);
    return gate;
  });
  if (gate === 'look-again') return admit(core, record, action, input, assessment, barred);
  await reach(core, 'intake:after-commit', record.id);
}

/** Whether approving this asks once more: more money than the policy's `confirmAbove`, or more than money. */
function isLarge({ confirmAbove, currency }: Core['policy'], worth: Worth | undefined): boolean {
  if (confirmAbove === null || worth === undefined) return false;
  return worth.givesMore || worth.money?.currency !== currency || worth.money.amount > confirmAbove;
}

async function mustBeDecidable(
  core: Core,
  gate: Extract<Gate, { kind: 'votes' }>,
  asker: string,
  barred: readonly string[],
): Promise<void> {
  const approvers = await possibleApprovers(core, gate.role, asker, barred);
  const available = await availableFor(core, gate, approvers);
  if (available < gate.count) throw refuse(undecidable(gate, available));
}

/** How many yeses these people could give together to what this gate asks for. */
export function availableFor(core: Core, gate: Extract<Gate, { kind: 'votes' }>, people: readonly Standing[]): Promise<number> {
  return votesAvailable(
    core,
    { roles: [gate.role], distinct: gate.distinct },
    people.map(({ id }) => id),
  );
}

/** Why the votes that a rule wants cannot come together, in a sentence for the asker. */
export function undecidable(gate: Extract<Gate, { kind: 'votes' }>, available: number): string {
  const people =
    available === 0
      ? 'nobody besides you'
      : available === 1
        ? 'only one person besides you'
        : `only ${available} people besides you`;
  const apart = gate.distinct === undefined ? '' : ', no two from the same group';
  return `The rule “${gate.rule}” asks for ${gate.count} of the role ${gate.role}${apart}, and ${people} could say yes right now. Nothing was asked. Tell whoever keeps the policy file.`;
}

async function refuseIt(core: Core, record: RequestRecord, fault: Fault): Promise<void> {
  await core.db.transaction().execute(async (tx) => {
    await change(core, tx, {
      id: record.id,
      action: record.action,
      from: 'checking',
      event: 'refuse',
      actor: 'app',
      set: { finished_at: core.clock.now() },
      details: { explanation: fault.code === 'internal' ? `${fault.say} (${fault.ref})` : fault.say },
      journal: { code: fault.code },
      personal: { say: fault.say },
    });
  });
}
