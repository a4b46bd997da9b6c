import { sql } from 'kysely';
import { asFault } from '../errors.ts';
import type { Core } from './core.ts';
import type { Rate } from './policy/types.ts';

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
