import type { AnyAction } from '../actions/define.ts';
import { asFault, Fault, refuse } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { keptInBoth, listening } from '../lib/language/both.ts';
import { speak } from '../lib/language/speak.ts';
import { lowerFirst } from '../lib/text.ts';
import { type Assessment, assess, gateOf, lockLimits } from './assess.ts';
import { change } from './change.ts';
import { type ApprovalDeps, actionNamed, reach } from './deps.ts';
import { closeGone } from './envelopes/gone.ts';
import { drawableFor } from './envelopes/still.ts';
import type { Gate } from './policy/gate.ts';
import { mayStart, mayStartOn } from './policy/grants.ts';
import type { Standing } from './ports.ts';
import { cardWords, withDrawn } from './preview-words.ts';
import type { RequestRecord } from './request.ts';
import { mustBeAsAsked } from './seal/check.ts';
import { Tampered } from './seal/tampered.ts';
import { concernedStaff, ownCustomer } from './staff.ts';
import { loadRequest } from './store/load.ts';
import { holdOpen } from './store/one.ts';
import { takenIn } from './taken.ts';
import { mustHaveTicket } from './tickets.ts';
import { votesAvailable } from './voters.ts';

/** Rights to ask are at most a minute old (contract, Approvals). */
const look = { freshMs: 60_000, withinMs: 5_000 };

/** How long somebody waits for a database that does not take it, before they are told to ask again. */
const waitsForMs = 60_000;

/** Who could decide it now: holders of the role, in good standing, less the asker and those whom it is about. */
export async function possibleApprovers(
  deps: ApprovalDeps,
  role: string,
  asker: string,
  barred: readonly string[] = [],
): Promise<Standing[]> {
  const holders = await deps.directory.holders(role, { ...look, stale: 'on-trouble' });
  return holders.filter(({ id }) => id !== asker && !barred.includes(id));
}

/**
 * The job that makes a request of what was asked: who asks is looked up, the action checks, the policy says what it takes. Ends in
 * `pending`, `approved` or `refused`; running it twice changes nothing.
 */
export function intake(deps: ApprovalDeps, id: string): Promise<JobResult> {
  return listening(() => takeIn(deps, id));
}

async function takeIn(deps: ApprovalDeps, id: string): Promise<JobResult> {
  const record = await loadRequest(deps.db, id);
  if (record?.state !== 'checking') return 'done';
  await mustBeAsAsked(deps, deps.db, record);
  const action = actionNamed(deps, record.action);
  const input = action.input.parse(record.input);
  try {
    const roles = await mustBeAllowed(deps, record.asker, action);
    const seen = await assess(deps, action, input);
    const assessment = { ...seen, drawable: await drawableFor(deps, seen, record.id) };
    const barred = await mustBeOfOthers(deps, record.asker, roles, action, assessment);
    mustHaveTicket(deps.policy, record, assessment.risk);
    await admit(deps, record, action, input, assessment, barred);
  } catch (error) {
    if (error instanceof Tampered) throw error;
    const fault = asFault(error);
    // Many that are taken in at once wait for each other: the queue does it again, while somebody still waits for the answer.
    if (fault.code === 'database_unavailable' && deps.clock.now().getTime() - record.askedAt.getTime() < waitsForMs) throw fault;
    await closeGone(deps, fault);
    if (fault.code === 'internal')
      deps.log.error({ ref: fault.ref, request: id, action: action.name, err: fault }, 'a check failed');
    await refuseIt(deps, record, fault);
  }
  deps.jobs.kick();
  return 'done';
}

/** The roles of who asks, of which one may start the action somewhere. */
export async function mustBeAllowed(
  deps: ApprovalDeps,
  asker: string,
  action: AnyAction,
  withinMs = look.withinMs,
): Promise<string[]> {
  const how = { ...look, withinMs };
  const [standing, roles] = await Promise.all([deps.directory.standing(asker, how), deps.directory.rolesOf(asker, how)]);
  if (standing.barred !== undefined) throw new Fault('not_allowed', standing.barred);
  if (!mayStart(deps.policy, roles, action.name)) {
    throw new Fault(
      'not_allowed',
      speak('You don’t have permission to {grant}. Ask a lead or your admin.', { grant: lowerFirst(action.label) }),
      {
        message: `the grant ${action.name} is missing`,
      },
    );
  }
  return roles;
}

