import type { AnyAction } from '../actions/define.ts';
import { asFault } from '../errors.ts';
import type { JobResult, Lease } from '../jobs/jobs.ts';
import { keptInBoth, listening } from '../lib/language/both.ts';
import { speaking } from '../lib/language/language.ts';
import { speak } from '../lib/language/speak.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { redactorForMany, redactorForOne } from '../lib/mask.ts';
import { type Assessment, assessmentOf, precheckAt } from './assess.ts';
import { readBranchTree } from './branch-tree.ts';
import { change } from './change.ts';
import { claim, endIfTooLate, endUnsent, markSent, takeOver } from './claim.ts';
import { type ApprovalDeps, actionNamed, reach } from './deps.ts';
import { closeGone } from './envelopes/gone.ts';
import { stillDrawable } from './envelopes/still.ts';
import { differencesOf } from './facts.ts';
import { keptWords } from './preview-words.ts';
import { contextOf, type RequestRecord } from './request.ts';
import { happenedBefore } from './restored.ts';
import { mustBeSealed, mustEndInTime } from './seal/check.ts';
import { mustBeAsSent } from './seal/sent.ts';
import { loadWithStory, type Story } from './seal/story.ts';
import { changedOutside, changedSinceSay, Tampered } from './seal/tampered.ts';
import { type Ending, interrupted, recover, send } from './send.ts';
import { isSlackSilent, stillApproved, type Voters } from './voters.ts';

/** A request whose customer, account or card is busy is woken when that is over; should nobody wake it, it looks by itself. */
const busyAgainMs = 2_000;
/** So long later it is looked again whether Slack says who still counts, or a clock that has jumped is right. */
const soonAgainMs = 1_000;
/** It has ended, or is another's; or the database is another server now that never heard of this attempt, and nobody else goes on. */
const notOurs: JobResult = { againInMs: soonAgainMs };
/** How often, and how long, the facts are tried to be read again before nothing is done. */
const factsTries = 2;

/**
 * The job that carries a request out: claim it, read the facts again, mark it as sent, write once, read back, say what happened.
 * Anyone who finds it running after a crash goes on from what is on the disk: before the mark nothing was written and it starts again;
 * after the mark nothing is ever written again and only the proof is read.
 */
export function execute(deps: ApprovalDeps, id: string, lease: Lease): Promise<JobResult> {
  return listening(() => executeIt(deps, id, lease));
}

async function executeIt(deps: ApprovalDeps, id: string, lease: Lease): Promise<JobResult> {
  const loaded = await loadWithStory(deps, deps.db, id);
  if (loaded === undefined) throw new Tampered(id, [changedOutside('Request')]);
  const { record, story } = loaded;
  if (record.state !== 'approved' && record.state !== 'running') return 'done';
  // By which clock its time is over would be a guess.
  if (record.sentAt === undefined && deps.clock.isInDoubt?.() === true) return { againInMs: soonAgainMs };
  if (record.sentAt === undefined) mustBeSealed(deps, record, story);
  const action = actionNamed(deps, record.action);
  if (record.state === 'approved') {
    mustEndInTime(record);
    const may = await mayStill(deps, record);
    if (may === 'wait') return { againInMs: soonAgainMs };
    if (may === 'stopped') return 'done';
  }
  const owner = deps.ids.uuid();
  await reach(deps, 'execute:before-claim', id);
  const claimed = record.state === 'approved' ? await claim(deps, record, owner) : await takeOver(deps, record, owner);
  if (claimed === 'busy') return { againInMs: busyAgainMs };
  if (claimed === 'gone') return notOurs;
  await reach(deps, 'execute:after-claim', id);
  deps.jobs.kick();
  const ending =
    record.sentAt === undefined ? await carryOut(deps, action, record, owner, lease) : await proven(deps, action, record, story);
  if (ending === 'over') return notOurs;
  return (await finish(deps, action, record, owner, ending)) ? 'done' : notOurs;
}

