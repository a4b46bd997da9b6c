import { type Copy, longestPassingMs, type Place, type PostedMessages } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { sooner } from './deliver.ts';

export type PlaceDeps = { postedMessages: PostedMessages; clock: Clock; log: Log };

/** What runs at once is usually over in a moment: the asker's message waits for that, instead of being posted and redrawn twice. */
const patienceMs = 1_500;
/** When to look again for those who could decide, after Slack did not say. */
export const approversAgainMs = 2_000;

/** Somebody has to do something about it, so that a card of it has to be somewhere. */
export function mustBeDecided({ state }: Pick<RequestRecord, 'state'>): boolean {
  return state === 'pending' || state === 'unknown';
}

/** How much longer a state that is usually over in a moment is not drawn. */
export function stillPassingMs({ state, decidedAt }: Pick<RequestRecord, 'state' | 'decidedAt'>, now: Date): number {
  if ((state !== 'approved' && state !== 'running') || decidedAt === undefined) return 0;
  const leftMs = longestPassingMs - (now.getTime() - decidedAt.getTime());
  return leftMs <= longestPassingMs ? leftMs : 0;
}

/** Whether one of these is such a copy, of the same person. */
export function isIn(list: readonly Pick<Place, 'kind' | 'person'>[], { kind, person }: Pick<Place, 'kind' | 'person'>): boolean {
  return list.some((one) => one.kind === kind && one.person === person);
}

/** A direct message to each of these people who has none yet. */
export function placesOf(people: readonly string[], copies: readonly Copy[]): Place[] {
  return people
    .filter((person) => !copies.some((copy) => copy.kind === 'approver' && copy.person === person))
    .map((person) => ({ kind: 'approver', channel: person, person }));
}

/** Its copies, and the places that were announced. */
export type Placed = { copies: readonly Copy[]; announced: readonly Place[] };

/** The copies that should be there and are not, and when to look again for those that cannot be told yet. */
export async function missingPlaces(
  deps: PlaceDeps,
  record: RequestRecord,
  { copies, announced }: Placed,
  approvers: readonly string[] | undefined,
): Promise<{ places: Place[]; laterMs: number }> {
  // Anyone who was told before erasure sees it there; nothing is posted about it any more.
  if (record.isErased) return { places: [], laterMs: 0 };
  const { places, laterMs } = missingCopies(deps, record, copies, approvers);
  places.push(...(await escalatedPlaces(deps, record, copies)));
  // Where somebody died posting, or Slack takes no change, there is a card that nobody can redraw: the truth is put beside it.
  const left = announced.filter((place) => !isIn(copies, place) && !isIn(places, place));
  return { places: [...places, ...left], laterMs };
}

/** Who could decide it: needed while somebody has to, or to tell the Homes; undefined when Slack does not say. */
export async function approversFor(deps: PlaceDeps, record: RequestRecord): Promise<string[] | undefined> {
  if (record.role === undefined && record.state !== 'unknown') return [];
  try {
    return (await deps.postedMessages.approversOf(record)).map(({ id }) => id);
  } catch (error) {
    const { message } = asFault(error);
    warnSeldom(deps, '', { err: { message } }, 'who could decide could not be looked up for a card');
    return undefined;
  }
}

function missingCopies(
  deps: PlaceDeps,
  record: RequestRecord,
  copies: readonly Copy[],
  approvers: readonly string[] | undefined,
): { places: Place[]; laterMs: number } {
  const places: Place[] = [];
  let laterMs = 0;
  const hasDeciders = copies.some(({ kind }) => kind === 'channel' || kind === 'approver');
  if (mustBeDecided(record) && record.channel !== undefined && !copies.some(({ kind }) => kind === 'channel')) {
    places.push({ kind: 'channel', channel: record.channel, person: undefined });
  } else if (mustBeDecided(record) && record.channel === undefined && (record.state === 'pending' || !hasDeciders)) {
    if (approvers === undefined) laterMs = sooner(laterMs, approversAgainMs);
    places.push(...placesOf(approvers ?? [], copies));
  }
  if (!copies.some(({ kind }) => kind === 'asker')) {
    const ageMs = deps.clock.now().getTime() - record.askedAt.getTime();
    const soonOver =
      record.role === undefined && (record.state === 'approved' || record.state === 'running') && ageMs < patienceMs;
    if (soonOver) laterMs = sooner(laterMs, patienceMs - ageMs);
    else places.push({ kind: 'asker', channel: record.asker, person: record.asker });
  }
  return { places, laterMs };
}

/** Once it escalates, those who may now decide, too, get a card of their own. */
async function escalatedPlaces(deps: PlaceDeps, record: RequestRecord, copies: readonly Copy[]): Promise<Place[]> {
  if (record.state !== 'pending' || !record.escalated) return [];
  const people = await deps.postedMessages.escalateesOf(record);
  return placesOf(
    people.map(({ id }) => id),
    copies,
  );
}
