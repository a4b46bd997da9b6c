import { newSalt } from '../journal/seals.ts';
import type { Json } from '../lib/json.ts';
import { actionNamed, type Core, reach } from './core.ts';
import { askedStatement } from './seal/statement.ts';

export type Asking = {
  action: string;
  input: unknown;
  reason: string;
  asker: string;
  /** What makes a repeated delivery the same ask: derived from the trigger that opened the form. */
  origin: string;
  /** The view that is to show what becomes of it. */
  viewId?: string;
  /** The request that this one repeats. */
  parent?: string;
};

/**
 * Puts a request on the disk and returns its id; asking again with the same origin returns the first one's. Nothing is read or decided
 * yet: that is the intake's, so that Slack gets its answer after one commit and no back office.
 * Throws ZodError when the input is not the action's: forms check before they ask.
 */
export async function ask(core: Core, asking: Asking): Promise<{ id: string; isNew: boolean }> {
  const action = actionNamed(core, asking.action);
  const input = action.input.parse(asking.input);
  const id = core.ids.reference();
  const stored = JSON.parse(JSON.stringify(input)) as unknown;
  const askedAt = core.clock.now();
  const salt = newSalt();
  const subjects = action.subjects(input);
  const beneficiary = action.beneficiary?.(input);
  const { asker, origin, parent, reason } = asking;
  // Nobody who can write to the database can ask in somebody's name.
  const sealed = askedStatement({
    id,
    action: action.name,
    asker,
    askedAt,
    origin,
    parent,
    subjects,
    beneficiary,
    input: stored,
    reason,
    salt,
  });
  const seal = core.seals.seal(sealed);
  await reach(core, 'ask:before-commit', id);
  const outcome = await core.db.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('requests')
      .values({
        id,
        origin,
        action: action.name,
        state: 'checking',
        asker,
        asked_at: askedAt,
        touches: 1,
        votes_needed: 0,
        parent: parent ?? null,
        version: 1,
        subjects: JSON.stringify(subjects),
        beneficiary: beneficiary ?? null,
        seal,
      })
      .onConflict((conflict) => conflict.column('origin').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const first = await tx.selectFrom('requests').select('id').where('origin', '=', origin).executeTakeFirstOrThrow();
      return { id: first.id, isNew: false };
    }
    await tx
      .insertInto('request_details')
      .values({ request_id: id, input: JSON.stringify(stored), reason, salt })
      .execute();
    if (asking.viewId !== undefined) {
      await tx
        .insertInto('copies')
        .values({ request_id: id, kind: 'modal', channel: 'modal', ts: asking.viewId, person: asker, drawn_version: 1 })
        .onConflict((conflict) => conflict.columns(['channel', 'ts']).doUpdateSet({ request_id: id, drawn_version: 1 }))
        .execute();
    }
    await core.journal.append(tx, {
      kind: 'request.asked',
      requestId: id,
      actor: asker,
      data: { action: action.name, sealed, seal },
      personal: { input: stored as Json, reason }, // safe: it has just come out of JSON
    });
    await core.jobs.schedule(tx, 'intake', id);
    return { id, isNew: true };
  });
  await reach(core, 'ask:after-commit', outcome.id);
  core.jobs.kick();
  return outcome;
}
