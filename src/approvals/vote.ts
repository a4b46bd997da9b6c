import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Json } from '../lib/json.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { asksForMore, asTaken } from './ask-policy.ts';
import { countsAs, isBehind } from './away/stand-in.ts';
import { change } from './change.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Held } from './held.ts';
import { overseeNewMember, overseeVote } from './oversight.ts';
import type { BranchTree } from './policy/branches.ts';
import { type DecisionPress, no, pressWithinMs, seen, unheard } from './press.ts';
import type { RequestRecord } from './request.ts';
import { yesOf } from './seal/check.ts';
import { voteStatement } from './seal/statement.ts';
import type { Story } from './seal/story.ts';
import { countVersionUp, insertVote } from './store/changes.ts';
import type { DecisionRow } from './store/one.ts';
import { askerIsGone, countedTogether, type GivenVote, seatWords, type Voters, votersNow } from './voters.ts';

/** Those whose yes would count, this one's included, looked up again: whose yes was looked up, and who of them still counts. */
export type VotersAsked = Voters & { asked: readonly string[] };
export const nobody: VotersAsked = { asked: [], seats: new Map(), askerGone: undefined };

export async function votersFor(
  deps: ApprovalDeps,
  given: GivenVote,
  record: RequestRecord | undefined,
): Promise<VotersAsked | { why: string }> {
  if (record?.state !== 'pending') return nobody;
  const yes = record.votes.filter(({ verdict }) => verdict === 'approve');
  const all = new Map([...yes, given].map((vote) => [countsAs(vote), vote]));
  try {
    return { asked: [...all.keys()], ...(await votersNow(deps, record, [...all.values()], { withinMs: pressWithinMs })) };
  } catch (error) {
    const fault = asFault(error);
    warnSeldom(deps, fault.code, seen(fault), 'voters could not be looked up; a press was not counted');
    return { why: unheard(fault, 'Slack did not say in time who may decide this, so nothing was recorded. Press again.') };
  }
}

/** Says yes to a request that is held, by somebody whose rights were looked at. `look-again`: somebody else was faster. */
export async function sayYes(
  deps: ApprovalDeps,
  tx: Db,
  { row, record, story }: Held,
  { given, voters, tree }: { given: GivenVote; voters: VotersAsked; tree: BranchTree },
): Promise<DecisionPress | 'look-again'> {
  const yes = yesOf(record);
  // Somebody was faster, and has not been looked up yet.
  if (yes.some((whose) => !voters.asked.includes(whose))) return 'look-again';
  if (voters.askerGone !== undefined) return stopWithoutAsker(deps, tx, row, story);
  const before = saidBefore(record, given);
  if (before !== undefined) return no(before);
  if (isOfSameGroup(row, voters, yes, countsAs(given)))
    return no('Somebody of your group has approved this already. It needs somebody of another group, so nothing was recorded.');
  const vote = sealedVote(deps, record, { ...given, verdict: 'approve' });
  await insertVote(tx, { ...vote, id: row.id });
  return approve(deps, tx, { row, record, story, tree, voters }, vote);
}

/** What the owners may have to hear of a yes; nobody waits for it. */
export function overseeYes(deps: ApprovalDeps, id: string, { person, givenFor }: GivenVote, { seats }: Voters): void {
  void overseeVote(deps, id, person);
  // A stand-in has joined no group that decides.
  if (givenFor === undefined)
    void overseeNewMember(deps, person, [...new Set((seats.get(person) ?? []).map(({ role }) => role))]);
}

export const alreadySaid = 'You’ve already approved this; one more approval is needed.';

/** Each person stands behind one vote at most: why this yes is one too many. */
function saidBefore({ votes }: RequestRecord, { person, givenFor }: GivenVote): string | undefined {
  if (votes.some((vote) => vote.person === person)) return alreadySaid;
  if (votes.some((vote) => vote.givenFor === person))
    return 'Somebody has approved this in your place already; one more approval is needed.';
  if (givenFor !== undefined && votes.some((vote) => isBehind(vote, givenFor)))
    return 'The approval of the person you stand in for is there already; one more is needed.';
  return undefined;
}

