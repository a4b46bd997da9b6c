import { dashboardUrl } from '../../approvals/policy/dashboard-pages.ts';
import type { RecentFacts } from '../../views/customer/recent.ts';
import { writePointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';

/** Whom this person has looked up lately, while they may look people up at all. */
export async function recentFor(
  app: Pick<AppContext, 'recent' | 'policy'>,
  who: Pick<Who, 'id' | 'may'>,
): Promise<RecentFacts[]> {
  if (!who.may('read.customer')) return [];
  const recent = await app.recent.of(who.id);
  return recent.map(({ id, name }) => ({
    id,
    name,
    value: writePointer({ customer: id }),
    page: dashboardUrl(app.policy.dashboardLink, 'customer', id),
  }));
}