/** Refuses what lies outside the asker's branches, or is about themselves; gives the others whom it is about. */
export async function mustBeOfOthers(
  deps: ApprovalDeps,
  asker: string,
  roles: readonly string[] | undefined,
  action: AnyAction,
  { branches, tree, about }: Assessment,
): Promise<string[]> {
  if (roles !== undefined && !mayStartOn(deps.policy, roles, action.name, { branches, tree })) {
    throw new Fault(
      'not_allowed',
      speak(
        'You can do “{label}” in your own branches only, and this isn’t known to be in one of them. Ask a colleague who works for that branch.',
        { label: action.label },
      ),
    );
  }
  const barred = await concernedStaff(deps, about);
  if (barred.includes(asker)) throw new Fault('not_allowed', ownCustomer);
  return barred;
}

async function admit(
  deps: ApprovalDeps,
  record: RequestRecord,
  action: AnyAction,
  input: unknown,
  assessment: Assessment,
  barred: readonly string[],
): Promise<void> {
  const asked = { action: action.name, asker: record.asker, id: record.id };
  // A first look without the lock tells whether anybody has to be asked, and Slack is asked outside any transaction.
  const expected = await gateOf(deps, deps.db, asked, assessment);
  if (expected.kind === 'votes') await mustBeDecidable(deps, expected, record.asker, barred);
  const words = await cardWords(deps, record, action, input, assessment);
  await reach(deps, 'intake:before-commit', record.id);
  const gate = await deps.db.transaction().execute(async (tx) => {
    await lockLimits(tx);
    if (assessment.drawable !== undefined) await holdOpen(tx, assessment.drawable.id);
    const gate = await gateOf(deps, tx, asked, assessment);
    if (gate.kind === 'votes' && expected.kind === 'none') return 'look-again' as const;
    const preview = withDrawn(words, assessment.drawable, gate);
    const taken = takenIn(deps, record, { gate, assessment, barred, preview });
    const changed = await change(deps, tx, {
      id: record.id,
      action: action.name,
      from: 'checking',
      event: gate.kind === 'votes' ? 'must-wait' : 'may-run',
      actor: record.asker,
      set: taken.set,
      details: taken.details,
      sealed: taken.sealed,
      journal: taken.journal,
      personal: { facts: assessment.facts },
    });
    if (!changed) return gate;
    if (gate.kind === 'none') await deps.jobs.schedule(tx, 'execute', record.id);
    // While it waits, it is looked at at once and then whenever it says by itself.
    await deps.jobs.schedule(tx, 'watch', record.id, taken.executeBy ?? deps.clock.now());
    return gate;
  });
  if (gate === 'look-again') {
    // The envelope may have given its last one meanwhile, and another may be open.
    const drawable = await drawableFor(deps, assessment, record.id);
    return admit(deps, record, action, input, { ...assessment, drawable }, barred);
  }
  await reach(deps, 'intake:after-commit', record.id);
}

async function mustBeDecidable(
  deps: ApprovalDeps,
  gate: Extract<Gate, { kind: 'votes' }>,
  asker: string,
  barred: readonly string[],
): Promise<void> {
  const approvers = await possibleApprovers(deps, gate.role, asker, barred);
  const available = await availableFor(deps, gate, approvers);
  if (available < gate.count) throw refuse(undecidable(gate, available));
}

/** How many yeses these people could give together to what this gate asks for. */
export function availableFor(
  deps: ApprovalDeps,
  gate: Extract<Gate, { kind: 'votes' }>,
  people: readonly Standing[],
): Promise<number> {
  return votesAvailable(
    deps,
    { roles: [gate.role], distinct: gate.distinct },
    people.map(({ id }) => id),
  );
}

/** Why the votes that a rule wants cannot come together, in a sentence for the asker. */
export function undecidable(gate: Extract<Gate, { kind: 'votes' }>, available: number): string {
  const people =
    available === 0
      ? speak('nobody besides you')
      : available === 1
        ? speak('only one person besides you')
        : speak('only {available} people besides you', { available });
  const apart = gate.distinct === undefined ? '' : speak(', no two from the same group');
  return speak(
    'The rule “{rule}” asks for {count} of the role {role}{apart}, and {people} could say yes right now. Nothing was asked. Tell your admin.',
    { rule: gate.rule, count: gate.count, role: gate.role, apart, people },
  );
}

async function refuseIt(deps: ApprovalDeps, record: RequestRecord, fault: Fault): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    await change(deps, tx, {
      id: record.id,
      action: record.action,
      from: 'checking',
      event: 'refuse',
      actor: 'app',
      set: { finished_at: deps.clock.now() },
      details: { explanation: keptInBoth(fault.code === 'internal' ? `${fault.say} (${fault.ref})` : fault.say) },
      journal: { code: fault.code },
      personal: { say: fault.say },
    });
  });
}
