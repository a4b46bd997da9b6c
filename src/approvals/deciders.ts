import type { Core } from './core.ts';
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

const look = { freshMs: 1_000, withinMs: 5_000 } as const;

/** Who could decide it now: holders of the deciding roles in good standing, less the asker. */
export async function decidersOf(core: Core, record: RequestRecord): Promise<Standing[]> {
  const lists = await Promise.all(decidingRoles(record, core.clock.now()).map((role) => core.directory.holders(role, look)));
  const byId = new Map(lists.flat().map((person) => [person.id, person]));
  for (const person of [record.asker, ...record.barred]) byId.delete(person);
  return [...byId.values()];
}
