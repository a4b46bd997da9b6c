import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Json } from '../lib/json.ts';
import { asksForMore, asTaken, treeAtPress } from './ask-policy.ts';
import { absencesIn } from './away/absence.ts';
import { countsAs, isBehind } from './away/stand-in.ts';
import { change } from './change.ts';
import { type ApprovalDeps, reach } from './deps.ts';
import { barredFrom, hold, overBy } from './held.ts';
import { overseeNewMember, overseeVote } from './oversight.ts';
import type { BranchTree } from './policy/branches.ts';
import { alreadyOver, type DecisionPress, no, pressWithinMs, rightsOf } from './press.ts';
import type { RequestRecord } from './request.ts';
import { mustBeSealed, yesOf } from './seal/check.ts';
import { voteStatement } from './seal/statement.ts';
import type { Story } from './seal/story.ts';
import { countVersionUp, insertVote, voteNo } from './store/changes.ts';
import { loadForPress } from './store/load.ts';
import type { DecisionRow } from './store/one.ts';
import { askerIsGone, countedTogether, type GivenVote, seatWords, type Voters, votersNow } from './voters.ts';

/** A yes or a no to a waiting request. One no ends it; the yes that completes the count lets it run. */
export async function decide(
  deps: ApprovalDeps,
  press: { id: string; person: string; verdict: 'approve' | 'reject'; reason?: string },
): Promise<DecisionPress> {
  const { record: asked, absences: rows } = await loadForPress(deps.db, press.id, press.person);
  const absences = absencesIn(deps, rows);
  const looking = rightsOf(deps, press.person, asked, absences);
  // As whose a yes counts is known at once, unless it may be somebody's who is away.
  const standingIn = absences.length === 0 ? undefined : await looking;
  const given = {
    person: press.person,
    givenFor: standingIn && 'why' in standingIn ? undefined : standingIn?.standingIn?.person,
  };
  const [rights, voters] = await Promise.all([looking, press.verdict === 'approve' ? votersFor(deps, given, asked) : nobody]);
  if ('why' in rights) return no(rights.why);
  if ('why' in voters) return no(voters.why);
  const tree = press.verdict === 'approve' ? await treeAtPress(deps) : 'unreadable';
  await reach(deps, 'decide:before-commit', press.id);
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress | 'look-again'> => {
    const held = await hold(deps, tx, press.id);
    if ('kind' in held) return held;
    const { row, record, story } = held;
    // The same press delivered again: it has been counted, and nothing needs saying.
    if (row.state !== 'pending' && hasVoted(record, press)) return { kind: 'counted', state: row.state };
    const refused = (await overBy(deps, tx, held)) ?? (await barredFrom(deps, tx, held, { ...given, rights }));
    if (refused !== undefined) return refused;
    if (press.verdict === 'approve') {
      const yes = yesOf(record);
      // Somebody was faster, and has not been looked up yet.
      if (yes.some((whose) => !voters.asked.includes(whose))) return 'look-again';
      if (voters.askerGone !== undefined) return stopWithoutAsker(deps, tx, row, story);
      const before = saidBefore(record, given);
      if (before !== undefined) return no(before);
      if (isOfSameGroup(row, voters, yes, countsAs(given)))
        return no(
          'Somebody of your group has approved this already. It needs somebody of another group, so nothing was recorded.',
        );
    }
    const vote = sealedVote(deps, record, { ...given, verdict: press.verdict });
    await insertVote(tx, { ...vote, id: row.id, reason: press.reason });
    if (press.verdict === 'reject') return reject(deps, tx, { row, story }, press, vote);
    return approve(deps, tx, { row, record, story, tree, voters }, vote);
  });
  if (outcome === 'look-again') return decide(deps, press);
  await reach(deps, 'decide:after-commit', press.id);
  if (outcome.kind === 'counted' && press.verdict === 'approve') {
    void overseeVote(deps, press.id, press.person);
    // A stand-in has joined no group that decides.
    if (given.givenFor === undefined)
      void overseeNewMember(deps, press.person, [...new Set((voters.seats.get(press.person) ?? []).map(({ role }) => role))]);
  }
  if (outcome.kind === 'counted' && outcome.state !== 'pending' && asked !== undefined)
    deps.observe?.ended({ action: asked.action, waitedMs: deps.clock.now().getTime() - asked.askedAt.getTime() });
  deps.jobs.kick();
  return outcome;
}

