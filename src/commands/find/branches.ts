import type { Branch, VehicleCategory } from '../../api/operations/index.ts';
import { Fault } from '../../errors.ts';
import { oneLine } from '../../lib/text.ts';
import { comparable, plainLine, sameCode, sameName } from '../../lib/typed.ts';
import type { Choice } from '../../views/common/blocks.ts';
import type { Kit } from '../kit.ts';
import { idIn } from './look-up.ts';

/** The branch that is meant when nobody names one: the policy's, else the first there is. */
export async function usualBranch(kit: Pick<Kit, 'policy' | 'catalogue'>): Promise<number> {
  if (kit.policy.branch !== null) return kit.policy.branch;
  const [first] = await kit.catalogue.branches();
  if (first === undefined)
    throw new Fault(
      'not_configured',
      'The policy file names no branch, and the back office has none. Tell whoever runs Wheelhouse.',
    );
  return first.id;
}

/** By id, code or name; by the beginning of a name where only one begins so. */
export function branchNamed(branches: readonly Branch[], text: string): Branch | undefined {
  return named(branches, text);
}

export function categoryNamed(categories: readonly VehicleCategory[], text: string): VehicleCategory | undefined {
  return named(categories, text);
}

type Named = { id: number; name?: string | undefined; code?: string | undefined };

function named<T extends Named>(all: readonly T[], text: string): T | undefined {
  const wanted = comparable(text);
  if (wanted === '') return undefined;
  const id = idIn(plainLine(text));
  const exact =
    all.find((one) => one.id === id) ??
    all.find(({ code }) => sameCode(code, text)) ??
    all.find(({ name }) => sameName(name, text));
  if (exact !== undefined) return exact;
  const begun = all.filter(({ name }) => comparable(name ?? '').startsWith(wanted));
  return begun.length === 1 ? begun[0] : undefined;
}

/** For lists to choose from. */
export function choicesOf(all: readonly Named[], word: string): Choice[] {
  return all.map(({ id, name }) => ({ text: oneLine(name ?? '') || `${word} ${id}`, value: String(id) }));
}