/** Of what was sent before a crash only the proof is left; if something else has changed what it rests on, nothing can tell. */
async function proven(deps: ApprovalDeps, action: AnyAction, record: RequestRecord, story: Story): Promise<Ending> {
  try {
    mustBeAsSent(deps, record, story);
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    deps.log.error(
      { request: record.id, changed: error.differences.map(({ label }) => label) },
      'what was sent was changed since',
    );
    return { event: 'lose', explanation: changedSinceSay, isChangedOutside: true };
  }
  return recover(deps, action, {
    record,
    input: action.input.parse(record.input),
    snapshot: record.snapshot,
    context: contextOf(record),
  });
}

async function carryOut(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  owner: string,
  lease: Lease,
): Promise<Ending | 'over'> {
  const [input, context] = [action.input.parse(record.input), contextOf(record)];
  const look = await readyToSend(deps, action, record, input, owner);
  if (look === 'over') return 'over';
  if ('event' in look) return (await endIfTooLate(deps, record, owner)) ? 'over' : look;
  const { snapshot } = look.found;
  await reach(deps, 'execute:before-sent', record.id);
  const marked = await markSent(deps, record, owner, look);
  if (marked === 'over') return 'over';
  if ('stopped' in marked) return { event: 'facts-changed', differences: marked.stopped };
  await reach(deps, 'execute:after-sent', record.id);
  if (record.decidedAt !== undefined)
    deps.observe?.sent({
      action: record.action,
      sinceApprovedMs: deps.clock.now().getTime() - record.decidedAt.getTime(),
    });
  // When it is not ours any more, others may have said that nobody knows whether it happened: then it must not happen after that.
  const left = { leftMs: () => Math.min(marked.leftMs(), lease.leftMs()) };
  const ending = await send(deps, action, { record, input, snapshot, context }, left);
  if (ending !== 'not-sent') return ending;
  if (marked.leftMs() > 0 && lease.leftMs() <= 0) return interrupted;
  await endUnsent(deps, record, owner);
  return 'over';
}

/** Before anything is claimed: people who said yes, and who asked, may have left since. Slack that says nothing is waited for. */
async function mayStill(deps: ApprovalDeps, record: RequestRecord): Promise<'yes' | 'wait' | 'stopped'> {
  const counts = await stillCounts(deps, record);
  if (counts === 'wait') return counts;
  if ('seats' in counts) return 'yes';
  const explanation = counts.stopped;
  await deps.db.transaction().execute((tx) =>
    change(deps, tx, {
      id: record.id,
      action: record.action,
      from: 'approved',
      event: 'facts-changed',
      actor: 'app',
      set: { finished_at: deps.clock.now() },
      details: { explanation },
      journal: { why: 'who asked or approved it no longer counts' },
    }),
  );
  deps.jobs.kick();
  return 'stopped';
}

/**
 * The facts, who still counts and the branches, just before it is sent; read together, for somebody waits. While Slack says nothing it
 * waits, until its time is over.
 */
async function readyToSend(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  owner: string,
): Promise<Ending | { found: Assessment; seats: Voters['seats'] } | 'over'> {
  for (;;) {
    const [look, counts, tree] = await Promise.all([
      lookAgain(deps, action, record, input),
      stillCounts(deps, record),
      readBranchTree(deps, action),
    ]);
    if ('event' in look) return look;
    if (counts !== 'wait' && 'stopped' in counts) return { event: 'facts-changed', explanation: counts.stopped };
    const still = await stillDrawable(deps, record, tree);
    if (counts !== 'wait' && still !== 'wait')
      return { seats: counts.seats, found: { ...assessmentOf(action, input, look.snapshot, tree), ...still } };
    if (await endIfTooLate(deps, record, owner)) return 'over';
    await deps.clock.sleep(soonAgainMs);
  }
}

async function stillCounts(
  deps: ApprovalDeps,
  record: RequestRecord,
): Promise<{ seats: Voters['seats'] } | 'wait' | { stopped: string }> {
  try {
    const still = await stillApproved(deps, record);
    return 'why' in still ? { stopped: still.why } : still;
  } catch (error) {
    if (!isSlackSilent(error)) throw error;
    const { message } = asFault(error);
    warnSeldom(deps, '', { request: record.id, err: { message } }, 'Slack does not say who still counts; it waits');
    return 'wait';
  }
}

