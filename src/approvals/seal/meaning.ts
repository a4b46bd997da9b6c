import { z } from 'zod';
import { dataOf, type StoredEntry } from '../../journal/entries.ts';
import type { Keyring } from '../../journal/keys.ts';
import { sealHolds } from '../../journal/seals.ts';
import type { MeaningJudge } from '../../journal/verify.ts';
import type { Json } from '../../lib/json.ts';
import { countedOnce, isBehind } from '../away/stand-in.ts';
import { isFinal, stateTold, takesIn } from '../machine.ts';
import { envelopeMeaning } from './envelope-meaning.ts';
import { voteStatement } from './statement.ts';

/** What a yes is for, as the entry has it that took in the newest version of the request. */
const Taken = z.object({
  sealed: z
    .object({
      id: z.string(),
      asker: z.string(),
      require: z.union([z.literal('none'), z.object({ count: z.number() }).loose()]),
      barred: z.array(z.string()),
    })
    .loose(),
  seal: z.string(),
});
const Voted = z.object({
  vote: z.object({ verdict: z.enum(['approve', 'reject']), for: z.string().nullable(), at: z.iso.datetime(), seal: z.string() }),
});
const Offered = z.object({ offer: z.string() });
const Sent = z.object({ seal: z.string().nullable() });

type Told = {
  taken: z.infer<typeof Taken> | undefined;
  votes: (z.infer<typeof Voted>['vote'] & { voter: string })[];
  /** The offer that stands, and by whom. */
  offer: { id: string; by: string } | undefined;
  sentIn: number | undefined;
  endedIn: number | undefined;
};

/**
 * What the journal tells must make sense by itself: nothing was sent without the seal and the votes that its rule asked for, none of them
 * the asker's, nothing twice, nothing after its end, and nothing from an envelope that was not open or is empty. Entries from before there were keys had no seals, and are not judged.
 */
export function meaningOf(find: Keyring['find']): MeaningJudge {
  const requests = new Map<string, Told>();
  const absences = new Map<string, StoodIn>();
  const envelopes = envelopeMeaning();
  return (entry) => {
    const { requestId: id, kind } = entry;
    if (entry.keyId !== null && kind.startsWith('away.')) hearOfAbsence(absences, entry);
    if (id === null || entry.keyId === null) return undefined;
    const told = requests.get(id) ?? { taken: undefined, votes: [], offer: undefined, sentIn: undefined, endedIn: undefined };
    requests.set(id, told);
    const data: unknown = dataOf(entry)?.data;
    const overdrawn = envelopes.lacks({ id, kind, data });
    if (kind === 'request.sent') {
      const lacks = whatSentLacks(id, told, data, find);
      told.sentIn = entry.seq;
      return lacks ?? overdrawn;
    }
    const strange = kind === 'request.revised' ? whatRevisedLacks(id, told, entry.actor, data, find) : undefined;
    hear(told, entry, data, absences);
    return strange;
  };
}

/** Who stands in for whom, and when, by the entries so far. */
type StoodIn = { person: string; standIn: string; from: Date; until: Date };
const Absent = z.object({ absence: z.string() });
const AbsentFrom = Absent.extend({ standIn: z.string().nullable(), from: z.iso.datetime(), until: z.iso.datetime() });

function hearOfAbsence(absences: Map<string, StoodIn>, entry: StoredEntry): void {
  const data: unknown = dataOf(entry)?.data;
  const ended = Absent.safeParse(data).data;
  const set = AbsentFrom.safeParse(data).data;
  if (entry.kind === 'away.set' && set !== undefined && set.standIn !== null)
    absences.set(set.absence, {
      person: entry.actor,
      standIn: set.standIn,
      from: new Date(set.from),
      until: new Date(set.until),
    });
  if ((entry.kind === 'away.ended' || entry.kind === 'away.declined') && ended !== undefined) absences.delete(ended.absence);
}

