import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { releaseSubjects, tellOf } from '../change.ts';
import type { Core } from '../core.ts';
import type { RequestState } from '../machine.ts';
import type { Difference } from '../request.ts';
import { agrees, isPastStopping, type Story, storyOf } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

/** Does the work; where it finds that something else changed a request, that one is put right and `otherwise` is the answer. */
export async function unlessTampered<T>(core: Core, work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    await putRight(core, error.requestId, error.differences);
    return otherwise;
  }
}

/**
 * What becomes of a request that something other than this app changed: one that is over, or sent, goes back to what the journal says;
 * any other stops as *Facts changed*. Either is an entry, and reaches the policy's owners.
 */
export async function putRight(core: Core, id: string, differences: readonly Difference[]): Promise<void> {
  const done = await core.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('requests')
      .select(['id', 'action', 'state', 'sent_at', 'subjects'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return 'nothing';
    const story = await storyOf(core, tx, id);
    const state = row.state as RequestState; // safe: a check constraint of the table lists the states
    const isWhereItShouldBe = agrees(story, { state, sent_at: row.sent_at });
    // Two replicas may have seen it; or it moved on between two reads, and nothing is wrong with it.
    if (isWhereItShouldBe && (isPastStopping(story) || differences.every(({ label }) => label === 'State'))) return 'nothing';
    if (isPastStopping(story)) await putBack(core, tx, { ...row, state }, story);
    else await stop(core, tx, { ...row, state }, isWhereItShouldBe ? differences : [...differences, changedOutside('State')]);
    await core.jobs.schedule(tx, 'owners', `changed:${id}`);
    return 'put right';
  });
  if (done === 'nothing') return;
  core.log.error(
    { request: id, changed: differences.map(({ label }) => label) },
    'a request was changed in the database by something other than this app',
  );
  core.jobs.kick();
}

type Row = { id: string; action: string; state: RequestState; subjects: string[] };

async function putBack(core: Core, tx: Db, row: Row, story: Story): Promise<void> {
  const { state, since, sentAt } = story;
  if (state === undefined) throw new Error('only what the journal tells of is put back');
  const isOpen = state === 'running' || state === 'unknown';
  await tx
    .updateTable('requests')
    .set({
      state,
      owner: null,
      sent_at: sentAt ?? null,
      finished_at: isOpen ? null : sql<Date>`coalesce(finished_at, ${since ?? core.clock.now()})`,
    })
    .set((requests) => ({ version: requests('version', '+', 1) }))
    .where('id', '=', row.id)
    .execute();
  await core.journal.append(tx, {
    kind: 'request.put-back',
    requestId: row.id,
    actor: 'app',
    data: { action: row.action, facts: { state, was: row.state } },
  });
  await core.jobs.schedule(tx, 'draw', row.id);
  if (state === 'running') await core.jobs.schedule(tx, 'execute', row.id);
  else await releaseSubjects(core, tx, row);
}

async function stop(core: Core, tx: Db, row: Row, differences: readonly Difference[]): Promise<void> {
  const shown = unique(differences);
  await tx
    .updateTable('requests')
    .set({ state: 'stale', owner: null, finished_at: core.clock.now() })
    .set((requests) => ({ version: requests('version', '+', 1) }))
    .where('id', '=', row.id)
    .execute();
  await tx
    .insertInto('request_details')
    .values({ request_id: row.id, input: 'null', reason: '', differences: JSON.stringify(shown) })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet({ differences: JSON.stringify(shown) }))
    .execute();
  await core.journal.append(tx, {
    kind: 'request.stale',
    requestId: row.id,
    actor: 'app',
    data: { action: row.action, facts: { changedOutside: shown.map(({ label }) => label), was: row.state } },
  });
  await tellOf(core, tx, { id: row.id, action: row.action, state: 'stale' });
  await releaseSubjects(core, tx, row);
}

function unique(differences: readonly Difference[]): Difference[] {
  return [...new Map(differences.map((one) => [one.label, one])).values()];
}
