import type { AnyAction, Told } from '../actions/define.ts';
import { asFault, type Fault, type FaultCode } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { showToMany, showToOne } from '../lib/mask.ts';
import { assessmentOf } from './assess.ts';
import { readBranchTree } from './branch-tree.ts';
import { change, releaseSubjects } from './change.ts';
import { claim, endIfTooLate, markSent, takeOver } from './claim.ts';
import { actionNamed, type Core, reach } from './core.ts';
import { differencesOf } from './facts.ts';
import { nameCreation } from './gifts.ts';
import type { RequestEvent } from './machine.ts';
import { prove } from './prove.ts';
import { type Difference, loadRequest, type RequestRecord, toldOf } from './request.ts';
import { mustAgree, mustBeSealed } from './seal/check.ts';
import { storyOf } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { isSlackSilent, noLongerApproved } from './voters.ts';

/** A request whose customer, account or card is busy is woken when that is over; should nobody wake it, it looks by itself. */
const busyAgainMs = 2_000;
/** So long later Slack is asked again who still counts, when it did not say. */
const slackAgainMs = 1_000;
/** How often it is looked whether a clock that has jumped is right again. */
const doubtAgainMs = 1_000;
/** How often, and how long, the facts are tried to be read again before nothing is done. */
const factsTries = 2;

/** How it ended: the event for the machine and what people are told. */
type Ending = {
  event: Extract<RequestEvent, 'facts-changed' | 'succeed' | 'fail' | 'lose'>;
  explanation?: string;
  differences?: Difference[];
  result?: unknown;
  seen?: unknown;
};

/**
 * The job that carries a request out: claim it, read the facts again, mark it as sent, write once, read back, say what happened.
 * Whoever finds it running after a crash goes on from what is on the disk: before the mark nothing was written and it starts again;
 * after the mark nothing is ever written again and only the proof is read.
 */
export async function execute(core: Core, id: string): Promise<JobResult> {
  const record = await loadRequest(core.db, id);
  if (!record) throw new Tampered(id, [changedOutside('Request')]);
  if (record.state !== 'approved' && record.state !== 'running') return 'done';
  // By which clock its time is over would be a guess.
  if (record.sentAt === undefined && core.clock.isInDoubt?.() === true) return { againInMs: doubtAgainMs };
  const story = await storyOf(core, core.db, id);
  if (record.sentAt === undefined) mustBeSealed(core, record, story);
  else mustAgree(record, story);
  const action = actionNamed(core, record.action);
  if (record.state === 'approved') {
    const may = await mayStill(core, record);
    if (may === 'wait') return { againInMs: slackAgainMs };
    if (may === 'stopped') return 'done';
  }
  const owner = core.ids.uuid();
  await reach(core, 'execute:before-claim', id);
  const claimed = record.state === 'approved' ? await claim(core, record, owner) : await takeOver(core, record, owner);
  if (claimed === 'busy') return { againInMs: busyAgainMs };
  if (claimed === 'gone') return 'done';
  await reach(core, 'execute:after-claim', id);
  core.jobs.kick();
  const input = action.input.parse(record.input);
  const told = toldOf(record);
  const ending =
    record.sentAt === undefined
      ? await carryOut(core, action, record, input, told, owner)
      : await recover(core, action, record, input, told);
  if (ending === 'over') return 'done';
  await finish(core, action, record, input, owner, ending);
  return 'done';
}

async function carryOut(
  core: Core,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  told: Told,
  owner: string,
): Promise<Ending | 'over'> {
  const look = await readyToSend(core, action, record, input, owner);
  if (look === 'over') return 'over';
  if ('event' in look) return (await endIfTooLate(core, record, owner)) ? 'over' : look;
  const { seen } = look;
  await reach(core, 'execute:before-sent', record.id);
  const marked = await markSent(core, record, owner, assessmentOf(action, input, seen, await readBranchTree(core)));
  if (marked === 'over') return 'over';
  if (marked !== 'sent') return { event: 'facts-changed', differences: marked.stopped };
  await reach(core, 'execute:after-sent', record.id);
  let result: unknown;
  try {
    result = await action.execute(core.writers, input, told, seen);
  } catch (error) {
    return afterFault(core, action, record, input, seen, told, asFault(error));
  }
  await reach(core, 'execute:after-answer', record.id);
  const proof = await prove(core, action, input, seen, told, { kind: 'answered', result });
  if (proof === 'done') return { event: 'succeed', result, seen };
  return {
    event: 'lose',
    seen,
    explanation:
      'The back office accepted it, but reading it back does not show it. Look in the back office, then say here what happened.',
  };
}

/** Before anything is claimed: people who said yes, and who asked, may have left since. Slack that says nothing is waited for. */
async function mayStill(core: Core, record: RequestRecord): Promise<'yes' | 'wait' | 'stopped'> {
  let why: string | undefined;
  try {
    why = await noLongerApproved(core, record);
  } catch (error) {
    if (!isSlackSilent(error)) throw error;
    core.log.warn(
      { request: record.id, err: { message: asFault(error).message } },
      'Slack does not say who still counts; it waits',
    );
    return 'wait';
  }
  if (why === undefined) return 'yes';
  const explanation = why;
  await core.db.transaction().execute((tx) =>
    change(core, tx, {
      id: record.id,
      action: record.action,
      from: 'approved',
      event: 'facts-changed',
      actor: 'app',
      set: { finished_at: core.clock.now() },
      details: { explanation },
      journal: { why: 'who asked or approved it no longer counts' },
    }),
  );
  core.jobs.kick();
  return 'stopped';
}