/** Those whose yes would count, this one's included, looked up again: whose yes was looked up, and who of them still counts. */
type LookedUp = Voters & { asked: readonly string[] };
const nobody: LookedUp = { asked: [], seats: new Map(), askerGone: undefined };

async function votersFor(
  deps: ApprovalDeps,
  given: GivenVote,
  record: RequestRecord | undefined,
): Promise<LookedUp | { why: string }> {
  if (record?.state !== 'pending') return nobody;
  const yes = record.votes.filter(({ verdict }) => verdict === 'approve');
  const all = new Map([...yes, given].map((vote) => [countsAs(vote), vote]));
  try {
    return { asked: [...all.keys()], ...(await votersNow(deps, record, [...all.values()], { withinMs: pressWithinMs })) };
  } catch (error) {
    const fault = asFault(error);
    deps.log.warn({ ref: fault.ref, err: { message: fault.message } }, 'voters could not be looked up; a press was not counted');
    return { why: 'Slack did not say in time who may decide this, so nothing was recorded. Press again.' };
  }
}

/** Each person stands behind one vote at most: why this yes is one too many. */
function saidBefore({ votes }: RequestRecord, { person, givenFor }: GivenVote): string | undefined {
  if (votes.some((vote) => vote.person === person)) return 'You’ve already approved this; one more approval is needed.';
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

function hasVoted({ votes }: RequestRecord, press: { person: string; verdict: 'approve' | 'reject' }): boolean {
  return votes.some(({ person, verdict }) => person === press.person && verdict === press.verdict);
}

type SealedVote = GivenVote & { at: Date; seal: string; verdict: 'approve' | 'reject' };

function sealedVote(deps: ApprovalDeps, record: RequestRecord, vote: GivenVote & { verdict: 'approve' | 'reject' }): SealedVote {
  const at = deps.clock.now();
  return { ...vote, at, seal: deps.seals.seal(voteStatement(record.seal ?? '', { ...vote, at })) };
}

/** What the journal keeps of a vote, beside whose it is. */
function told({ at, seal, verdict, givenFor }: SealedVote): Json {
  return { verdict, for: givenFor ?? null, at: at.toISOString(), seal };
}

async function reject(
  deps: ApprovalDeps,
  tx: Db,
  { row, story }: { row: DecisionRow; story: Story },
  { person, reason }: { person: string; reason?: string },
  vote: SealedVote,
): Promise<DecisionPress> {
  await voteNo(tx, { ...vote, id: row.id, reason });
  await change(deps, tx, {
    id: row.id,
    action: row.action,
    story,
    from: 'pending',
    event: 'reject',
    actor: person,
    set: { decided_at: deps.clock.now(), finished_at: deps.clock.now() },
    personal: { reason: reason ?? '' },
    vote: told(vote),
  });
  return { kind: 'counted', state: 'rejected' };
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

/** The asker takes a waiting request back. */
export async function cancel(deps: ApprovalDeps, press: { id: string; person: string }): Promise<DecisionPress> {
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress> => {
    const held = await hold(deps, tx, press.id);
    if ('kind' in held) return held;
    const { row, record, story } = held;
    if (row.state === 'pending') mustBeSealed(deps, record, story);
    if (row.asker !== press.person) return no('Only the person who asked can cancel a request. To stop it, reject it.');
    if (row.state !== 'pending') return no(alreadyOver(row.state), true);
    const at = deps.clock.now();
    await change(deps, tx, {
      id: row.id,
      action: row.action,
      story,
      from: 'pending',
      event: 'cancel',
      actor: press.person,
      set: { decided_at: at, finished_at: at },
    });
    return { kind: 'counted', state: 'cancelled' };
  });
  deps.jobs.kick();
  return outcome;
}
