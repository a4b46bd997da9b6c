import type { Db } from '../db/schema.ts';
import { treeAtPress } from './ask-policy.ts';
import { absencesIn } from './away/absence.ts';
import { change } from './change.ts';
import { type ApprovalDeps, reach } from './deps.ts';
import { barredFrom, hold, overBy } from './held.ts';
import { changedMeanwhile } from './offers/offer-less.ts';
import { alreadyOver, type DecisionPress, no, rightsOf } from './press.ts';
import type { RequestRecord } from './request.ts';
import { mustBeSealed } from './seal/check.ts';
import type { Story } from './seal/story.ts';
import { insertVote, voteNo } from './store/changes.ts';
import { loadForPress } from './store/load.ts';
import type { DecisionRow } from './store/one.ts';
import { alreadySaid, nobody, overseeYes, type SealedVote, sayYes, sealedVote, told, votersFor } from './vote.ts';

/** `revision`: that of the request as it was shown; the first version's if it is left out. */
export type Deciding = { id: string; person: string; verdict: 'approve' | 'reject'; reason?: string; revision?: number };

/** A yes or a no to a waiting request. One no ends it; the yes that completes the count lets it run. */
export async function decide(deps: ApprovalDeps, press: Deciding): Promise<DecisionPress> {
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
  const tree = press.verdict === 'approve' ? await treeAtPress(deps) : 'unreadable';
  await reach(deps, 'decide:before-commit', press.id);
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress | 'look-again'> => {
    const held = await hold(deps, tx, press.id);
    if ('kind' in held) return held;
    const { row, record, story } = held;
    // The same press delivered again: it has been counted, and nothing needs saying.
    if (row.state !== 'pending' && hasVoted(record, press)) return { kind: 'counted', state: row.state };
    const over = await overBy(deps, tx, held);
    if (over !== undefined) return over;
    if (hasVoted(record, press)) return no(alreadySaid);
    const barred = await barredFrom(deps, tx, held, { person: press.person, rights });
    if (barred !== undefined) return barred;
    if ('why' in voters) return no(voters.why);
    // It is for exactly what was shown.
    if (record.revision !== (press.revision ?? 0)) return no(changedMeanwhile(), true);
    if (press.verdict === 'approve') return sayYes(deps, tx, held, { given, voters, tree });
    const vote = sealedVote(deps, record, { ...given, verdict: 'reject' });
    await insertVote(tx, { ...vote, id: row.id, reason: press.reason });
    return reject(deps, tx, { row, story }, press, vote);
  });
  if (outcome === 'look-again') return decide(deps, press);
  if (outcome.kind === 'counted' && press.verdict === 'reject') deps.limits.noteOver(press.id);
  await reach(deps, 'decide:after-commit', press.id);
  if (outcome.kind === 'counted' && press.verdict === 'approve' && !('why' in voters)) overseeYes(deps, press.id, given, voters);
  if (outcome.kind === 'counted' && outcome.state !== 'pending' && asked !== undefined)
    deps.observe?.ended({ action: asked.action, waitedMs: deps.clock.now().getTime() - asked.askedAt.getTime() });
  deps.jobs.kick();
  return outcome;
}

function hasVoted({ votes }: RequestRecord, press: { person: string; verdict: 'approve' | 'reject' }): boolean {
  return votes.some(({ person, verdict }) => person === press.person && verdict === press.verdict);
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
  if (outcome.kind === 'counted') deps.limits.noteOver(press.id);
  deps.jobs.kick();
  return outcome;
}
