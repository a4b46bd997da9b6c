import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { type Core, reach } from './core.ts';
import { decidersOf, fallbackRole } from './deciders.ts';
import type { RequestState } from './machine.ts';
import type { Copy, Gallery, Place, Queue } from './ports.ts';
import { loadRequest, loadRequests } from './request.ts';

/** A Home has room for about this many entries of each list. */
const mostInQueue = 20;
const mostAskedFor = 10;
const askedForDays = 7;

export function createGallery(core: Core): Gallery {
  const { db } = core;
  return {
    load: (id) => loadRequest(db, id),

    async stateOf(origin) {
      const row = await db.selectFrom('requests').select('state').where('origin', '=', origin).executeTakeFirst();
      return row?.state as RequestState | undefined; // safe: only the machine's states are written
    },

    async copiesOf(id) {
      const rows = await db.selectFrom('copies').selectAll().where('request_id', '=', id).execute();
      return rows.map(
        (row): Copy => ({
          kind: row.kind as Copy['kind'], // safe: a check constraint of the table lists the kinds
          channel: row.channel,
          ts: row.ts,
          person: row.person ?? undefined,
          drawnVersion: row.drawn_version,
        }),
      );
    },

    async announce(id, { kind, channel, person = '' }) {
      await db
        .insertInto('announced_copies')
        .values({ request_id: id, kind, channel, person })
        .onConflict((conflict) => conflict.columns(['request_id', 'kind', 'person']).doUpdateSet({ channel }))
        .execute();
    },

    recant: (id, place) => recant(db, id, place),

    async announced(id) {
      const rows = await db.selectFrom('announced_copies').selectAll().where('request_id', '=', id).execute();
      return rows.map(
        ({ kind, channel, person }): Place => ({
          kind: kind as Place['kind'], // safe: only announce writes it
          channel,
          person: person === '' ? undefined : person,
        }),
      );
    },

    async addCopy(id, copy) {
      await db.transaction().execute(async (tx) => {
        await recant(tx, id, copy);
        await keepCopy(tx, id, copy);
      });
    },
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

    async escalateesOf(record) {
      if (!record.escalated || record.escalateRole === undefined) return [];
      const holders = await core.directory.holders(record.escalateRole, {
        freshMs: 60_000,
        withinMs: 5_000,
        stale: 'on-trouble',
      });
      return holders.filter(({ id }) => id !== record.asker);
    },
    approversOf: (record) => decidersOf(core, record, 'on-trouble'),
    queueOf: (person) => queueOf(core, person),

    async homesAmong(people) {
      if (people.length === 0) return [];
      const rows = await db.selectFrom('homes').select('person').where('person', 'in', people).execute();
      return rows.map(({ person }) => person);
    },

    async redrawHomes(people) {
      for (const { person, at } of await homeMoments(core, people)) await core.jobs.schedule(db, 'home', person, at);
      core.jobs.kick();
    },

    async redraw(id) {
      await core.jobs.schedule(db, 'draw', id);
      core.jobs.kick();
    },

    async redrawIn(channel) {
      const rows = await db.selectFrom('copies').select('request_id').distinct().where('channel', '=', channel).execute();
      for (const { request_id } of rows) await core.jobs.schedule(db, 'draw', request_id);
      core.jobs.kick();
    },

    reach: (step, id) => reach(core, step, id),
  };
}

/** Between two drawings of one Home: ten people's Homes then stay under the 100 a minute that Slack promises (docs/slack-limits.md). */
const homeEveryMs = 8_000;

/** When each of these Homes is to be drawn: now, or so long after the last time that what changes in a row is drawn once. */
async function homeMoments({ db, clock }: Core, people: readonly string[]): Promise<{ person: string; at: Date }[]> {
  if (people.length === 0) return [];
  const now = clock.now();
  const inAWhile = new Date(now.getTime() + homeEveryMs).toISOString();
  const lately = new Date(now.getTime() - homeEveryMs).toISOString();
  const rows = await db
    .updateTable('homes')
    // A moment further ahead than that is from a clock that was wrong.
    .set({
      drawn_at: sql<Date>`CASE
        WHEN drawn_at > ${now.toISOString()}::timestamptz AND drawn_at <= ${inAWhile}::timestamptz THEN drawn_at
        WHEN drawn_at > ${lately}::timestamptz AND drawn_at <= ${now.toISOString()}::timestamptz
          THEN drawn_at + ${`${homeEveryMs} milliseconds`}::interval
        ELSE ${now.toISOString()}::timestamptz END`,
    })
    .where('person', 'in', [...people])
    .returning(['person', 'drawn_at'])
    .execute();
  return rows.map(({ person, drawn_at }) => ({ person, at: drawn_at ?? now }));
}

/** One transaction with what replaces it: a copy is either announced or kept. */
async function recant(db: Db, id: string, { kind, person = '' }: Pick<Place, 'kind' | 'person'>): Promise<void> {
  await db
    .deleteFrom('announced_copies')
    .where('request_id', '=', id)
    .where('kind', '=', kind)
    .where('person', '=', person)
    .execute();
}

async function keepCopy(db: Db, id: string, { kind, channel, ts, person, drawnVersion }: Copy): Promise<void> {
  await db
    .insertInto('copies')
    .values({ request_id: id, kind, channel, ts, person: person ?? null, drawn_version: drawnVersion })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'ts'])
        .doUpdateSet({ drawn_version: sql<number>`GREATEST(copies.drawn_version, excluded.drawn_version)` }),
    )
    .execute();
}

async function queueOf(core: Core, person: string): Promise<Queue> {
  const { db } = core;
  const roles = await core.directory.rolesOf(person, { freshMs: 60_000, withinMs: 4_000 });
  const since = new Date(core.clock.now().getTime() - askedForDays * 24 * 3_600_000);
  const decidable = roles.length === 0 ? [] : await decidableBy(core, person, roles);
  const asked = await db
    .selectFrom('requests')
    .select('id')
    .where('asker', '=', person)
    .where('state', 'not in', ['checking', 'refused'])
    .where((row) => row.or([row('asked_at', '>=', since), row('state', 'in', ['pending', 'approved', 'running', 'unknown'])]))
    .orderBy('asked_at', 'desc')
    .limit(mostAskedFor)
    .execute();
  return {
    toDecide: await loadRequests(db, decidable.slice(0, mostInQueue)),
    askedFor: await loadRequests(
      db,
      asked.map(({ id }) => id),
    ),
    toDecideTotal: decidable.length,
  };
}

/** What waits for this person: oldest first, and nothing they asked for or have voted on. */
async function decidableBy(core: Core, person: string, roles: readonly string[]): Promise<string[]> {
  const rows = await core.db
    .selectFrom('requests')
    .select('id')
    .where('state', 'in', ['pending', 'unknown'])
    .where('asker', '!=', person)
    .where((row) =>
      row.or([
        row(sql<string>`coalesce(role, ${fallbackRole})`, 'in', roles),
        row.and([row('escalate_role', 'in', roles), row('escalate_at', '<=', core.clock.now())]),
      ]),
    )
    .where((row) =>
      row.or([
        row('state', '=', 'unknown'),
        row.not(
          row.exists(
            row
              .selectFrom('votes')
              .select('votes.person')
              .whereRef('votes.request_id', '=', 'requests.id')
              .where('votes.person', '=', person),
          ),
        ),
      ]),
    )
    .orderBy('asked_at')
    .limit(200)
    .execute();
  return rows.map(({ id }) => id);
}
