import { actionNamed, type Core, reach } from './core.ts';

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
  await reach(core, 'ask:before-commit', id);
  const outcome = await core.db.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('requests')
      .values({
        id,
        origin: asking.origin,
        action: action.name,
        state: 'checking',
        asker: asking.asker,
        asked_at: core.clock.now(),
        touches: 1,
        votes_needed: 0,
        parent: asking.parent ?? null,
        version: 1,
        subjects: JSON.stringify(action.subjects(input)),
        beneficiary: action.beneficiary?.(input) ?? null,
      })
      .onConflict((conflict) => conflict.column('origin').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const first = await tx.selectFrom('requests').select('id').where('origin', '=', asking.origin).executeTakeFirstOrThrow();
      return { id: first.id, isNew: false };
    }
    await tx
      .insertInto('request_details')
      .values({ request_id: id, input: JSON.stringify(input), reason: asking.reason })
      .execute();
    if (asking.viewId !== undefined) {
      await tx
        .insertInto('copies')
        .values({ request_id: id, kind: 'modal', channel: 'modal', ts: asking.viewId, person: asking.asker, drawn_version: 1 })
        .onConflict((conflict) => conflict.columns(['channel', 'ts']).doUpdateSet({ request_id: id, drawn_version: 1 }))
        .execute();
    }
    await core.journal.append(tx, {
      kind: 'request.asked',
      requestId: id,
      actor: asking.asker,
      data: { action: action.name },
      personal: { input: JSON.parse(JSON.stringify(input)), reason: asking.reason },
    });
    await core.jobs.schedule(tx, 'intake', id);
    return { id, isNew: true };
  });
  await reach(core, 'ask:after-commit', outcome.id);
  core.jobs.kick();
  return outcome;
}
