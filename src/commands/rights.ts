import { mayStart } from '../approvals/policy/grants.ts';
import { Fault } from '../errors.ts';
import type { afresh, Needs, Who } from './context.ts';
import type { Kit } from './kit.ts';

/** What a command shows or opens may rest on a look-up of a minute ago; what is asked or decided is looked up again then. */
const look = { freshMs: 60_000, withinMs: 1_500 } as const;

/**
 * Who this is and what they may: what a grant covers, less what the app's own user upstream lacks. `offers` is false where nothing is
 * offered to them, so that nothing needs to be asked. Throws Fault('not_allowed') for people who cannot use the app at all.
 */
export async function whoIs(kit: Kit, person: string, { offers = true }: { offers?: boolean } = {}): Promise<Who> {
  const [standing, roles] = await Promise.all([kit.directory.standing(person, look), kit.directory.rolesOf(person, look)]);
  if (standing.barred !== undefined) throw new Fault('not_allowed', standing.barred);
  if (roles.length === 0)
    throw new Fault('not_allowed', 'You have no role in Wheelhouse. Ask whoever runs it to add you to a group that has one.');
  const holds = (name: string) => mayStart(kit.policy, roles, name);
  if (offers) await kit.permissions.look(Object.keys(kit.actions).filter(holds));
  return {
    id: person,
    name: standing.name,
    timeZone: standing.timeZone,
    roles,
    may: (name) => holds(name) && kit.permissions.lacking(name) === undefined,
    lacking: (name) => (holds(name) ? kit.permissions.lacking(name) : undefined),
  };
}

/** The grant that a handler takes for this form or button; `afresh` where it looks rights up by itself. */
export function neededFor(needs: Needs, callbackId: string): string | undefined | typeof afresh {
  return typeof needs === 'function' ? needs(callbackId) : needs;
}

/** Throws Fault('not_allowed') with a sentence when a grant is missing. What only the back office does not allow, the form says. */
export function mustHold(who: Who, needs: string | undefined): void {
  if (needs === undefined || who.may(needs) || who.lacking?.(needs) !== undefined) return;
  throw new Fault(
    'not_allowed',
    `Your ${who.roles.length === 1 ? `role (${who.roles[0]}) does` : 'roles do'} not allow this: it takes the grant ${needs}. Ask a colleague who has it, or whoever keeps the policy file.`,
  );
}
