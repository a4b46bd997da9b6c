import type { AnyAction } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { asStored } from '../journal/entries.ts';
import { judgeHash } from '../journal/hashing.ts';
import { isRestored } from '../journal/restore.ts';
import { restoredRanges } from '../journal/restored.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Difference, RequestRecord } from './request.ts';
import { contextOf } from './request.ts';
import { inputsSentSince } from './store/lists.ts';

/** How often a job looks whether somebody has gone on from a restored database. */
const goOnAgainMs = 1_000;

export const restoredSay =
  'Wheelhouse’s database was restored from a backup, so nothing is asked for, decided or sent until an owner presses Go on.';

/** Does the job, but not while the database is a restored one that nobody has accepted. */
export async function unlessRestored(deps: ApprovalDeps, work: () => Promise<JobResult>): Promise<JobResult> {
  if (await isRestored(deps.db)) return { againInMs: goOnAgainMs };
  try {
    return await work();
  } catch (error) {
    // What is claimed stays claimed, and is taken up when somebody has gone on.
    if (error instanceof RestoredMeanwhile) return { againInMs: goOnAgainMs };
    throw error;
  }
}

/** Thrown if something was about to be sent or decided: rolls that back. */
export class RestoredMeanwhile extends Error {
  constructor() {
    super('the database was restored, and nobody has gone on from there');
  }
}

/** In the transaction, after the journal is held: a mark that was set meanwhile counts. @throws RestoredMeanwhile */
export async function mustNotBeRestored(tx: Db): Promise<void> {
  if (await isRestored(tx)) throw new RestoredMeanwhile();
}

/**
 * What shows that a request has happened in a time that the database lost, or that somebody else has done the same since it was asked for:
 * it is not sent then.
 */
export async function happenedBefore(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  snapshot: unknown,
): Promise<Difference[]> {
  const strangers = await strangersOf(deps, action, record, input, snapshot);
  if (strangers.length > 0 || !(await wasAskedBeforeRestore(deps, record))) return strangers;
  const found = await proofOf(deps, action, record, input);
  if (found === 'not-done') return [];
  return [
    {
      label: 'Database',
      before: 'as it was when this was asked for',
      after:
        found === 'done'
          ? 'restored from a backup; this has happened already'
          : 'restored from a backup; it can’t be told if this has happened already',
    },
  ];
}

async function strangersOf(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  snapshot: unknown,
): Promise<Difference[]> {
  const made = action.alreadyMade;
  if (made === undefined) return [];
  const found = made.since(record.snapshot, snapshot);
  if (found.length === 0) return [];
  const sent = await sentRequests(
    deps,
    found.flatMap(({ requestId }) => requestId ?? []),
  );
  const others = found.filter(({ requestId }) => requestId === undefined || !sent.has(requestId));
  // Where the back office gives no reference back, as many are ours as we have sent and not found by their reference.
  const nameless = others.filter(({ requestId }) => requestId === undefined);
  const unfound = await ownSince(deps, action, record, input, sent);
  const ours = new Set(nameless.slice(0, unfound));
  return others
    .filter((one) => !ours.has(one))
    .map(({ what }) => ({ label: made.label, before: 'not there when this was asked for', after: `${what} is there already` }));
}

/** Those of these requests that the journal says were sent. */
async function sentRequests(
  { db, keys }: Pick<ApprovalDeps, 'db' | 'keys'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('kind', '=', 'request.sent')
    .where('request_id', 'in', [...ids])
    .execute();
  // One that this app has not written says nothing: else somebody could call a voucher ours that is not.
  const ours = rows.map(asStored).filter((entry) => entry.keyId !== null && judgeHash(entry, keys.find) === 'good');
  return new Set(ours.flatMap(({ requestId }) => requestId ?? []));
}

/** How many things like this one our other requests have made since it was asked for, less those found by their reference. */
async function ownSince(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
  found: ReadonlySet<string>,
): Promise<number> {
  if (record.beneficiary === undefined) return 0;
  const rows = await inputsSentSince(deps.db, {
    id: record.id,
    action: action.name,
    beneficiary: record.beneficiary,
    since: record.askedAt,
  });
  const same = rows.filter(({ id, input: other }) => {
    const parsed = action.input.safeParse(other);
    return !found.has(id) && parsed.success && action.alreadyMade?.isSame(input, parsed.data) === true;
  });
  return same.length * (action.alreadyMade?.each(record.snapshot) ?? 1);
}

async function wasAskedBeforeRestore(deps: ApprovalDeps, record: RequestRecord): Promise<boolean> {
  const [last] = (await restoredRanges(deps.db, deps.keys.find)).slice(-1);
  if (last === undefined) return false;
  const asked = await deps.db
    .selectFrom('journal')
    .select('seq')
    .where('request_id', '=', record.id)
    .where('kind', '=', 'request.asked')
    .executeTakeFirst();
  return asked === undefined || asked.seq < last.seq;
}

/** One look at the action's own proof, as after a lost answer. */
async function proofOf(
  deps: ApprovalDeps,
  action: AnyAction,
  record: RequestRecord,
  input: unknown,
): Promise<'done' | 'not-done' | 'cannot-tell'> {
  try {
    return (await action.verify?.(deps.readers, input, record.snapshot, contextOf(record))) ?? 'cannot-tell';
  } catch (error) {
    deps.log.warn(
      { request: record.id, err: { message: asFault(error).message } },
      'after a restore it can’t be told if this was done before',
    );
    return 'cannot-tell';
  }
}
