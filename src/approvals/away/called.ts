import { asFault } from '../../errors.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { Standing } from '../ports.ts';
import type { RequestRecord } from '../request.ts';
import { absentNow } from './now.ts';
import { mayStandIn } from './stand-in.ts';

/** Nobody's right rests on this: who presses is looked up by themselves. */
const how = { freshMs: 60_000, withinMs: 5_000, stale: 'on-trouble' } as const;

/**
 * Of those who could decide it, whom to call: nobody who is away, but who stands in for them. Nobody's right rests on this either; a
 * stand-in whom Slack does not tell of is left out.
 */
export async function calledFor(deps: ApprovalDeps, record: RequestRecord, deciders: readonly Standing[]): Promise<Standing[]> {
  const absences = record.state === 'pending' ? await absentNow(deps) : [];
  const isAbsent = (id: string) => absences.some(({ person }) => person === id);
  const there = deciders.filter(({ id }) => !isAbsent(id));
  const theirs = absences.filter(({ person, standIn }) => standIn !== undefined && deciders.some(({ id }) => id === person));
  const standIns = await Promise.all(theirs.map(({ person, standIn }) => standInFor(deps, record, person, standIn ?? '')));
  const all = [...there, ...standIns.flatMap((one) => (one === undefined || isAbsent(one.id) ? [] : [one]))];
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

async function standInFor(
  deps: ApprovalDeps,
  record: RequestRecord,
  absent: string,
  standIn: string,
): Promise<Standing | undefined> {
  const { away } = deps.policy;
  if (away === null || standIn === record.asker || record.barred.includes(standIn)) return undefined;
  const roles = [...new Set([...away.roles, ...(away.standIn ?? [])])];
  try {
    const [theirs, own] = await Promise.all([
      deps.directory.rightsOf(absent, away.roles, how),
      deps.directory.rightsOf(standIn, roles, how),
    ]);
    return own.standing.barred === undefined && mayStandIn(away, own.roles, theirs.roles)
      ? { ...own.standing, standsInFor: absent }
      : undefined;
  } catch (error) {
    const { code, message } = asFault(error);
    warnSeldom(deps, code, { request: record.id, err: { message } }, 'whether a stand-in may decide could not be looked up');
    return undefined;
  }
}
