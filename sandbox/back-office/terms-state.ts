import { fileOf } from './find.ts';
import type { Terms, World } from './world/types.ts';

/** The terms in force in a branch: the newest of its own, else those of the branch above it. */
export function termsInForce(world: World, branchId: number): Terms | undefined {
  let newest: Terms | undefined;
  for (const terms of world.terms.values()) {
    if (terms.branchId !== branchId) continue;
    if (
      newest === undefined ||
      terms.createdAt > newest.createdAt ||
      (terms.createdAt === newest.createdAt && terms.id > newest.id)
    )
      newest = terms;
  }
  const above = world.branches.get(branchId)?.parent?.id;
  return newest ?? (above === undefined ? undefined : termsInForce(world, above));
}

/** Which terms of a branch a customer has accepted. A branch without terms, and without any above it, asks for nothing. */
export function termsState(world: World, customerId: number, branchId: number): 'ACCEPTED' | 'OUTDATED' | 'NOT_ACCEPTED' {
  const inForce = termsInForce(world, branchId);
  if (inForce === undefined) return 'ACCEPTED';
  const accepted = fileOf(world, customerId).acceptedTerms.get(inForce.branchId);
  if (accepted === undefined) return 'NOT_ACCEPTED';
  return accepted === inForce.id ? 'ACCEPTED' : 'OUTDATED';
}
