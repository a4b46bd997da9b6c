import type { ApprovalDeps } from './deps.ts';
import { noteDeciders } from './oversight.ts';
import type { Standing } from './ports.ts';
import type { RequestRecord } from './request.ts';

/** The role that decides where no rule named one. */
export const fallbackRole = 'lead';

/** The roles that may decide a request now: the rule's, and once it has been waiting too long the one it escalates to. */
export function decidingRoles(
  request: { role: string | undefined; escalateRole: string | undefined; escalateAt: Date | undefined },
  now: Date,
): string[] {
  const role = request.role ?? fallbackRole;
  const isEscalated = request.escalateRole !== undefined && request.escalateAt !== undefined && request.escalateAt <= now;
  return isEscalated && request.escalateRole !== undefined ? [...new Set([role, request.escalateRole])] : [role];
}

/** Nobody's right rests on this: it names people on cards and tells whom to remind. Who presses is looked up by themselves. */
const look = { freshMs: 60_000, withinMs: 5_000 } as const;

/** Who could decide it now: holders of the deciding roles in good standing, less the asker. */
export async function decidersOf(
  deps: ApprovalDeps,
  record: RequestRecord,
  { stale, note = noteDeciders }: { stale?: 'on-trouble'; note?: typeof noteDeciders } = {},
): Promise<Standing[]> {
  const roles = decidingRoles(record, deps.clock.now());
  const how = stale === undefined ? look : { ...look, stale };
  const lists = await Promise.all(roles.map((role) => deps.directory.holders(role, how)));
  for (const [place, role] of roles.entries())
    await note(
      deps,
      role,
      (lists[place] ?? []).map(({ id }) => id),
    );
  const byId = new Map(lists.flat().map((person) => [person.id, person]));
  for (const person of [record.asker, ...record.barred]) byId.delete(person);
  return [...byId.values()];
}
