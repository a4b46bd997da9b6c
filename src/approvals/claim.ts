import { z } from 'zod';
import type { Db } from '../db/schema.ts';
import { asksForMore } from './ask-policy.ts';
import type { Assessment } from './assess.ts';
import { change, releaseSubjects } from './change.ts';
import type { ApprovalDeps } from './deps.ts';
import { expireNow, isTooLate, type TimeLeft, timeLeft } from './expire.ts';
import type { Difference, RequestRecord } from './request.ts';
import { RestoredMeanwhile } from './restored.ts';
import { mustBeSealed, mustEndInTime, notGiven, yesOf } from './seal/check.ts';
import { seenDigest } from './seal/statement.ts';
import { loadWithStory, type Story, storyOf } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { noteSent, setDetails, takeOverFrom } from './store/changes.ts';
import { holdOpen } from './store/one.ts';
import type { Voters } from './voters.ts';

/** Makes an approved request this attempt's own, or ends it when its time is over. */
export async function claim(deps: ApprovalDeps, record: RequestRecord, owner: string): Promise<'mine' | 'busy' | 'gone'> {
  try {
    return await deps.db.transaction().execute(async (tx) => {
      if (await isTooLate(deps, tx, record)) {
        await expireNow(deps, tx, record, 'execute');
        return 'gone';
      }
      await holdSubjects(tx, record);
      const changed = await change(deps, tx, {
        id: record.id,
        action: record.action,
        from: 'approved',
        event: 'claim',
        actor: 'app',
        set: { owner },
      });
      if (!changed) throw new ClaimedElsewhere();
      return 'mine';
    });
  } catch (error) {
    if (error instanceof SubjectBusy) return 'busy';
    if (error instanceof ClaimedElsewhere) return 'gone';
    throw error;
  }
}

/** Another request has the same customer, account or card; rolls the claim back. */
class SubjectBusy extends Error {}

/** Another process has carried it out since it was read; rolls the claim back, else its subjects would be held for ever. */
class ClaimedElsewhere extends Error {}

/** One row a subject, in one order for everybody, so that two claims cannot wait for each other. */
async function holdSubjects(tx: Db, record: RequestRecord): Promise<void> {
  for (const subject of [...record.subjects].sort()) {
    const held = await tx
      .insertInto('subject_locks')
      .values({ subject, request_id: record.id })
      .onConflict((conflict) => conflict.column('subject').doNothing())
      .executeTakeFirst();
    if (held.numInsertedOrUpdatedRows === 0n) throw new SubjectBusy();
  }
}

export async function takeOver(deps: ApprovalDeps, record: RequestRecord, owner: string): Promise<'mine' | 'gone'> {
  if (!(await takeOverFrom(deps.db, record.id, { was: record.owner, owner }))) return 'gone';
  return (await endIfTooLate(deps, record, owner)) ? 'gone' : 'mine';
}

/** Ends what was claimed and not sent once its time is over; what was sent has an outcome, and only that ends it. */
export async function endIfTooLate(deps: ApprovalDeps, record: RequestRecord, owner: string): Promise<boolean> {
  if (record.sentAt !== undefined) return false;
  return endAsExpired(deps, record, owner, (tx) => isTooLate(deps, tx, record));
}

/** Ends what was marked as sent and then, for its time was over, did not go out. */
export async function endUnsent(deps: ApprovalDeps, record: RequestRecord, owner: string): Promise<void> {
  await endAsExpired(deps, record, owner, async () => true);
}

async function endAsExpired(
  deps: ApprovalDeps,
  record: RequestRecord,
  owner: string,
  isOver: (tx: Db) => Promise<boolean>,
): Promise<boolean> {
  const ended = await deps.db.transaction().execute(async (tx) => {
    if (!(await isOver(tx)) || !(await expireNow(deps, tx, record, 'execute', owner))) return false;
    await releaseSubjects(deps, tx, record);
    return true;
  });
  if (ended) deps.jobs.kick();
  return ended;
}

/** A `TimeLeft`: it may be sent. `over`: it is not ours any more, or its time is over and it has ended here. `stopped`: why it must not be sent. */
export type Marked = TimeLeft | 'over' | { stopped: Difference[] };

