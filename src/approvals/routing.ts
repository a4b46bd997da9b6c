import { z } from 'zod';
import { readBranchTree } from './branch-tree.ts';
import type { ApprovalDeps } from './deps.ts';
import { type RequestState, takesIn } from './machine.ts';
import type { Routing } from './ports.ts';
import { storyOf } from './seal/story.ts';

/** What the entry that took a request in says of it, beside what its row has. Older entries say nothing of branches. */
const Taken = z.object({
  facts: z.object({
    risk: z.string(),
    branches: z.array(z.number().nullable()).optional(),
    givesMore: z.boolean().optional(),
  }),
});

export function createRouting(deps: ApprovalDeps): Routing {
  const { db, policy } = deps;
  return {
    async factsOf({ id, action, risk, amount }, state) {
      if (risk === undefined) return undefined;
      const { entries } = await storyOf(deps, db, id);
      if (!entries.some(({ kind }) => kind === `request.${state}`)) return undefined;
      const taken = entries
        .filter(({ kind }) => takesIn(kind))
        .flatMap(({ data }) => Taken.safeParse(data).data ?? [])
        .at(-1);
      if (taken === undefined) return undefined;
      const { branches, givesMore } = taken.facts;
      const isAsked = policy.notifications.some(({ match }) => match.branches !== undefined);
      return {
        action,
        risk,
        amount,
        givesMore,
        branches: branches?.map((branch) => branch ?? undefined) ?? [undefined],
        tree: isAsked ? await readBranchTree(deps) : 'not-considered',
      };
    },

    async hold(channel, { id, state, at, until }) {
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('held_notices')
          .values({ channel, request_id: id, state, at, until })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await deps.jobs.schedule(tx, 'quiet', channel, until);
      });
    },

    async held(channel) {
      const rows = await db.selectFrom('held_notices').selectAll().where('channel', '=', channel).orderBy('at').execute();
      return rows.map(({ request_id: id, state, at, until }) => ({
        id,
        state: state as RequestState, // safe: only hold writes it
        at,
        until,
      }));
    },

    async drop(channel, notices) {
      for (const { id, state } of notices)
        await db
          .deleteFrom('held_notices')
          .where('channel', '=', channel)
          .where('request_id', '=', id)
          .where('state', '=', state)
          .execute();
    },
  };
}
