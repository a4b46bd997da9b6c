import type { Db } from '../../db/schema.ts';
import type { ScheduledJob } from '../../jobs/schedule.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { Held } from '../held.ts';
import type { Offer } from '../request.ts';
import { countVersionUp, setDetails } from '../store/changes.ts';

/** As they are kept: what an offer is made of is kept for as long as it can be accepted. */
export function storedOffers(offers: readonly Offer[]): string {
  const last = offers.length - 1;
  return JSON.stringify(
    offers.map(({ made, ...offer }, at) => (at === last && offer.answer === undefined ? { ...offer, made } : offer)),
  );
}

/** Puts the offers on every copy, and has somebody told. */
export async function keepOffers(
  deps: Pick<ApprovalDeps, 'jobs'>,
  tx: Db,
  { row }: Pick<Held, 'row'>,
  offers: readonly Offer[],
  jobs: readonly ScheduledJob[],
): Promise<void> {
  await setDetails(tx, row.id, { offers: storedOffers(offers) });
  await countVersionUp(tx, [row.id]);
  await deps.jobs.scheduleAll(tx, [{ kind: 'draw', ref: row.id }, ...jobs]);
}
