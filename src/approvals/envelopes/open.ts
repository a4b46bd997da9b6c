import type { ApprovalDeps } from '../deps.ts';
import type { RequestRecord } from '../request.ts';
import { envelopesSince } from '../store/lists.ts';

/** The envelopes that are open now, as the journal has them: the first to end first. */
export async function openEnvelopes(
  deps: ApprovalDeps,
  shown: (ids: readonly string[]) => Promise<RequestRecord[]>,
): Promise<RequestRecord[]> {
  const { envelopes } = deps.policy;
  if (envelopes === null) return [];
  const since = new Date(deps.clock.now().getTime() - envelopes.longestMs);
  const records = await shown(await envelopesSince(deps.db, since));
  return records
    .filter(({ opened, closed }) => opened?.isOver === false && closed === undefined)
    .sort((one, other) => (one.opened?.until.getTime() ?? 0) - (other.opened?.until.getTime() ?? 0));
}
