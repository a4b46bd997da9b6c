import type { Branch, VehicleCategory } from '../../api/operations/index.ts';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { comparable, sameCode, sameName } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import type { Choice } from '../../views/common/blocks.ts';
import type { AppContext } from '../app-context.ts';
import { idIn } from './look-up.ts';

/** The branch that is meant when nobody names one: the policy's, else the first there is. */
export async function usualBranch(app: Pick<AppContext, 'policy' | 'catalogue'>): Promise<number> {
  if (app.policy.branch !== null) return app.policy.branch;
  const [first] = await app.catalogue.branches();
  if (first === undefined)
    throw new Fault('not_configured', speak('The policy file names no branch, and the back office has none. Tell your admin.'));
  return first.id;
}

/** By id, code or name; by the beginning of a name if only one begins so. */
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
  const id = idIn(unadorned(text));
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
