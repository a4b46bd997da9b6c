import type { Readers } from '../../actions/define.ts';
import { customerCareTemplates } from '../../actions/vocabulary/vouchers.ts';
import type { Branch, BusinessUnit, VehicleCategory, Voucherable } from '../../api/operations/index.ts';
import type { Clock } from '../../lib/clock.ts';

/** What changes seldom and is asked for all the time, kept for a while: upstream allows little extra load. */
export type Catalogue = {
  branches(): Promise<Branch[]>;
  /** The branch of this id, with a name to show even when the list cannot be read. */
  branch(id: number): Promise<{ id: number; name: string }>;
  categories(branchId: number): Promise<VehicleCategory[]>;
  /** Business units of every branch. */
  units(): Promise<BusinessUnit[]>;
  /** Customer-care templates that are active. */
  templates(branchId: number): Promise<Voucherable[]>;
  /** How many templates of the same answer could not be read, and are missing in `templates`. */
  unreadableTemplates(branchId: number): Promise<number>;
};

const keptMs = 5 * 60_000;
/** Long enough for one form, which asks several times; short enough for the person who is told to try again. */
const failureKeptMs = 1_500;

export function createCatalogue({ readers, clock }: { readers: Readers; clock: Clock }): Catalogue {
  const kept = new Map<string, { at: number; value: Promise<unknown> }>();

  function keep<T>(key: string, load: () => Promise<T>): Promise<T> {
    const now = clock.now().getTime();
    const had = kept.get(key);
    if (had && now - had.at < keptMs) return had.value as Promise<T>; // safe: a key belongs to one loader
    const entry = { at: now, value: load() };
    kept.set(key, entry);
    // A failure is remembered, too, for a moment: one form must not wait for the same list several times.
    entry.value.catch(() => {
      entry.at = clock.now().getTime() - keptMs + failureKeptMs;
    });
    return entry.value;
  }

  const branches = () => keep('branches', async () => (await readers.operations.branches.list({ query: { size: 500 } })).items);

  const templatePage = (branchId: number) =>
    keep(`templates ${branchId}`, () =>
      readers.operations.vouchers.templates({ query: { branchId, type: 'CustomerCare', active: true } }),
    );

  return {
    branches,
    async branch(id) {
      const found = await branches().then(
        (all) => all.find((branch) => branch.id === id),
        () => undefined,
      );
      return { id, name: found?.name ?? `branch ${id}` };
    },
    categories: (branchId) =>
      keep(`categories ${branchId}`, async () =>
        (await readers.operations.categories.list({ query: { branchId } })).items.filter(({ bookable }) => bookable !== false),
      ),
    units: () => keep('units', async () => (await readers.operations.units.list({ query: { size: 500 } })).items),
    templates: async (branchId) => customerCareTemplates((await templatePage(branchId)).items),
    unreadableTemplates: async (branchId) => (await templatePage(branchId)).leftOut ?? 0,
  };
}
