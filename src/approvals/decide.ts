import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Json } from '../lib/json.ts';
import { asksForMore, asTaken, treeAtPress } from './ask-policy.ts';
import { change } from './change.ts';
import { type Core, reach } from './core.ts';
import { expireNow } from './expire.ts';
import { overseeNewMember, overseeVote } from './oversight.ts';
import type { BranchTree } from './policy/branches.ts';
import { alreadyOver, lockRow, no, noLongerRights, type Press, type Row, rightsOf } from './press.ts';
import { loadRequest, type RequestRecord } from './request.ts';
import { mustAgree, mustBeSealed } from './seal/check.ts';
import { voteStatement } from './seal/statement.ts';
import { storyOf } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { askerIsGone, countedTogether, seatWords, type Voters, votersNow } from './voters.ts';

/** A yes or a no to a waiting request. One no ends it; the yes that completes the count lets it run. */
export async function decide(
  core: Core,
  press: { id: string; person: string; verdict: 'approve' | 'reject'; reason?: string },
): Promise<Press> {
  const rights = await rightsOf(core, press);
  if ('why' in rights) return no(rights.why);
  const voters = press.verdict === 'approve' ? await votersFor(core, press) : nobody;
  if ('why' in voters) return no(voters.why);
  const tree = press.verdict === 'approve' ? await treeAtPress(core) : 'unreadable';
  await reach(core, 'decide:before-commit', press.id);
  const outcome = await core.db.transaction().execute(async (tx): Promise<Press | 'look-again'> => {
    const row = await lockRow(tx, press.id);
    if (!row) return no('This request does not exist any more.', true);
    const record = await loadRequest(tx, press.id);
    if (record === undefined) throw new Tampered(press.id, [changedOutside('Request')]);
    const story = await storyOf(core, tx, press.id);
    mustAgree(record, story);
    if (row.state === 'checking' || row.state === 'refused') return no('This request does not exist any more.', true);
    if (row.state === 'pending' && row.decide_by !== null && row.decide_by <= core.clock.now()) {
      await expireNow(core, tx, row, 'decide');
      return no('Too late: the time to decide is over. The request has expired.', true);
    }
    // The same press delivered again: it has been counted, and nothing needs saying.
    if (row.state !== 'pending' && (await hasVoted(tx, row.id, press.person, press.verdict)))
      return { kind: 'counted', state: row.state };
    if (row.state !== 'pending') return no(alreadyOver(row.state), true);
    if (row.asker === press.person)
      return no('You asked for this yourself, so somebody else has to decide it. You can cancel it.');
    if (row.barred.includes(press.person))
      return no(
        'This is about your own customer account, or a business account that it is in, so somebody else has to decide it.',
      );
    const why = await noLongerRights(core, tx, row, rights);
    if (why !== undefined) return no(why);
    mustBeSealed(core, record, story);
    if (press.verdict === 'approve') {
      const yes = await yesesOf(tx, row);
      // Somebody was faster, and has not been looked up yet.
      if (yes.some((person) => !voters.asked.includes(person))) return 'look-again';
      if (voters.askerGone !== undefined) return stopWithoutAsker(core, tx, row);
      if (!yes.includes(press.person) && isOfSameGroup(row, voters, yes, press.person))
        return no(
          'Somebody of your group has approved this already. It needs somebody of another group, so nothing was recorded.',
        );
    }
    const vote = sealedVote(core, record, press);
    const inserted = await tx
      .insertInto('votes')
      .values({
        request_id: row.id,
        person: press.person,
        verdict: press.verdict,
        reason: press.reason ?? null,
        at: vote.at,
        seal: vote.seal,
      })
      .onConflict((conflict) => conflict.columns(['request_id', 'person']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n && press.verdict === 'approve')
      return no('You have said yes to this already; it waits for somebody else.');
    if (press.verdict === 'reject') return reject(core, tx, row, press, vote);
    return approve(core, tx, { row, record, tree, voters }, press.person, vote);
  });
  if (outcome === 'look-again') return decide(core, press);
  await reach(core, 'decide:after-commit', press.id);
  if (outcome.kind === 'counted' && press.verdict === 'approve') {
    void overseeVote(core, press.id, press.person);
    void overseeNewMember(core, press.person, [...new Set((voters.seats.get(press.person) ?? []).map(({ role }) => role))]);
  }
  core.jobs.kick();
  return outcome;
}

/** Those whose yes would count, this one's included, looked up again: who was looked up, and who of them still counts. */
type LookedUp = Voters & { asked: readonly string[] };
const nobody: LookedUp = { asked: [], seats: new Map(), askerGone: undefined };

async function votersFor(core: Core, press: { id: string; person: string }): Promise<LookedUp | { why: string }> {
  const record = await loadRequest(core.db, press.id);
  if (record?.state !== 'pending') return nobody;
  const yes = record.votes.filter(({ verdict }) => verdict === 'approve').map(({ person }) => person);
  const asked = [...new Set([...yes, press.person])];
  try {
    return { asked, ...(await votersNow(core, record, asked, { withinMs: 700 })) };
  } catch (error) {
    const fault = asFault(error);
    core.log.warn({ ref: fault.ref, err: { message: fault.message } }, 'voters could not be looked up; a press was not counted');
    return { why: 'Slack did not say in time who may decide this, so nothing was recorded. Press again.' };
  }
}

async function yesesOf(tx: Db, row: Row): Promise<string[]> {
  const votes = await tx
    .selectFrom('votes')
    .select('person')
    .where('request_id', '=', row.id)
    .where('verdict', '=', 'approve')
    .where('person', '!=', row.asker)
    .execute();
  return votes.map(({ person }) => person);
}

function isOfSameGroup(row: Row, { seats }: Voters, yes: readonly string[], person: string): boolean {
  if (row.distinct_by !== 'usergroup') return false;
  const count = (people: readonly string[]) =>
    countedTogether(new Map([...seats].filter(([one]) => people.includes(one))), 'usergroup');
  return seats.has(person) && count([...yes, person]) === count(yes);
}

/** Who asked has left: nobody is there whose wish a yes could be to. */
async function stopWithoutAsker(core: Core, tx: Db, row: Row): Promise<Press> {
  await change(core, tx, {
    id: row.id,
    action: row.action,
    from: 'pending',
    event: 'facts-changed',
    actor: 'app',
    set: { finished_at: core.clock.now() },
    details: { explanation: askerIsGone },
    journal: { why: 'the asker is gone' },
  });
  return no(askerIsGone, true);
}

async function hasVoted(tx: Db, id: string, person: string, verdict: 'approve' | 'reject'): Promise<boolean> {
  const vote = await tx
    .selectFrom('votes')
    .select('verdict')
    .where('request_id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
  return vote?.verdict === verdict;
}

type SealedVote = { at: Date; seal: string; verdict: 'approve' | 'reject' };

function sealedVote(core: Core, record: RequestRecord, press: { person: string; verdict: 'approve' | 'reject' }): SealedVote {
  const at = core.clock.now();
  const { person, verdict } = press;
  return { at, verdict, seal: core.seals.seal(voteStatement(record.seal ?? '', { person, givenFor: undefined, verdict, at })) };
}

/** What the journal keeps of a vote, beside whose it is. */
function told({ at, seal, verdict }: SealedVote): Json {
  return { verdict, for: null, at: at.toISOString(), seal };
}

async function reject(
  core: Core,
  tx: Db,
  row: Row,
  { person, reason }: { person: string; reason?: string },
  vote: SealedVote,
): Promise<Press> {
  // Somebody who said yes before may still say no: the later word counts.
  await tx
    .updateTable('votes')
    .set({ verdict: 'reject', reason: reason ?? null, at: vote.at, seal: vote.seal })
    .where('request_id', '=', row.id)
    .where('person', '=', person)
    .execute();
  await change(core, tx, {
    id: row.id,
    action: row.action,
    from: 'pending',
    event: 'reject',
    actor: person,
    set: { decided_at: core.clock.now(), finished_at: core.clock.now() },
    personal: { reason: reason ?? '' },
    vote: told(vote),
  });
  return { kind: 'counted', state: 'rejected' };
}

async function approve(
  core: Core,
  tx: Db,
  { row, record, tree, voters: { seats } }: { row: Row; record: RequestRecord; tree: BranchTree; voters: Voters },
  person: string,
  vote: SealedVote,
): Promise<Press> {
  // Those before were held against their seals just now, and this one is the newest.
  const given = await yesesOf(tx, row);
  const counting = new Map([...seats].filter(([one]) => given.includes(one)));
  const yes = countedTogether(counting, row.distinct_by === 'usergroup' ? 'usergroup' : undefined);
  const by = seatWords(seats.get(person) ?? []);
  if (yes < row.votes_needed) {
    await tx
      .updateTable('requests')
      .set((requests) => ({ version: requests('version', '+', 1) }))
      .where('id', '=', row.id)
      .execute();
    await core.journal.append(tx, {
      kind: 'request.vote',
      requestId: row.id,
      actor: person,
      data: { verdict: 'approve', have: yes, need: row.votes_needed, by, vote: told(vote) },
    });
    await core.jobs.schedule(tx, 'draw', row.id);
    return { kind: 'counted', state: 'pending' };
  }
  const more = tree === 'unreadable' ? [] : await asksForMore(core, tx, record, yes, asTaken(core, record, tree));
  if (more.length > 0) {
    await change(core, tx, {
      id: row.id,
      action: row.action,
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
  await change(core, tx, {
    id: row.id,
    action: row.action,
    from: 'pending',
    event: 'approve',
    actor: person,
    set: { decided_at: now, execute_by: executeBy },
    journal: { have: yes, need: row.votes_needed, by },
    vote: told(vote),
  });
  await core.jobs.schedule(tx, 'execute', row.id);
  await core.jobs.schedule(tx, 'watch', row.id, executeBy);
  return { kind: 'counted', state: 'approved' };
}

/** The asker takes a waiting request back. */
export async function cancel(core: Core, press: { id: string; person: string }): Promise<Press> {
  const outcome = await core.db.transaction().execute(async (tx): Promise<Press> => {
    const row = await lockRow(tx, press.id);
    if (!row) return no('This request does not exist any more.', true);
    if (row.asker !== press.person) return no('Only the person who asked can cancel a request. To stop it, reject it.');
    if (row.state !== 'pending') return no(alreadyOver(row.state), true);
    const at = core.clock.now();
    await change(core, tx, {
      id: row.id,
      action: row.action,
      from: 'pending',
      event: 'cancel',
      actor: press.person,
      set: { decided_at: at, finished_at: at },
    });
    return { kind: 'counted', state: 'cancelled' };
  });
  core.jobs.kick();
  return outcome;
}