/** The facts, and who still counts, just before it is sent. While Slack says nothing it waits, until its time is over. */
async function readyToSend(
  core: Core,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  owner: string,
): Promise<Ending | { seen: unknown } | 'over'> {
  for (;;) {
    const look = await lookAgain(core, action, record, input);
    if ('event' in look) return look;
    try {
      const explanation = await noLongerApproved(core, record);
      return explanation === undefined ? look : { event: 'facts-changed', explanation };
    } catch (error) {
      if (!isSlackSilent(error)) throw error;
      if (await endIfTooLate(core, record, owner)) return 'over';
      await core.clock.sleep(slackAgainMs);
    }
  }
}

/** What is seen now, or that it ends here: it cannot be looked at, or is not what the decision rests on. */
async function lookAgain(
  core: Core,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
): Promise<Ending | { seen: unknown }> {
  let seen: unknown;
  try {
    seen = await readAgain(core, action, input);
  } catch (error) {
    return notStarted(core, record, error);
  }
  const differences = differencesOf(record.facts ?? {}, action.fingerprint(seen));
  return differences.length > 0 ? { event: 'facts-changed', differences } : { seen };
}

/** Reads what the decision rests on once more; a back office that hiccups gets a second try, since nothing was written yet. */
async function readAgain(core: Core, action: AnyAction, input: unknown): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return JSON.parse(JSON.stringify(await action.precheck(core.readers, input, { now: core.clock.now() })));
    } catch (error) {
      const { code } = asFault(error);
      const passing = code === 'upstream_down' || code === 'upstream_malformed' || code === 'upstream_unreachable';
      if (!passing || attempt >= factsTries) throw error;
      await core.clock.sleep(500);
    }
  }
}

/** Nothing was written: either the world moved on, or it could not be looked at. */
function notStarted(core: Core, record: RequestRecord, error: unknown): Ending {
  const fault = asFault(error);
  if (fault.code === 'refused' || fault.code === 'not_found') return { event: 'facts-changed', explanation: fault.say };
  core.log.warn({ ref: fault.ref, request: record.id, code: fault.code, err: fault }, 'the facts could not be read again');
  return { event: 'fail', explanation: `Nothing was changed: the facts could not be read again just before. ${fault.say}` };
}

/** Faults after which the back office has certainly not done it. */
const certainlyNot: ReadonlySet<FaultCode> = new Set([
  'bad_input',
  'refused',
  'not_allowed',
  'not_found',
  'not_configured',
  'upstream_unreachable',
  'upstream_refused',
  'upstream_busy',
  'upstream_sign_in',
]);

async function afterFault(
  core: Core,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  seen: unknown,
  told: Told,
  fault: Fault,
): Promise<Ending> {
  await reach(core, 'execute:after-answer', record.id);
  core.log.warn(
    { ref: fault.ref, request: record.id, action: action.name, code: fault.code, err: fault },
    'a write was not answered with yes',
  );
  if (certainlyNot.has(fault.code)) return { event: 'fail', explanation: fault.say, seen };
  return fromProof(await prove(core, action, input, seen, told, { kind: 'lost' }), seen);
}

async function recover(core: Core, action: AnyAction, record: RequestRecord, input: unknown, told: Told): Promise<Ending> {
  await reach(core, 'recover:before-proof', record.id);
  return fromProof(await prove(core, action, input, record.seen, told, { kind: 'lost' }), record.seen);
}

function fromProof(proof: 'done' | 'cannot-tell', seen: unknown): Ending {
  if (proof === 'done') return { event: 'succeed', seen };
  return {
    event: 'lose',
    seen,
    explanation:
      'The answer of the back office was lost, and reading back does not show it. It may or may not have happened, so it is not tried again. Look in the back office, then say here what happened.',
  };
}

/** Which customer it made; what cannot be looked up stays unnamed, which the always-asking cases take for any of them. */
async function createdBy(core: Core, action: AnyAction, input: unknown, result: unknown): Promise<string | undefined> {
  try {
    return await action.creates?.(core.readers, input, result);
  } catch (error) {
    core.log.warn({ action: action.name, err: asFault(error) }, 'which customer was created could not be looked up');
    return undefined;
  }
}

async function finish(
  core: Core,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  owner: string,
  ending: Ending,
): Promise<void> {
  const seen = ending.seen ?? record.seen;
  const outcome =
    ending.event === 'succeed'
      ? {
          one: action.render(seen, input, showToOne(core.policy.privacy), ending.result),
          many: action.render(seen, input, showToMany(), ending.result),
          // Without an answer nobody knows who failed, and the proof has said that nobody did.
          ...(ending.result === undefined ? {} : { again: action.again?.(input, ending.result) }),
        }
      : undefined;
  const created = ending.event === 'succeed' ? await createdBy(core, action, input, ending.result) : undefined;
  await reach(core, 'execute:before-finish', record.id);
  await core.db.transaction().execute(async (tx) => {
    const changed = await change(core, tx, {
      id: record.id,
      action: record.action,
      from: 'running',
      event: ending.event,
      actor: 'app',
      owner,
      set: { finished_at: core.clock.now(), owner: null },
      details: {
        outcome: outcome ? JSON.stringify(outcome) : null,
        differences: ending.differences ? JSON.stringify(ending.differences) : null,
        explanation: ending.explanation ?? null,
      },
      ...(ending.differences ? { personal: { differences: ending.differences } } : {}),
    });
    if (changed && created !== undefined)
      await nameCreation(tx, { requestId: record.id, customer: created, at: core.clock.now() });
    if (changed) await releaseSubjects(core, tx, record);
  });
  await reach(core, 'execute:after-finish', record.id);
  core.jobs.kick();
}
