import { upwards } from '../../actions/shared/branches.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import type { AppContext } from '../app-context.ts';
import type { Collection, Thing } from './collection.ts';

/** A message's row takes two blocks, and a page is to be read without scrolling far. */
const aPage = 10;

export type ShelfPage<T> = {
  things: readonly T[];
  /** Undefined for all branches. */
  branch: number | undefined;
  where: string;
  page: number;
  total: number | undefined;
  hasNext: boolean;
  /** The name of the branch above whose things these are, if the branch itself has none. */
  inheritedFrom?: string;
};

/** A page of a branch's things, or of those of all branches. Throws the reader's faults. */
export async function pageOfThings<T extends Thing>(
  collection: Collection<T>,
  app: AppContext,
  branch: number | undefined,
  page: number,
): Promise<ShelfPage<T>> {
  const [own, where] = await Promise.all([
    collection.list(app, { page, size: aPage, branchId: branch }),
    branch === undefined ? speak('all branches') : app.catalogue.branch(branch).then(({ name }) => oneLine(name)),
  ]);
  const isEmpty = own.items.length === 0 && page === 0 && branch !== undefined && collection.isInherited === true;
  const above = isEmpty ? await fromAbove(collection, app, branch) : undefined;
  const found = above?.found ?? own;
  // A back office that does not page gives everything at once: it is cut here.
  const isWhole = found.items.length > aPage;
  const things = isWhole ? found.items.slice(page * aPage, (page + 1) * aPage) : found.items;
  const total = found.totalElements ?? (isWhole ? found.items.length : undefined);
  const hasNext = total === undefined ? things.length === aPage : total > page * aPage + things.length;
  const inheritedFrom = above === undefined ? {} : { inheritedFrom: above.of };
  return {
    things,
    branch,
    where,
    page,
    total,
    hasNext: hasNext && above === undefined,
    ...inheritedFrom,
  };
}

/** What the next branch above has that has any. */
async function fromAbove<T extends Thing>(collection: Collection<T>, app: AppContext, branch: number) {
  const branches = await app.catalogue.branches().catch(() => []);
  for (const id of upwards(branches, branch).slice(1)) {
    const found = await collection.list(app, { page: 0, size: aPage, branchId: id });
    if (found.items.length > 0) return { found, of: oneLine((await app.catalogue.branch(id)).name) };
  }
  return undefined;
}
