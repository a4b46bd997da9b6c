import { z } from 'zod';
import type { Db } from '../../db/schema.ts';
import { canonicalJson, type Json } from '../../lib/json.ts';
import { countedOnce, isBehind } from '../away/stand-in.ts';
import type { ApprovalDeps } from '../deps.ts';
import { takesIn } from '../machine.ts';
import type { Difference, RequestRecord, Vote } from '../request.ts';
import { askedStatement, type Statement, sealedParts, takenStatement, voteStatement } from './statement.ts';
import { agrees, type Story, storyOf } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

/** What an entry keeps of a seal: the statement, so that the journal alone can be judged, and the seal over it. */
const Sealed = z.object({ sealed: z.record(z.string(), z.unknown()), seal: z.string() });
const Voted = z.object({ vote: z.object({ seal: z.string() }) });

/** Holds what was asked for against its seal. @throws Tampered */
export async function mustBeAsAsked(deps: ApprovalDeps, db: Db, record: RequestRecord): Promise<void> {
  const story = await storyOf(deps, db, record.id);
  mustAgree(record, story);
  mustHold(deps, record, askedStatement(record), story, (kind) => kind === 'request.asked');
}

/** Holds a request that was taken in, and each of its votes, against their seals and the journal. @throws Tampered */
export function mustBeSealed(deps: ApprovalDeps, record: RequestRecord, story: Story): void {
  mustAgree(record, story);
  mustHold(deps, record, takenStatement(record), story, takesIn);
  const strange = record.votes.filter((vote) => !isOurs(deps, record, vote, story));
  if (strange.length > 0) throw new Tampered(record.id, [changedOutside('Votes')]);
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

function isOurs(deps: ApprovalDeps, record: RequestRecord, vote: Vote, story: Story): boolean {
  return (
    !isBehind(vote, record.asker) &&
    deps.seals.holds(voteStatement(record.seal ?? '', vote), vote.seal) &&
    story.entries.some(({ isKeyed, actor, data }) => {
      const told = Voted.safeParse(data);
      return isKeyed && actor === vote.person && told.success && told.data.vote.seal === vote.seal;
    })
  );
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

/** Once all have voted it is to be carried out in a time that counts from the last vote. @throws Tampered */
export function mustEndInTime(record: RequestRecord): void {
  if (record.votesNeeded === 0) return;
  const latest = Math.max(...record.votes.map(({ at }) => at.getTime())) + record.executeWithinS * 1_000;
  if (record.executeBy === undefined || record.executeBy.getTime() > latest)
    throw new Tampered(record.id, [changedOutside('Time to carry out')]);
}
