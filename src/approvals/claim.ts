import type { Db } from '../db/schema.ts';
import { change, releaseSubjects } from './change.ts';
import type { Core } from './core.ts';
import { expireNow, isTooLate } from './expire.ts';
import type { RequestRecord } from './request.ts';

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

/** False when it is not ours any more, or when its time is over: then it has ended here. */
export async function markSent(core: Core, record: RequestRecord, owner: string, seen: unknown): Promise<boolean> {
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
      if (numUpdatedRows === 0n) return false;
      await tx
        .updateTable('request_details')
        .set({ seen: JSON.stringify(seen) })
        .where('request_id', '=', record.id)
        .execute();
      await core.journal.append(tx, {
        kind: 'request.sent',
        requestId: record.id,
        actor: 'app',
        data: { action: record.action },
      });
      // Looked at last: whoever waited for the row or for the journal has waited before this.
      if (await isTooLate(core, tx, record)) throw new TooLate();
      return true;
    });
  } catch (error) {
    if (!(error instanceof TooLate)) throw error;
    await endIfTooLate(core, record, owner);
    return false;
  }
}

/** Rolls the mark back. */
class TooLate extends Error {}
