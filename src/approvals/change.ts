import { sql, type UpdateObject } from 'kysely';
import type { Db, Schema } from '../db/schema.ts';
import type { Json } from '../lib/json.ts';
import type { Core } from './core.ts';
import { next, type RequestEvent, type RequestState } from './machine.ts';
import { notificationsFor } from './policy/grants.ts';
import type { Statement } from './seal/statement.ts';
import { storyOf } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';

/** One change of state: what caused it, what else is stored with it, and what the journal tells. */
export type Change = {
  id: string;
  action: string;
  from: RequestState;
  event: RequestEvent;
  actor: string;
  set?: UpdateObject<Schema, 'requests'>;
  details?: UpdateObject<Schema, 'request_details'>;
  /** Must hold besides the state; a running request is only ended by who runs it. */
  owner?: string;
  journal?: Json;
  personal?: Json;
  /** What was sealed with it, and the seal: with them the journal alone can be judged. */
  sealed?: { sealed: Statement; seal: string };
  vote?: Json;
};

/**
 * Changes a request's state in the caller's transaction, together with its journal entry and the jobs that redraw and tell it. False
 * when the request was not in `from` any more: somebody else was first, and nothing was done.
 */
export async function change(
  core: Core,
  tx: Db,
  { id, action, from, event, actor, set, details, owner, journal, personal, sealed, vote }: Change,
): Promise<boolean> {
  const to = next(from, event);
  if (to === undefined) throw new Error(`no way from ${from} by ${event}`);
  let update = tx
    .updateTable('requests')
    .set({ ...set, state: to, ...(to === 'approved' ? { approved_by_database: sql<Date>`clock_timestamp()` } : {}) })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', from);
  if (owner !== undefined) update = update.where('owner', '=', owner);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  // The row is held now: what the journal says of it does not change before this is over.
  const story = await storyOf(core, tx, id);
  if (story.state !== from) throw new Tampered(id, [changedOutside('State')]);
  if (details) await tx.updateTable('request_details').set(details).where('request_id', '=', id).execute();
  await core.journal.append(tx, {
    kind: `request.${to}`,
    requestId: id,
    actor,
    data: {
      action,
      ...(journal !== undefined ? { facts: journal } : {}),
      ...sealed,
      ...(vote !== undefined ? { vote } : {}),
    },
    ...(personal !== undefined ? { personal } : {}),
  });
  await tellOf(core, tx, { id, action, state: to });
  return true;
}

/** Has a request's new state drawn, and told where the policy says so. */
export async function tellOf(
  core: Core,
  tx: Db,
  { id, action, state }: { id: string; action: string; state: RequestState },
): Promise<void> {
  await core.jobs.schedule(tx, 'draw', id);
  const channels = isTold(state) ? notificationsFor(core.policy, state, action) : [];
  for (const channel of channels) await core.jobs.schedule(tx, 'notify', `${id}:${state}:${channel}`);
}

type Told = Exclude<RequestState, 'checking' | 'refused'>;

function isTold(state: RequestState): state is Told {
  return state !== 'checking' && state !== 'refused';
}

/** Frees what a request kept from others, in the transaction that ends it, and wakes those that waited for it. */
export async function releaseSubjects(core: Core, tx: Db, record: { id: string; subjects: readonly string[] }): Promise<void> {
  await tx.deleteFrom('subject_locks').where('request_id', '=', record.id).execute();
  if (record.subjects.length === 0) return;
  const waiting = await tx
    .selectFrom('requests')
    .select('id')
    .where('state', '=', 'approved')
    .where('id', '!=', record.id)
    .where(sql<boolean>`subjects ?| ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(record.subjects)}::jsonb))`)
    .execute();
  for (const { id } of waiting) await core.jobs.schedule(tx, 'execute', id);
}
