import { sql } from 'kysely';
import { asFault } from '../errors.ts';
import type { Core } from './core.ts';
import type { Rate } from './policy/types.ts';

/**
 * Remembers since when these people hold a role. Whoever held it when it was first looked at has held it always, as far as anybody knows;
 * whoever leaves it and comes back is new.
 */
export async function noteDeciders(core: Core, role: string, people: readonly string[]): Promise<void> {
  if (core.policy.oversight.newMemberMs === null || people.length === 0) return;
  await quietly(core, async () => {
    const known = await core.db.selectFrom('deciders').select('person').where('role', '=', role).execute();
    const since = known.length === 0 ? new Date(0) : core.clock.now();
    await core.db
      .insertInto('deciders')
      .values(people.map((person) => ({ role, person, since })))
      .onConflict((conflict) => conflict.columns(['role', 'person']).doNothing())
      .execute();
    await core.db
      .deleteFrom('deciders')
      .where('role', '=', role)
      .where('person', 'not in', [...people])
      .execute();
  });
}

/** Who decides within minutes of joining a group: it may be that they joined to decide. */
export async function overseeNewMember(core: Core, voter: string, roles: readonly string[]): Promise<void> {
  const within = core.policy.oversight.newMemberMs;
  if (within === null || core.tellOwners === undefined || roles.length === 0) return;
  await quietly(core, async () => {
    for (const role of roles) {
      const known = await core.db.selectFrom('deciders').selectAll().where('role', '=', role).execute();
      const since = known.find(({ person }) => person === voter)?.since;
      // Where nobody has looked yet, nobody can say who is new.
      const isNew = known.length > 0 && (since === undefined || core.clock.now().getTime() - since.getTime() <= within);
      if (!isNew) return;
    }
    core.tellOwners?.({
      key: `new member ${voter}`,
      say: `<@${voter}> approved a request shortly after joining a group that may decide it (${roles.join(', ')}).`,
    });
  });
}

/** What the policy's owners hear about: two who approve each other too often, reveals that pile up. It stops nothing, and never throws. */
export async function overseeVote(core: Core, id: string, voter: string): Promise<void> {
  const rate = core.policy.oversight.mutual;
  if (rate === null || core.tellOwners === undefined) return;
  await quietly(core, async () => {
    const request = await core.db.selectFrom('requests').select('asker').where('id', '=', id).executeTakeFirst();
    if (request === undefined) return;
    const { asker } = request;
    const [there, back] = await Promise.all([yesesOf(core, voter, asker, rate), yesesOf(core, asker, voter, rate)]);
    if (there === 0 || back === 0 || there + back <= rate.most) return;
    const pair = [voter, asker].sort();
    core.tellOwners?.({
      key: `mutual approvals of ${pair.join(' and ')}`,
      say: `<@${pair[0]}> and <@${pair[1]}> approved each other's requests ${there + back} times lately. The policy's oversight.mutual asks to tell you above ${rate.most}.`,
    });
  });
}

export async function overseeReveal(core: Core, actor: string): Promise<void> {
  const rate = core.policy.oversight.reveals;
  if (rate === null || core.tellOwners === undefined) return;
  await quietly(core, async () => {
    const { times } = await core.db
      .selectFrom('journal')
      .select(sql<number>`count(*)::int`.as('times'))
      .where('actor', '=', actor)
      .where('kind', 'like', 'reveal.%')
      .where('at', '>=', since(core, rate).toISOString())
      .executeTakeFirstOrThrow();
    if (times <= rate.most) return;
    core.tellOwners?.({
      key: `reveals of ${actor}`,
      say: `<@${actor}> revealed customers' data ${times} times lately. The policy's oversight.reveals asks to tell you above ${rate.most}.`,
    });
  });
}

async function yesesOf(core: Core, voter: string, asker: string, rate: Rate): Promise<number> {
  const { times } = await core.db
    .selectFrom('votes')
    .innerJoin('requests', 'requests.id', 'votes.request_id')
    .select(sql<number>`count(*)::int`.as('times'))
    .where('votes.person', '=', voter)
    .where('votes.verdict', '=', 'approve')
    .where('requests.asker', '=', asker)
    .where('votes.at', '>=', since(core, rate))
    .executeTakeFirstOrThrow();
  return times;
}

function since(core: Core, { withinMs }: Rate): Date {
  return new Date(core.clock.now().getTime() - withinMs);
}

async function quietly(core: Core, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    core.log.warn({ err: asFault(error) }, 'what the owners hear about could not be looked at');
  }
}
