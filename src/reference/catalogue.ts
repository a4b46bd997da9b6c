import type { Readers } from '../actions/define.ts';
import { templatesOf } from '../actions/voucher/shared.ts';
import type { Branch, BusinessUnit, VehicleCategory, Voucherable } from '../api/operations/index.ts';
import { cached } from '../lib/cached.ts';
import type { Clock } from '../lib/clock.ts';

/** What rarely changes and is asked for all the time, kept for a while: upstream allows little extra load. */
export type Catalogue = {
  branches(): Promise<Branch[]>;
  /** The branch of this id, with a name to show even when the list cannot be read. */
  branch(id: number): Promise<{ id: number; name: string }>;
  categories(branchId: number): Promise<VehicleCategory[]>;
  /** Business units of every branch. */
  units(): Promise<BusinessUnit[]>;
  /** Customer-care templates that are active, of the branch and of those above it. */
  templates(branchId: number): Promise<Voucherable[]>;
  /** How many templates of the same answer could not be read, and are missing in `templates`. */
  unreadableTemplates(branchId: number): Promise<number>;
};

const keptMs = 5 * 60_000;
/** Long enough for one form, which asks several times; short enough for the person who is told to try again. */
const failureKeptMs = 1_500;

export function createCatalogue({ readers, clock }: { readers: Readers; clock: Clock }): Catalogue {
  const { operations } = readers;
  const kept = { clock, keptMs, failureKeptMs };
  const allBranches = cached(kept, async () => (await operations.branches.list({ query: { size: 500 } })).items);
  const branches = () => allBranches.get('all');
  const categories = cached(kept, async (branchId) =>
    (await operations.categories.list({ query: { branchId: Number(branchId) } })).items.filter(
      ({ bookable }) => bookable !== false,
    ),
  );
  const units = cached(kept, async () => (await operations.units.list({ query: { size: 500 } })).items);
  const templates = cached(kept, (branchId) => templatesOf(readers, Number(branchId), () => branches().catch(() => undefined)));

  return {
    branches,
    async branch(id) {
      const found = await branches().then(
        (all) => all.find((branch) => branch.id === id),
        () => undefined,
      );
      return { id, name: found?.name ?? `branch ${id}` };
    },
    categories: (branchId) => categories.get(branchId),
    units: () => units.get('all'),
    templates: async (branchId) => (await templates.get(branchId)).items,
    unreadableTemplates: async (branchId) => (await templates.get(branchId)).leftOut,
  };
}
