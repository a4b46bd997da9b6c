import type { Db } from '../db/schema.ts';
import { asksForMore } from './ask-policy.ts';
import type { Assessment } from './assess.ts';
import { change, releaseSubjects } from './change.ts';
import type { Core } from './core.ts';
import { expireNow, isTooLate } from './expire.ts';
import { type Difference, loadRequest, type RequestRecord } from './request.ts';
import { mustBeSealed, mustEndInTime, notGiven, yesOf } from './seal/check.ts';
import { storyOf } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';

/** Makes an approved request this attempt's own, or ends it when its time is over. */
export async function claim(core: Core, record: RequestRecord, owner: string): Promise<'mine' | 'busy' | 'gone'> {
  try {
    return await core.db.transaction().execute(async (tx) => {
      if (await isTooLate(core, tx, record)) {
        await expireNow(core, tx, record, 'execute');
        return 'gone';
      }
      await holdSubjects(tx, record);
      const changed = await change(core, tx, {
        id: record.id,
        action: record.action,
        from: 'approved',
        event: 'claim',
        actor: 'app',
        set: { owner },
      });
      return changed ? 'mine' : 'gone';
    });
  } catch (error) {
    if (error instanceof SubjectBusy) return 'busy';
    throw error;
  }
}

/** Another request has the same customer, account or card; rolls the claim back. */
class SubjectBusy extends Error {}

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

export async function takeOver(core: Core, record: RequestRecord, owner: string): Promise<'mine' | 'gone'> {
  let query = core.db.updateTable('requests').set({ owner }).where('id', '=', record.id).where('state', '=', 'running');
  query = record.owner === undefined ? query.where('owner', 'is', null) : query.where('owner', '=', record.owner);
  const { numUpdatedRows } = await query.executeTakeFirst();
  if (numUpdatedRows !== 1n) return 'gone';
  return (await endIfTooLate(core, record, owner)) ? 'gone' : 'mine';
}

/** Ends what was claimed and not sent once its time is over; what was sent has an outcome, and only that ends it. */
export async function endIfTooLate(core: Core, record: RequestRecord, owner: string): Promise<boolean> {
  if (record.sentAt !== undefined) return false;
  const ended = await core.db.transaction().execute(async (tx) => {
    if (!(await isTooLate(core, tx, record)) || !(await expireNow(core, tx, record, 'execute', owner))) return false;
    await releaseSubjects(core, tx, record);
    return true;
  });
  if (ended) core.jobs.kick();
  return ended;
}

/** `over`: it is not ours any more, or its time is over and it has ended here. `stopped`: it must not be sent, and why. */
export type Marked = 'sent' | 'over' | { stopped: Difference[] };

/** Marks it as sent, unless something says no: nothing is sent before this is on the disk, nor a second time. @throws Tampered */
export async function markSent(core: Core, record: RequestRecord, owner: string, found: Assessment): Promise<Marked> {
  try {
    return await core.db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('requests')
        .set({ sent_at: core.clock.now() })
        .where('id', '=', record.id)
        .where('state', '=', 'running')
        .where('owner', '=', owner)
        .where('sent_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return 'over';
      await mustBeGiven(core, tx, record, found);
      await tx
        .updateTable('request_details')
        .set({ seen: JSON.stringify(found.seen) })
        .where('request_id', '=', record.id)
        .execute();
      await core.journal.append(tx, {
        kind: 'request.sent',
        requestId: record.id,
        actor: 'app',
        data: { action: record.action, seal: record.seal ?? null },
      });
      // Looked at last: whoever waited for the row or for the journal has waited before this.
      if (await isTooLate(core, tx, record)) throw new TooLate();
      return 'sent';
    });
  } catch (error) {
    if (error instanceof Stopped) return { stopped: error.differences };
    if (!(error instanceof TooLate)) throw error;
    await endIfTooLate(core, record, owner);
    return 'over';
  }
}

/** The seals hold over what is about to be sent, the journal has not seen it sent, and the policy of now asks for no more than was given. */
async function mustBeGiven(core: Core, tx: Db, record: RequestRecord, found: Assessment): Promise<void> {
  const now = await loadRequest(tx, record.id);
  if (now === undefined) throw new Tampered(record.id, [changedOutside('Request')]);
  // What is sent was read before; who said yes, and whether it has been sent, is read now.
  const asSent = { ...record, state: 'running', sentAt: undefined, votes: now.votes, executeBy: now.executeBy } as const;
  mustBeSealed(core, asSent, await storyOf(core, tx, record.id));
  mustEndInTime(asSent);
  const stopped = notGiven(core, asSent);
  if (stopped.length === 0) stopped.push(...(await asksForMore(core, tx, asSent, yesOf(asSent).length, found)));
  if (stopped.length > 0) throw new Stopped(stopped);
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
