import { z } from 'zod';
import type { Db } from '../../db/schema.ts';
import { canonicalJson, type Json } from '../../lib/json.ts';
import { countedOnce, isBehind } from '../away/stand-in.ts';
import type { ApprovalDeps } from '../deps.ts';
import { takesIn } from '../machine.ts';
import type { Difference, RequestRecord, Vote } from '../request.ts';
import { askedStatement, type Statement, sealedParts, seenDigest, takenStatement, voteStatement } from './statement.ts';
import { agrees, type Story, storyOf } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

/** What an entry keeps of a seal: the statement, so that the journal alone can be judged, and the seal over it. */
const Sealed = z.object({ sealed: z.record(z.string(), z.unknown()), seal: z.string() });
const Seen = z.object({ seen: z.string() });
const Voted = z.object({
  vote: z.object({
    verdict: z.enum(['approve', 'reject']),
    for: z.string().nullable(),
    at: z.iso.datetime(),
    seal: z.string(),
  }),
});

/** Holds what was asked for against its seal. @throws Tampered */
export async function mustBeAsAsked(deps: ApprovalDeps, db: Db, record: RequestRecord): Promise<void> {
  const story = await storyOf(deps, db, record.id);
  mustAgree(record, story);
  mustHold(deps, record, askedStatement(record), story, (kind) => kind === 'request.asked');
}

/** Holds a request that was taken in, what was read for it, and its votes, against their seals and the journal. @throws Tampered */
export function mustBeSealed(deps: ApprovalDeps, record: RequestRecord, story: Story): void {
  mustAgree(record, story);
  mustHold(deps, record, takenStatement(record), story, takesIn);
  mustBeAsSeen(record, story);
  if (!hasOurVotesAlone(deps, record, story)) throw new Tampered(record.id, [changedOutside('Votes')]);
}

/** What was read, as the entry says that was kept with it; older ones say nothing of it. @throws Tampered */
export function mustBeAsSeen({ id, salt, snapshot }: RequestRecord, { entries }: Story): void {
  const told = entries.flatMap(({ isKeyed, data }) => (isKeyed ? (Seen.safeParse(data).data ?? []) : [])).at(-1)?.seen;
  if (told !== undefined && told !== seenDigest(salt, snapshot)) throw new Tampered(id, [changedOutside('What was read before')]);
}

/** @throws Tampered if the row is not where the journal says */
export function mustAgree(record: Pick<RequestRecord, 'id' | 'state' | 'sentAt'>, story: Story): void {
  if (!agrees(story, { state: record.state, sent_at: record.sentAt ?? null }))
    throw new Tampered(record.id, [changedOutside('State')]);
}

/** The seal, and the journal's newest word for it. @throws Tampered */
export function mustHold(
  deps: ApprovalDeps,
  record: RequestRecord,
  statement: Statement,
  story: Story,
  isOf: (kind: string) => boolean,
): void {
  const told = story.entries
    .filter(({ kind, isKeyed }) => isKeyed && isOf(kind))
    .map(({ data }) => Sealed.safeParse(data))
    .findLast(({ success }) => success)?.data;
  if (told === undefined) throw new Tampered(record.id, [changedOutside('Seal')]);
  if (deps.seals.holds(statement, record.seal) && record.seal === told.seal) return;
  const differing = Object.entries(sealedParts).filter(
    ([part]) => textOf(told.sealed[part]) !== textOf((statement as Readonly<Record<string, unknown>>)[part]), // safe: a statement is an object
  );
  const labels = differing.length === 0 ? ['Seal'] : differing.map(([, label]) => label);
  throw new Tampered(record.id, labels.map(changedOutside));
}

/** Whether its votes are those that the journal has of it as it is sealed: none was put in, and none was taken away. */
export function hasOurVotesAlone(deps: ApprovalDeps, record: RequestRecord, story: Story): boolean {
  const told = votesTold(deps, record, story);
  const isThere = ({ seal }: { seal: string }) => record.votes.some((vote) => vote.seal === seal);
  // A no takes away the same person's earlier yes, and a yes that was given in their place.
  const isTakenBack = (vote: GivenVote) =>
    record.votes.some(({ person, verdict }) => verdict === 'reject' && isBehind(vote, person));
  return ourVotes(deps, record, story).length === record.votes.length && told.every((vote) => isThere(vote) || isTakenBack(vote));
}

/** Of its votes those that the journal has, each sealed over what is sealed of the request. */
export function ourVotes(deps: ApprovalDeps, record: RequestRecord, story: Story): Vote[] {
  const told = votesTold(deps, record, story);
  return record.votes.filter(
    (vote) =>
      !isBehind(vote, record.asker) &&
      deps.seals.holds(voteStatement(record.seal ?? '', vote), vote.seal) &&
      told.some(({ person, seal }) => person === vote.person && seal === vote.seal),
  );
}

type GivenVote = Pick<Vote, 'person' | 'givenFor'>;

/** The votes that the journal tells of, those alone that are on the request as it is sealed now. */
function votesTold(
  { seals }: ApprovalDeps,
  { seal: on = '' }: RequestRecord,
  { entries }: Story,
): (GivenVote & { seal: string })[] {
  return entries.flatMap(({ isKeyed, actor: person, data }) => {
    const told = isKeyed ? Voted.safeParse(data).data?.vote : undefined;
    if (told === undefined) return [];
    const given = { person, givenFor: told.for ?? undefined };
    const isOnIt = seals.holds(voteStatement(on, { ...given, verdict: told.verdict, at: new Date(told.at) }), told.seal);
    return isOnIt ? [{ ...given, seal: told.seal }] : [];
  });
}

function textOf(value: unknown): string {
  return canonicalJson((value ?? null) as Json); // safe: statements are made of JSON and come back from it
}

/** Whose yeses there are. Each person stands behind one at most, as its giver or as who it was given for; the asker's never counts. */
export function yesOf({ asker, votes }: Pick<RequestRecord, 'asker' | 'votes'>): string[] {
  return countedOnce(votes.filter(({ verdict }) => verdict === 'approve').filter((vote) => !isBehind(vote, asker)));
}

/** What keeps an approved request from being sent though nobody tampered with it: too few votes, or a time that was not given. */
export function notGiven(deps: ApprovalDeps, record: RequestRecord): Difference[] {
  if (record.profileDigest !== deps.profileDigest)
    return [{ label: sealedParts.profile, before: 'the one at the ask', after: 'another one now' }];
  const yes = yesOf(record).length;
  if (yes < record.votesNeeded) return [{ label: 'Votes', before: `${record.votesNeeded} needed`, after: `${yes} given` }];
  return [];
}

/**
 * Once all have voted it is to be carried out in a time that counts from the last vote, which by the clocks of two replicas need not be the
 * latest. @throws Tampered
 */
export function mustEndInTime({ id, votesNeeded, votes, executeWithinS, executeBy }: RequestRecord): void {
  if (votesNeeded === 0 || votes.some(({ at }) => executeBy?.getTime() === at.getTime() + executeWithinS * 1_000)) return;
  throw new Tampered(id, [changedOutside('Time to carry out')]);
}
