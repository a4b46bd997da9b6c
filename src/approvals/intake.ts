import { sql } from 'kysely';
import type { AnyAction } from '../actions/define.ts';
import { asFault, Fault, refuse } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { showToMany, showToOne } from '../lib/mask.ts';
import { type Assessment, assess, gateOf } from './assess.ts';
import { askersWeek, withLines } from './background.ts';
import { change } from './change.ts';
import { actionNamed, type Core, reach } from './core.ts';
import type { Gate } from './policy/gate.ts';
import { mayStart } from './policy/grants.ts';
import type { Standing } from './ports.ts';
import { loadRequest, type RequestRecord } from './request.ts';

const look = { freshMs: 1_000, withinMs: 5_000 } as const;

/** Who could decide it now: holders of the role, in good standing, less the asker. */
export async function possibleApprovers(core: Core, role: string, asker: string): Promise<Standing[]> {
  const holders = await core.directory.holders(role, look);
  return holders.filter((person) => person.id !== asker);
}

/**
 * The job that makes a request of what was asked: who asks is looked up, the action checks, the policy says what it takes. Ends in
 * `pending`, `approved` or `refused`; running it twice changes nothing.
 */
export async function intake(core: Core, id: string): Promise<JobResult> {
  const record = await loadRequest(core.db, id);
  if (record?.state !== 'checking') return 'done';
  const action = actionNamed(core, record.action);
  const input = action.input.parse(record.input);
  try {
    await mustBeAllowed(core, record.asker, action);
    const assessment = await assess(core, action, input);
    await admit(core, record, action, input, assessment);
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'internal')
      core.log.error({ ref: fault.ref, request: id, action: action.name, err: fault }, 'a check failed');
    await refuseIt(core, record, fault);
  }
  core.jobs.kick();
  return 'done';
}

async function mustBeAllowed(core: Core, asker: string, action: AnyAction): Promise<void> {
  const [standing, roles] = await Promise.all([core.directory.standing(asker, look), core.directory.rolesOf(asker, look)]);
  if (standing.barred !== undefined) throw new Fault('not_allowed', standing.barred);
  if (!mayStart(core.policy, roles, action.name)) {
    throw new Fault(
      'not_allowed',
      `Your roles do not allow “${action.label}” (${action.name}). Ask a colleague who may, or whoever keeps the policy file.`,
    );
  }
}

async function admit(
  core: Core,
  record: RequestRecord,
  action: AnyAction,
  input: unknown,
  assessment: Assessment,
): Promise<void> {
  // A first look without the lock tells whether anybody has to be asked, and Slack is asked outside any transaction.
  const expected = await gateOf(core, core.db, action, input, assessment, record.id);
  if (expected.kind === 'votes') await mustBeDecidable(core, expected, record.asker);
  const week = await askersWeek(core, record, action, assessment);
  const preview = {
    one: withLines(action.preview(assessment.seen, input, showToOne(core.policy.privacy)), week),
    many: withLines(action.preview(assessment.seen, input, showToMany()), week),
  };
  await reach(core, 'intake:before-commit', record.id);
  const gate = await core.db.transaction().execute(async (tx) => {
    // What the same customer was given is summed by one request at a time, else two small ones would both pass under the limit.
    if (record.beneficiary !== undefined) await sql`SELECT pg_advisory_xact_lock(hashtext(${record.beneficiary}))`.execute(tx);
    const gate = await gateOf(core, tx, action, input, assessment, record.id);
    if (gate.kind === 'votes' && expected.kind === 'none') return 'look-again' as const;
    const now = core.clock.now();
    const executeWithinS = Math.round(gate.executeWithinMs / 1_000);
    const decideBy = gate.kind === 'votes' ? new Date(now.getTime() + gate.decideWithinMs) : null;
    const executeBy = gate.kind === 'votes' ? null : new Date(now.getTime() + gate.executeWithinMs);
    const changed = await change(core, tx, {
      id: record.id,
      action: action.name,
      from: 'checking',
      event: gate.kind === 'votes' ? 'must-wait' : 'may-run',
      actor: record.asker,
      set: {
        risk: assessment.risk,
        amount: assessment.amount === undefined ? null : String(assessment.amount.amount),
        currency: assessment.amount?.currency ?? null,
        branch: assessment.branch ?? null,
        touches: assessment.touches,
        rule: gate.rule,
        role: gate.kind === 'votes' ? gate.role : null,
        votes_needed: gate.kind === 'votes' ? gate.count : 0,
        channel: gate.kind === 'votes' ? (gate.channel ?? null) : null,
        decide_by: decideBy,
        execute_within_s: executeWithinS,
        execute_by: executeBy,
        ...(gate.kind === 'votes' && gate.escalate !== undefined
          ? { escalate_role: gate.escalate.role, escalate_at: new Date(now.getTime() + gate.escalate.afterMs) }
          : {}),
      },
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
        ...(assessment.branch === undefined ? {} : { branch: assessment.branch }),
        ...(assessment.amount ? { amount: assessment.amount } : {}),
        ...(gate.kind === 'votes' ? { role: gate.role, count: gate.count } : {}),
      },
      personal: { facts: assessment.facts },
    });
    if (!changed) return gate;
    if (gate.kind === 'none') await core.jobs.schedule(tx, 'execute', record.id);
    // While it waits, it is looked at at once and then whenever it says by itself.
    await core.jobs.schedule(tx, 'watch', record.id, executeBy ?? now);
    return gate;
  });
  if (gate === 'look-again') return admit(core, record, action, input, assessment);
  await reach(core, 'intake:after-commit', record.id);
}

async function mustBeDecidable(core: Core, gate: Extract<Gate, { kind: 'votes' }>, asker: string): Promise<void> {
  const approvers = await possibleApprovers(core, gate.role, asker);
  if (approvers.length >= gate.count) return;
  throw refuse(undecidable(gate, approvers.length));
}

/** Why the votes that a rule wants cannot come together, in a sentence for the asker. */
export function undecidable(gate: Extract<Gate, { kind: 'votes' }>, available: number): string {
  const people =
    available === 0
      ? 'nobody besides you'
      : available === 1
        ? 'only one person besides you'
        : `only ${available} people besides you`;
  return `The rule “${gate.rule}” asks for ${gate.count} of the role ${gate.role}, and ${people} could say yes right now. Nothing was asked. Tell whoever keeps the policy file.`;
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