function hear(told: Told, { kind, seq, actor }: StoredEntry, data: unknown, absences: ReadonlyMap<string, StoodIn>): void {
  const taken = Taken.safeParse(data);
  if (taken.success && takesIn(kind)) told.taken = taken.data;
  const voted = Voted.safeParse(data);
  if (voted.success && stoodIn(voted.data.vote, actor, absences)) told.votes.push({ ...voted.data.vote, voter: actor });
  const offer = Offered.safeParse(data).data?.offer;
  if (kind === 'request.offered' && offer !== undefined) told.offer = { id: offer, by: actor };
  if (kind === 'request.offer-declined' || kind === 'request.revised') told.offer = undefined;
  const state = stateTold(kind);
  // Once it is decided nothing can be accepted any more.
  if (state !== undefined && state !== 'pending') told.offer = undefined;
  if (state !== undefined && isFinal(state)) told.endedIn = seq;
}

/** A vote in somebody's place is none if they were not away then, or somebody else stood in for them. */
function stoodIn({ for: whose, at }: { for: string | null; at: string }, voter: string, absences: ReadonlyMap<string, StoodIn>) {
  if (whose === null) return true;
  const then = new Date(at);
  return [...absences.values()].some(
    ({ person, standIn, from, until }) => person === whose && standIn === voter && from <= then && then < until,
  );
}

/** A version comes of the offer that stood, by the one who asked, of the same request. */
function whatRevisedLacks(
  id: string,
  { taken, offer }: Told,
  actor: string,
  data: unknown,
  find: Keyring['find'],
): string | undefined {
  const now = Taken.safeParse(data).data;
  const isOfOffer = offer !== undefined && Offered.safeParse(data).data?.offer === offer.id && offer.by !== actor;
  const isOfRequest =
    taken !== undefined &&
    now !== undefined &&
    now.sealed.id === id &&
    now.sealed.asker === taken.sealed.asker &&
    actor === taken.sealed.asker &&
    sealHolds(find, now.sealed as Json, now.seal); // safe: it came out of JSON
  if (isOfOffer && isOfRequest) return undefined;
  return `it says that an offer made another version of ${id}, and no entry before it has an offer that stood and could be accepted so`;
}

function whatSentLacks(id: string, told: Told, data: unknown, find: Keyring['find']): string | undefined {
  const { taken, sentIn, endedIn } = told;
  if (sentIn !== undefined) return `it says that ${id} was sent, which was sent in entry ${sentIn} already`;
  if (endedIn !== undefined) return `it says that ${id} was sent, which ended in entry ${endedIn}`;
  const sent = Sent.safeParse(data);
  const isSealed =
    taken !== undefined &&
    taken.sealed.id === id &&
    sent.success &&
    sent.data.seal === taken.seal &&
    sealHolds(find, taken.sealed as Json, taken.seal); // safe: it came out of JSON
  if (!isSealed) return `it says that ${id} was sent, and no entry has the seal under which that was allowed`;
  const { require, asker, barred } = taken.sealed;
  const needed = require === 'none' ? 0 : require.count;
  const given = yesesFor(told, taken.seal, [asker, ...barred], find).length;
  if (given >= needed) return undefined;
  return `it says that ${id} was sent, which needed ${needed} approvals, and the entries before it have ${given}`;
}

/** Whose yeses there are to what this seal is over: by each giver's last word, nobody behind two of them. */
function yesesFor({ votes }: Told, seal: string, excluded: readonly string[], find: Keyring['find']): string[] {
  const lastWords = new Map<string, { person: string; givenFor: string | undefined; verdict: 'approve' | 'reject' }>();
  for (const { voter, for: givenFor, verdict, at, seal: own } of votes) {
    const statement = voteStatement(seal, { person: voter, givenFor: givenFor ?? undefined, verdict, at: new Date(at) });
    if (sealHolds(find, statement, own)) lastWords.set(voter, { person: voter, givenFor: givenFor ?? undefined, verdict });
  }
  return countedOnce(
    [...lastWords.values()].filter((vote) => vote.verdict === 'approve' && !excluded.some((person) => isBehind(vote, person))),
  );
}
