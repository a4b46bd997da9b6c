import { sql } from 'kysely';
import { asFault } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Rate } from './policy/types.ts';
import { yesesTo } from './store/lists.ts';
import { askerOf } from './store/one.ts';

/** So long the same people need not be written down again. */
const notedForMs = 30_000;

/** Writes down who decides, as `noteDeciders` does, but the same people not again at every card. */
export function createDeciderNotes(): typeof noteDeciders {
  const noted = new Map<string, { people: string; atMs: number }>();
  return async (deps, role, people) => {
    const [those, nowMs] = [[...people].sort().join(), deps.clock.now().getTime()];
    const last = noted.get(role);
    if (last?.people === those && Math.abs(nowMs - last.atMs) < notedForMs) return;
    await noteDeciders(deps, role, people);
    noted.set(role, { people: those, atMs: nowMs });
  };
}

/**
 * Remembers since when these people hold a role. Anyone who held it when it was first looked at has held it always, as far as anybody knows;
 * anyone who leaves it and comes back is new.
 */
export async function noteDeciders(deps: ApprovalDeps, role: string, people: readonly string[]): Promise<void> {
  if (deps.policy.oversight.newMemberMs === null || people.length === 0) return;
  await quietly(deps, async () => {
    const known = await deps.db.selectFrom('deciders').select('person').where('role', '=', role).execute();
    const since = known.length === 0 ? new Date(0) : deps.clock.now();
    await deps.db
      .insertInto('deciders')
      .values(people.map((person) => ({ role, person, since })))
      .onConflict((conflict) => conflict.columns(['role', 'person']).doNothing())
      .execute();
    await deps.db
      .deleteFrom('deciders')
      .where('role', '=', role)
      .where('person', 'not in', [...people])
      .execute();
  });
}

/** Who decides within minutes of joining a group: it may be that they joined to decide. */
export async function overseeNewMember(deps: ApprovalDeps, voter: string, roles: readonly string[]): Promise<void> {
  const within = deps.policy.oversight.newMemberMs;
  if (within === null || deps.tellOwners === undefined || roles.length === 0) return;
  await quietly(deps, async () => {
    for (const role of roles) {
      const known = await deps.db.selectFrom('deciders').selectAll().where('role', '=', role).execute();
      const since = known.find(({ person }) => person === voter)?.since;
      // Where nobody has looked yet, nobody can say who is new.
      const isNew = known.length > 0 && (since === undefined || deps.clock.now().getTime() - since.getTime() <= within);
      if (!isNew) return;
    }
    deps.tellOwners?.({
      key: `new member ${voter}`,
      say: () =>
        speak('<@{voter}> approved a request shortly after joining a group that may decide it ({roles}).', {
          voter,
          roles: roles.join(', '),
        }),
    });
  });
}

/** What the policy's owners hear about: two who approve each other too often, reveals that pile up. It stops nothing, and never throws. */
export async function overseeVote(deps: ApprovalDeps, id: string, voter: string): Promise<void> {
  const rate = deps.policy.oversight.mutual;
  if (rate === null || deps.tellOwners === undefined) return;
  await quietly(deps, async () => {
    const asker = await askerOf(deps.db, id);
    if (asker === undefined) return;
    const lately = since(deps, rate);
    const [there, back] = await Promise.all([
      yesesTo(deps.db, { voter, asker, since: lately }),
      yesesTo(deps.db, { voter: asker, asker: voter, since: lately }),
    ]);
    if (there === 0 || back === 0 || there + back <= rate.most) return;
    const pair = [voter, asker].sort();
    deps.tellOwners?.({
      key: `mutual approvals of ${pair.join(' and ')}`,
      say: () =>
        speak(
          '<@{one}> and <@{other}> approved each other’s requests {times} times lately. The policy’s oversight.mutual asks to tell you above {most}.',
          { one: pair[0] ?? '', other: pair[1] ?? '', times: there + back, most: rate.most },
        ),
    });
  });
}

export async function overseeReveal(deps: ApprovalDeps, actor: string): Promise<void> {
  const rate = deps.policy.oversight.reveals;
  if (rate === null || deps.tellOwners === undefined) return;
  await quietly(deps, async () => {
    const { times } = await deps.db
      .selectFrom('journal')
      .select(sql<number>`count(*)::int`.as('times'))
      .where('actor', '=', actor)
      .where('kind', 'like', 'reveal.%')
      .where('at', '>=', since(deps, rate).toISOString())
      .executeTakeFirstOrThrow();
    if (times <= rate.most) return;
    deps.tellOwners?.({
      key: `reveals of ${actor}`,
      say: () =>
        speak(
          '<@{actor}> revealed customers’ data {times} times lately. The policy’s oversight.reveals asks to tell you above {most}.',
          { actor, times, most: rate.most },
        ),
    });
  });
}

function since(deps: ApprovalDeps, { withinMs }: Rate): Date {
  return new Date(deps.clock.now().getTime() - withinMs);
}

async function quietly(deps: ApprovalDeps, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    deps.log.warn({ err: asFault(error) }, 'what the owners hear about could not be looked at');
  }
}
