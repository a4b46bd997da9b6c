import type { Customer } from '../../api/operations/index.ts';
import { dashboardUrl } from '../../approvals/policy/dashboard-pages.ts';
import type { LookupContext } from './look-up.ts';

/** So many candidates are read; the rest show what the search said of them. */
const mostRead = 10;
/** One that takes longer is shown without: the list does not wait for it. */
const readMs = 3_000;

/** Somebody who was found, and their page in the dashboard. */
export type CustomerOnPage = Customer & { page: string | undefined };

/** Candidates with what tells people of one name apart, birth year and city, which the light search leaves out. */
export async function toldApart(app: LookupContext, hits: readonly Customer[]): Promise<CustomerOnPage[]> {
  const read = async (hit: Customer): Promise<Customer> => {
    if (hit.birthdate !== undefined && hit.city !== undefined) return hit;
    return app.readers.operations.customers
      .get({ params: { id: hit.id } }, { deadlineMs: readMs, canWait: true, amongOthers: true })
      .catch(() => hit);
  };
  return Promise.all(
    hits.map(async (hit, index) => ({
      ...(index < mostRead ? await read(hit) : hit),
      page: dashboardUrl(app.policy.dashboardLink, 'customer', hit.id),
    })),
  );
}
