import type { Clock } from '../../src/lib/clock.ts';
import { fileOf } from './find.ts';
import type { Terms, World } from './world/types.ts';

/** The terms in force in a branch: the newest active ones whose day has come. */
export function termsInForce(world: World, branchId: number, clock: Clock): Terms | undefined {
  const today = clock.now().toISOString().slice(0, 10);
  let newest: Terms | undefined;
  for (const terms of world.terms.values()) {
    if (terms.branchId !== branchId || !terms.active || (terms.validFrom ?? '').slice(0, 10) > today) continue;
    const later =
      (terms.validFrom ?? '') > (newest?.validFrom ?? '') ||
      ((terms.validFrom ?? '') === (newest?.validFrom ?? '') && terms.id > (newest?.id ?? 0));
    if (newest === undefined || later) newest = terms;
  }
  return newest;
}

/** Where a customer stands with the terms of a branch. A branch without terms asks for nothing. */
export function termsState(
  world: World,
  customerId: number,
  branchId: number,
  clock: Clock,
): 'ACCEPTED' | 'OUTDATED' | 'NOT_ACCEPTED' {
  const inForce = termsInForce(world, branchId, clock);
  if (inForce === undefined) return 'ACCEPTED';
  const accepted = fileOf(world, customerId).acceptedTerms.get(branchId);
  if (accepted === undefined) return 'NOT_ACCEPTED';
  return accepted === inForce.id ? 'ACCEPTED' : 'OUTDATED';
}
