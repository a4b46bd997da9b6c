import type { Db } from '../db/schema.ts';
import type { ScheduledJob } from '../jobs/schedule.ts';
import type { Json } from '../lib/json.ts';
import type { ApprovalDeps } from './deps.ts';
import { isIn, isShown, next, type RequestEvent, type RequestState } from './machine.ts';
import { notificationsFor } from './policy/grants.ts';
import { receiversOf } from './policy/webhooks.ts';
import { longestPassingMs } from './ports.ts';
import { endedPart, tellsOfEnd } from './seal/ended.ts';
import type { Statement } from './seal/statement.ts';
import { type Story, storyOfRows } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { countVersionUp, type DetailValues, moveRequest, type RequestValues, setDetails } from './store/changes.ts';
import { freeSubjects } from './store/lists.ts';
import { loadRequest } from './store/load.ts';
import { stepIn } from './workflow-origin.ts';

/** What a change needs: the command line makes some, too, and has no more than this. */
export type ChangeDeps = Pick<ApprovalDeps, 'clock' | 'journal' | 'keys'> & {
  jobs: Pick<ApprovalDeps['jobs'], 'schedule' | 'scheduleAll'>;
  policy: Pick<ApprovalDeps['policy'], 'notifications' | 'webhooks'>;
};

/** One change of state: what caused it, what else is stored with it, and what the journal tells. */
export type StateChange = {
  id: string;
  action: string;
  from: RequestState;
  event: RequestEvent;
  actor: string;
  set?: RequestValues;
  details?: DetailValues;
  /** Must hold besides the state; a running request is only ended by who runs it. */
  owner?: string;
  journal?: Json;
  personal?: Json;
  /** What was sealed with it, and the seal: with them the journal alone can be judged; and a digest of what was read. */
  sealed?: { sealed: Statement; seal: string; seen: string };
  vote?: Json;
  /** What the journal says of it, if it was read while the row was held. */
  story?: Story;
  /** What else follows from it. */
  jobs?: readonly ScheduledJob[];
  /** What it kept from others and keeps no more; those that wait for it are woken. */
  frees?: readonly string[];
};

/**
 * Changes a request's state in the caller's transaction, together with its journal entry and the jobs that redraw and tell it. False
 * when the request was not in `from` any more: somebody else was first, and nothing was done.
 */
export async function change(
  deps: ChangeDeps,
  tx: Db,
  {
    id,
    action,
    from,
    event,
    actor,
    set,
    details,
    owner,
    journal,
    personal,
    sealed,
    vote,
    jobs = [],
    frees,
    ...known
  }: StateChange,
): Promise<boolean> {
  const to = next(from, event);
  if (to === undefined) throw new Error(`no way from ${from} by ${event}`);
  const changed = await moveRequest(tx, { id, from, to, owner, set, needsEntries: known.story === undefined });
  if (changed === undefined) return false;
  const story = known.story ?? storyOfRows(deps, changed.entries);
  if (story.state !== from) throw new Tampered(id, [changedOutside('State')]);
  if (details) await setDetails(tx, id, details);
  // Also of a refusal: the form that says so may be closed by then.
  const waited = changed.votes_needed > 0 || changed.decide_by !== null || from === 'unknown';
  const tellsAsker = to === 'refused' || (waited && isIn('told', to) && !(to === 'cancelled' && actor === changed.asker));
  // Its envelope's cards show what is left.
  const envelope = isIn('spent', from) === isIn('spent', to) ? null : changed.envelope;
  if (envelope !== null) await countVersionUp(tx, [envelope]);
  const woken = frees === undefined ? [] : await freeSubjects(tx, { id, subjects: frees });
  // The step of a workflow that it was asked for from ends with it.
  const execution = stepIn(changed.origin);
  await deps.jobs.scheduleAll(tx, [
    ...(envelope === null ? [] : [{ kind: 'draw', ref: envelope } as const]),
    ...tellingOf(deps, { id, action, state: to, isPassing: event === 'approve' || event === 'claim' }),
    ...(execution === undefined ? [] : [{ kind: 'workflow-step', ref: execution } as const]),
    ...(tellsAsker ? [{ kind: 'remind', ref: `${id}:${changed.asker}:ended-${to}` } as const] : []),
    ...woken.map((ref) => ({ kind: 'execute', ref }) as const),
    ...jobs,
  ]);
  const record = tellsOfEnd(to) ? await loadRequest(tx, id) : undefined;
  // Last: from here to the commit all others wait for the journal.
  await deps.journal.append(tx, {
    kind: `request.${to}`,
    requestId: id,
    actor,
    data: {
      action,
      facts: journal,
      ...sealed,
      vote,
      ...(record && endedPart(record)),
    },
    personal,
  });
  return true;
}

type NewState = { id: string; action: string; state: RequestState; isPassing?: boolean };

/** Has a request's new state drawn, and told if the policy says so. */
export async function tellOf(deps: ChangeDeps, tx: Db, state: NewState): Promise<void> {
  await deps.jobs.scheduleAll(tx, tellingOf(deps, state));
}

function tellingOf(deps: ChangeDeps, { id, action, state, isPassing = false }: NewState): ScheduledJob[] {
  const drawnAt = new Date(deps.clock.now().getTime() + (isPassing ? longestPassingMs : 0));
  const channels = isShown(state) ? notificationsFor(deps.policy, state, action) : [];
  const receivers = isShown(state) ? receiversOf(deps.policy, state, action) : [];
  return [
    { kind: 'draw', ref: id, at: drawnAt },
    ...[...new Set(channels)].map((channel): ScheduledJob => ({ kind: 'notify', ref: `${id}:${state}:${channel}` })),
    ...[...new Set(receivers)].map((receiver): ScheduledJob => ({ kind: 'webhook', ref: `${id}:${receiver}` })),
  ];
}

/** Frees what a request kept from others, in the transaction that ends it, and wakes those that waited for it. */
export async function releaseSubjects(
  deps: Pick<ChangeDeps, 'jobs'>,
  tx: Db,
  record: { id: string; subjects: readonly string[] },
): Promise<void> {
  const waiting = await freeSubjects(tx, record);
  await deps.jobs.scheduleAll(
    tx,
    waiting.map((ref) => ({ kind: 'execute', ref })),
  );
}
