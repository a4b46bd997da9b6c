import { type QueryCreator, sql } from 'kysely';
import type { Db, Schema } from '../db/schema.ts';
import { calledFor } from './away/called.ts';
import { decidersOf } from './deciders.ts';
import { type ApprovalDeps, reach } from './deps.ts';
import { createDeciderNotes } from './oversight.ts';
import type { Copy, Place, PostedMessages } from './ports.ts';
import { queueOf, severalOf } from './queue.ts';
import { createShown } from './seal/shown.ts';
import { keepWritten, placesOf } from './store/copies.ts';
import { headOf, requestByOrigin } from './store/one.ts';

const mostHomesTold = 5_000;

export function createPostedMessages(deps: ApprovalDeps): PostedMessages {
  const { db } = deps;
  const shown = createShown(deps);
  const note = createDeciderNotes();
  /** By request: of which version whose Homes have been told. A card that waits for its turn is looked at often. */
  const homesTold = new Map<string, string>();
  return {
    load: async (id) => (await shown([id]))[0],

    headOf: (id) => headOf(db, id),
    stateOf: async (origin) => (await requestByOrigin(db, origin))?.state,

    copiesOf: async (id) => (await placesOf(db, id)).copies,
    placesOf: (id) => placesOf(db, id),

    async announce(id, { kind, channel, person = '' }) {
      await db
        .insertInto('announced_copies')
        .values({ request_id: id, kind, channel, person })
        .onConflict((conflict) => conflict.columns(['request_id', 'kind', 'person']).doUpdateSet({ channel }))
        .execute();
    },

    async recant(id, place) {
      await recanting(db, id, place).execute();
    },

    addCopy: (id, copy) => keepCopy(db, id, copy),
    async markDrawn({ channel, ts }, version) {
      await db
        .updateTable('copies')
        .set({ drawn_version: sql<number>`GREATEST(drawn_version, ${version})` })
        .where('channel', '=', channel)
        .where('ts', '=', ts)
        .execute();
    },

    async drawnOver({ channel, ts }, version) {
      await db
        .updateTable('copies')
        .set({ drawn_version: version })
        .where('channel', '=', channel)
        .where('ts', '=', ts)
        .execute();
    },

    async dropCopy({ channel, ts }) {
      await db.deleteFrom('copies').where('channel', '=', channel).where('ts', '=', ts).execute();
    },

    keepMessage: (id, place) => keepWritten(db, id, place),

    async forgetMessage({ channel, ts }) {
      await db.deleteFrom('written_messages').where('channel', '=', channel).where('ts', '=', ts).execute();
    },

    async escalateesOf(record) {
      if (!record.escalated || record.escalateRole === undefined) return [];
      const holders = await deps.directory.holders(record.escalateRole, {
        freshMs: 60_000,
        withinMs: 5_000,
        stale: 'on-trouble',
      });
      return calledFor(
        deps,
        record,
        holders.filter(({ id }) => id !== record.asker && !record.barred.includes(id)),
      );
    },
    approversOf: async (record) => calledFor(deps, record, await decidersOf(deps, record, { stale: 'on-trouble', note })),
    queueOf: (person, from) => queueOf(deps, shown, person, from),
    severalOf: (person, action) => severalOf(deps, shown, person, action),

    async turnHome(person, from) {
      await db
        .updateTable('homes')
        .set({ shown_from: Math.max(0, from) })
        .where('person', '=', person)
        .execute();
    },

    async redrawHomes({ id, version }, concerned) {
      const isForAll = concerned === 'everybody';
      const people = isForAll ? await db.selectFrom('homes').select('person').execute().then(namesOf) : concerned;
      const told = `${version} ${[...people].sort().join()}`;
      if (homesTold.get(id) === told) return;
      const moments = await homeMoments(deps, people, isForAll ? everybodysHomeEveryMs : homeEveryMs);
      await deps.jobs.scheduleAll(
        db,
        moments.map(({ person, at }) => ({ kind: 'home', ref: person, at })),
      );
      if (homesTold.size >= mostHomesTold) homesTold.clear();
      homesTold.set(id, told);
      if (moments.length > 0) deps.jobs.kick();
    },

    async redraw(id) {
      await deps.jobs.schedule(db, 'draw', id);
      deps.jobs.kick();
    },

    async redrawIn(channel) {
      const rows = await db.selectFrom('copies').select('request_id').distinct().where('channel', '=', channel).execute();
      for (const { request_id } of rows) await deps.jobs.schedule(db, 'draw', request_id);
      deps.jobs.kick();
    },

    reach: (step, id) => reach(deps, step, id),
  };
}

/** Between two drawings of one Home: ten people's Homes then stay under the 100 a minute that Slack promises (docs/slack-limits.md). */
const homeEveryMs = 8_000;
/** The same where everybody's Home shows it: forty open Homes stay under that, too, and none is older than thirty seconds. */
const everybodysHomeEveryMs = 24_000;

const namesOf = (rows: readonly { person: string }[]): string[] => rows.map(({ person }) => person);

/** When each of these Homes is to be drawn: now, or so long after the last time that what changes in a row is drawn once. */
async function homeMoments(
  { db, clock }: ApprovalDeps,
  people: readonly string[],
  everyMs: number,
): Promise<{ person: string; at: Date }[]> {
  if (people.length === 0) return [];
  const now = clock.now();
  const inAWhile = new Date(now.getTime() + everyMs).toISOString();
  const lately = new Date(now.getTime() - everyMs).toISOString();
  const rows = await db
    .updateTable('homes')
    // A moment further ahead than that is from a clock that was wrong.
    .set({
      drawn_at: sql<Date>`CASE
        WHEN drawn_at > ${now.toISOString()}::timestamptz AND drawn_at <= ${inAWhile}::timestamptz THEN drawn_at
        WHEN drawn_at > ${lately}::timestamptz AND drawn_at <= ${now.toISOString()}::timestamptz
          THEN drawn_at + ${`${everyMs} milliseconds`}::interval
        ELSE ${now.toISOString()}::timestamptz END`,
    })
    .where('person', 'in', [...people])
    .returning(['person', 'drawn_at'])
    .execute();
  return rows.map(({ person, drawn_at }) => ({ person, at: drawn_at ?? now }));
}

function recanting(db: QueryCreator<Schema>, id: string, { kind, person = '' }: Pick<Place, 'kind' | 'person'>) {
  return db.deleteFrom('announced_copies').where('request_id', '=', id).where('kind', '=', kind).where('person', '=', person);
}

/** One statement with the end of its announcement: a copy is either announced or kept. */
async function keepCopy(db: Db, id: string, copy: Copy): Promise<void> {
  const { kind, channel, ts, person, drawnVersion } = copy;
  await db
    .with('recanted', (within) => recanting(within, id, copy))
    .insertInto('copies')
    .values({ request_id: id, kind, channel, ts, person: person ?? null, drawn_version: drawnVersion })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'ts'])
        .doUpdateSet({ drawn_version: sql<number>`GREATEST(copies.drawn_version, excluded.drawn_version)` }),
    )
    .execute();
}