/** What is seen now, or that it ends here: it cannot be looked at, or is not what the decision rests on. */
async function lookAgain(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
): Promise<Ending | { snapshot: unknown }> {
  let snapshot: unknown;
  try {
    snapshot = await readAgain(deps, action, input);
  } catch (error) {
    await closeGone(deps, error);
    return notStarted(deps, record, error);
  }
  const differences = [
    ...differencesOf(
      record.facts ?? {},
      speaking('en', () => action.fingerprint(snapshot)),
    ),
    ...(await happenedBefore(deps, action, record, input, snapshot)),
  ];
  return differences.length > 0 ? { event: 'facts-changed', differences } : { snapshot };
}

/** Reads what the decision rests on once more; a back office that hiccups gets a second try, since nothing was written yet. */
async function readAgain(deps: ApprovalDeps, action: AnyAction, input: unknown): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return JSON.parse(JSON.stringify(await action.precheck(deps.readers, input, precheckAt(deps))));
    } catch (error) {
      const { code } = asFault(error);
      const passing = code === 'upstream_down' || code === 'upstream_malformed' || code === 'upstream_unreachable';
      if (!passing || attempt >= factsTries) throw error;
      await deps.clock.sleep(500);
    }
  }
}

/** Nothing was written: either the world moved on, or it could not be looked at. */
function notStarted(deps: ApprovalDeps, record: RequestRecord, error: unknown): Ending {
  const fault = asFault(error);
  if (fault.code === 'refused' || fault.code === 'not_found') return { event: 'facts-changed', explanation: fault.say };
  deps.log.warn({ ref: fault.ref, request: record.id, code: fault.code, err: fault }, 'the facts could not be read again');
  return {
    event: 'fail',
    explanation: speak('Nothing was changed: the facts could not be read again just before. {say}', { say: fault.say }),
  };
}

/** Which customer it made; what cannot be looked up stays unnamed, which the always-asking cases take for any of them. */
async function createdBy(deps: ApprovalDeps, action: AnyAction, input: unknown, result: unknown): Promise<string | undefined> {
  try {
    return await action.creates?.(deps.readers, input, result);
  } catch (error) {
    deps.log.warn({ action: action.name, err: asFault(error) }, 'which customer was created could not be looked up');
    return undefined;
  }
}

async function finish(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  owner: string,
  ending: Ending,
): Promise<boolean> {
  const input = ending.event === 'succeed' ? action.input.parse(record.input) : undefined;
  const snapshot = ending.snapshot ?? record.snapshot;
  const outcome =
    ending.event === 'succeed'
      ? {
          ...keptWords(() => ({
            one: action.render(snapshot, input, redactorForOne(deps.policy.privacy), ending.result),
            many: action.render(snapshot, input, redactorForMany(), ending.result),
          })),
          // Without an answer nobody knows who failed, and the proof has said that nobody did.
          again: ending.result === undefined ? undefined : action.again?.(input, ending.result),
        }
      : undefined;
  const created = ending.event === 'succeed' ? await createdBy(deps, action, input, ending.result) : undefined;
  const until = ending.event === 'succeed' ? action.opens?.(snapshot, input).until : undefined;
  await reach(deps, 'execute:before-finish', record.id);
  const isOurs = await deps.db.transaction().execute((tx) =>
    change(deps, tx, {
      id: record.id,
      action: record.action,
      from: 'running',
      event: ending.event,
      actor: 'app',
      owner,
      set: { finished_at: deps.clock.now(), owner: null },
      details: {
        outcome: outcome ? JSON.stringify(outcome) : null,
        differences: ending.differences ? JSON.stringify(ending.differences) : null,
        explanation: ending.explanation === undefined ? null : keptInBoth(ending.explanation),
      },
      frees: record.subjects,
      // What limits look back at (given.ts).
      journal: created === undefined ? undefined : { created },
      personal: ending.differences ? { differences: ending.differences } : undefined,
      jobs: [
        ...(ending.isChangedOutside === true ? [{ kind: 'owners', ref: `changed:${record.id}` } as const] : []),
        // Drawn once more when its time is over.
        ...(until === undefined ? [] : [{ kind: 'envelope', ref: record.id, at: new Date(until) } as const]),
      ],
    }),
  );
  if (isOurs && ending.event === 'succeed' && record.amount !== undefined && until === undefined)
    deps.observe?.gave(record.amount);
  await reach(deps, 'execute:after-finish', record.id);
  deps.jobs.kick();
  return isOurs;
}
