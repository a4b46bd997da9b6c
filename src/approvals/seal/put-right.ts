import type { Db } from '../../db/schema.ts';
import { releaseSubjects, tellOf } from '../change.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { Difference } from '../request.ts';
import { putRequestBack, stopChangedOutside } from '../store/changes.ts';
import { loadRequest } from '../store/load.ts';
import { lockForRepair, type RepairRow } from '../store/one.ts';
import { endedPart } from './ended.ts';
import { agrees, isPastStopping, type Story, storyOf } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

/** Does the work; if it finds that something else changed a request, that one is put right and `otherwise` is the answer. */
export async function unlessTampered<T>(deps: ApprovalDeps, work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    await putRight(deps, error.requestId, error.differences);
    return otherwise;
  }
}

/**
 * What becomes of a request that something other than this app changed: one that is over, or sent, goes back to what the journal says;
 * any other stops as *Facts changed*. Either is an entry, and reaches the policy's owners.
 */
export async function putRight(deps: ApprovalDeps, id: string, differences: readonly Difference[]): Promise<void> {
  const done = await deps.db.transaction().execute(async (tx) => {
    const row = await lockForRepair(tx, id);
    if (row === undefined) return 'nothing';
    const story = await storyOf(deps, tx, id);
    const isWhereItShouldBe = agrees(story, row);
    // Two replicas may have seen it; or it moved on between two reads, and nothing is wrong with it.
    if (isWhereItShouldBe && differences.every(({ label }) => label === 'State')) return 'nothing';
    // What is over, or sent, can't stop; that something of it was changed is told all the same.
    if (isWhereItShouldBe && isPastStopping(story)) await noteChanged(deps, tx, row, story, differences);
    else if (isPastStopping(story)) await putBack(deps, tx, row, story);
    else await stop(deps, tx, row, isWhereItShouldBe ? differences : [...differences, changedOutside('State')]);
    await deps.jobs.schedule(tx, 'owners', `changed:${id}`);
    return 'put right';
  });
  if (done === 'nothing') return;
  deps.log.error(
    { request: id, changed: differences.map(({ label }) => label) },
    'a request was changed in the database by something other than this app',
  );
  deps.jobs.kick();
}

async function putBack(deps: ApprovalDeps, tx: Db, row: RepairRow, story: Story): Promise<void> {
  const { state, since, sentAt } = story;
  if (state === undefined) throw new Error('only what the journal tells of is put back');
  await putRequestBack(tx, row.id, { state, sentAt, since: since ?? deps.clock.now() });
  await deps.journal.append(tx, {
    kind: 'request.put-back',
    requestId: row.id,
    actor: 'app',
    data: { action: row.action, facts: { state, was: row.state } },
  });
  await deps.jobs.schedule(tx, 'draw', row.id);
  if (state === 'running') await deps.jobs.schedule(tx, 'execute', row.id);
  else await releaseSubjects(deps, tx, row);
}

const changedKind = 'request.changed-outside';

async function noteChanged(
  deps: ApprovalDeps,
  tx: Db,
  row: RepairRow,
  story: Story,
  differences: readonly Difference[],
): Promise<void> {
  // Another replica has stopped it for that, or it was told before.
  if (story.state === 'stale' || story.entries.some(({ kind }) => kind === changedKind)) return;
  await deps.journal.append(tx, {
    kind: changedKind,
    requestId: row.id,
    actor: 'app',
    data: { action: row.action, facts: { changedOutside: unique(differences).map(({ label }) => label), was: row.state } },
  });
}

async function stop(deps: ApprovalDeps, tx: Db, row: RepairRow, differences: readonly Difference[]): Promise<void> {
  const shown = unique(differences);
  await stopChangedOutside(tx, row.id, { at: deps.clock.now(), differences: shown });
  const record = await loadRequest(tx, row.id);
  await deps.journal.append(tx, {
    kind: 'request.stale',
    requestId: row.id,
    actor: 'app',
    data: {
      action: row.action,
      facts: { changedOutside: shown.map(({ label }) => label), was: row.state },
      ...(record && endedPart(record)),
    },
  });
  await tellOf(deps, tx, { id: row.id, action: row.action, state: 'stale' });
  await releaseSubjects(deps, tx, row);
}

function unique(differences: readonly Difference[]): Difference[] {
  return [...new Map(differences.map((one) => [one.label, one])).values()];
}