/** Marks it as sent, unless something says no: nothing is sent before this is on the disk, nor a second time. @throws Tampered */
export async function markSent(
  deps: ApprovalDeps,
  record: RequestRecord,
  owner: string,
  now: { found: Assessment; seats: Voters['seats'] },
): Promise<Marked> {
  const { found } = now;
  try {
    const left = await deps.db.transaction().execute(async (tx): Promise<TimeLeft | 'over'> => {
      if (!(await noteSent(tx, record.id, { owner, at: deps.clock.now() }))) return 'over';
      await mustBeGiven(deps, tx, record, now);
      await setDetails(tx, record.id, { seen: JSON.stringify(found.snapshot) });
      await deps.journal.append(tx, {
        kind: 'request.sent',
        requestId: record.id,
        actor: 'app',
        data: { action: record.action, seal: record.seal ?? null, seen: seenDigest(record.salt, found.snapshot) },
      });
      // Looked at last: anyone who waited for the row or for the journal has waited before this.
      const left = await timeLeft(deps, tx, record);
      if (left.isRestored) throw new RestoredMeanwhile();
      if (left.leftMs() <= 0) throw new TooLate();
      return left;
    });
    if (left === 'over') return left;
    deps.limits.noteOver(record.id);
    await mustBeOnDisk(deps, record.id);
    return left;
  } catch (error) {
    if (error instanceof Stopped) return { stopped: error.differences };
    if (!(error instanceof TooLate)) throw error;
    await endIfTooLate(deps, record, owner);
    return 'over';
  }
}

/** Somebody who may change tables can make the database take an entry and keep none. @throws Tampered */
async function mustBeOnDisk(deps: ApprovalDeps, id: string): Promise<void> {
  const { sentAt } = await storyOf(deps, deps.db, id);
  if (sentAt === undefined) throw new Tampered(id, [changedOutside('Journal')]);
}

/** The seals hold over what is about to be sent, the journal has not seen it sent, and the policy of now asks for no more than was given. */
async function mustBeGiven(
  deps: ApprovalDeps,
  tx: Db,
  record: RequestRecord,
  { found, seats }: { found: Assessment; seats: Voters['seats'] },
): Promise<void> {
  // Anyone who closes it is before this, or waits until this is on the disk.
  if (record.envelope !== undefined) await holdOpen(tx, record.envelope);
  const loaded = await loadWithStory(deps, tx, record.id);
  if (loaded === undefined) throw new Tampered(record.id, [changedOutside('Request')]);
  const { record: now, story } = loaded;
  // What is sent was read before; who said yes, and whether it has been sent, is read now.
  const asSent = { ...record, state: 'running', sentAt: undefined, votes: now.votes, executeBy: now.executeBy } as const;
  mustBeSealed(deps, asSent, story);
  mustEndInTime(asSent);
  await mustBeUnsent(deps, tx, record.id, story);
  const stopped = [...notGiven(deps, asSent), ...movedSince(story, found)];
  if (stopped.length === 0) {
    const saidYes = yesOf(asSent);
    const given = new Map([...seats].filter(([person]) => saidYes.includes(person)));
    stopped.push(...(await asksForMore(deps, tx, asSent, given, found)));
  }
  if (stopped.length > 0) throw new Stopped(stopped);
}

const Admitted = z.object({ facts: z.object({ branches: z.array(z.number().nullable()) }) });

/** A yes, and the right to ask, were for the branches of then. */
function movedSince({ entries }: Story, found: Assessment): Difference[] {
  const told = entries.map(({ data }) => Admitted.safeParse(data).data).findLast((one) => one !== undefined);
  const words = (branches: readonly (number | null | undefined)[]) =>
    branches.map((branch) => branch ?? 'not known').join(', ') || 'none';
  const [before, after] = [words(told?.facts.branches ?? found.branches), words(found.branches)];
  return before === after ? [] : [{ label: 'Branch', before, after }];
}

/** The entries that would tell that it was sent may have been cut out: then the rest of the journal shows it. @throws Tampered */
async function mustBeUnsent(deps: ApprovalDeps, tx: Db, id: string, { entries }: Story): Promise<void> {
  const since = entries[0]?.seq;
  const doubt = since === undefined ? 'it tells nothing' : await deps.limits.doubtOf(tx, { id, since });
  if (doubt === undefined) return;
  deps.log.error({ request: id, doubt }, 'the journal may have told that this was sent already');
  throw new Tampered(id, [changedOutside('Journal')]);
}

/** Rolls the mark back: it is not to be sent. */
class Stopped extends Error {
  readonly differences: Difference[];

  constructor(differences: Difference[]) {
    super('it is not to be sent');
    this.differences = differences;
  }
}

/** Rolls the mark back. */
class TooLate extends Error {}