function isOfSameGroup(row: DecisionRow, { seats }: Voters, yes: readonly string[], person: string): boolean {
  if (row.distinct_by !== 'usergroup') return false;
  const count = (people: readonly string[]) =>
    countedTogether(new Map([...seats].filter(([one]) => people.includes(one))), 'usergroup');
  return seats.has(person) && count([...yes, person]) === count(yes);
}

/** Who asked has left: nobody is there whose wish a yes could be to. */
async function stopWithoutAsker(deps: ApprovalDeps, tx: Db, row: DecisionRow, story: Story): Promise<DecisionPress> {
  await change(deps, tx, {
    id: row.id,
    action: row.action,
    story,
    from: 'pending',
    event: 'facts-changed',
    actor: 'app',
    set: { finished_at: deps.clock.now() },
    details: { explanation: askerIsGone },
    journal: { why: 'the asker is gone' },
  });
  return no(askerIsGone, true);
}

export type SealedVote = GivenVote & { at: Date; seal: string; verdict: 'approve' | 'reject' };

export function sealedVote(
  deps: ApprovalDeps,
  record: RequestRecord,
  vote: GivenVote & { verdict: 'approve' | 'reject' },
): SealedVote {
  const at = deps.clock.now();
  return { ...vote, at, seal: deps.seals.seal(voteStatement(record.seal ?? '', { ...vote, at })) };
}

/** What the journal keeps of a vote, beside whose it is. */
export function told({ at, seal, verdict, givenFor }: SealedVote): Json {
  return { verdict, for: givenFor ?? null, at: at.toISOString(), seal };
}

async function approve(
  deps: ApprovalDeps,
  tx: Db,
  given: { row: DecisionRow; record: RequestRecord; story: Story; tree: BranchTree; voters: Voters },
  vote: SealedVote,
): Promise<DecisionPress> {
  const { person } = vote;
  const { row, record, story, tree } = given;
  const { seats } = given.voters;
  // Those before were held against their seals just now, and this one is the newest.
  const saidYes = [...yesOf(record), countsAs(vote)];
  const counting = new Map([...seats].filter(([one]) => saidYes.includes(one)));
  const yes = countedTogether(counting, row.distinct_by === 'usergroup' ? 'usergroup' : undefined);
  const by = seatWords(seats.get(countsAs(vote)) ?? []);
  if (yes < row.votes_needed) {
    await countVersionUp(tx, [row.id]);
    await deps.journal.append(tx, {
      kind: 'request.vote',
      requestId: row.id,
      actor: person,
      data: { verdict: 'approve', have: yes, need: row.votes_needed, by, vote: told(vote) },
    });
    await deps.jobs.schedule(tx, 'draw', row.id);
    return { kind: 'counted', state: 'pending' };
  }
  const more = tree === 'unreadable' ? [] : await asksForMore(deps, tx, record, counting, asTaken(deps, record, tree));
  if (more.length > 0) {
    await change(deps, tx, {
      id: row.id,
      action: row.action,
      story,
      from: 'pending',
      event: 'facts-changed',
      actor: person,
      set: { decided_at: vote.at, finished_at: vote.at },
      details: { differences: JSON.stringify(more) },
      journal: { have: yes, need: row.votes_needed, policy: 'asks for more' },
      vote: told(vote),
    });
    return { kind: 'counted', state: 'stale' };
  }
  const now = vote.at;
  const executeBy = new Date(now.getTime() + (row.execute_within_s ?? 0) * 1_000);
  await change(deps, tx, {
    id: row.id,
    action: row.action,
    story,
    from: 'pending',
    event: 'approve',
    actor: person,
    set: { decided_at: now, execute_by: executeBy },
    journal: { have: yes, need: row.votes_needed, by },
    vote: told(vote),
    jobs: [
      { kind: 'execute', ref: row.id },
      { kind: 'watch', ref: row.id, at: executeBy },
    ],
  });
  return { kind: 'counted', state: 'approved' };
}
