import type { AnyAction } from '../../actions/define.ts';
import type { Db } from '../../db/schema.ts';
import { asFault } from '../../errors.ts';
import { canonicalJson, type Json } from '../../lib/json.ts';
import { speak } from '../../lib/language/speak.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import { treeAtPress } from '../ask-policy.ts';
import { type Assessment, assessmentOf, gateOf, lockLimits } from '../assess.ts';
import { absencesIn } from '../away/absence.ts';
import { change } from '../change.ts';
import { type ApprovalDeps, actionNamed, reach } from '../deps.ts';
import { differencesOf } from '../facts.ts';
import { barredFrom, type Held, hold, overBy } from '../held.ts';
import { mustBeAllowed } from '../intake.ts';
import type { BranchTree } from '../policy/branches.ts';
import { clockOf } from '../policy/clock.ts';
import type { Gate } from '../policy/gate.ts';
import { mayStartOn } from '../policy/grants.ts';
import { type DecisionPress, no, type PressRights, pressWithinMs, rightsOf, seen } from '../press.ts';
import type { Offer, RequestRecord } from '../request.ts';
import { mustBeSealed } from '../seal/check.ts';
import { openOffer, wasDigest } from '../seal/offers.ts';
import { changedOutside, Tampered } from '../seal/tampered.ts';
import { reviseRequest } from '../store/changes.ts';
import { loadForPress, loadRequest } from '../store/load.ts';
import { takenIn } from '../taken.ts';
import { nobody, overseeYes, sayYes, type VotersAsked, votersFor } from '../vote.ts';
import type { GivenVote } from '../voters.ts';
import { keepOffers, storedOffers } from './keep.ts';

/** The asker's press on one offer. */
export type Answering = { id: string; person: string; offer: string };

const answeredAlready = () => speak('This offer is no longer open. The card shows the current state.');
const notTheirs = () => speak('Only the person who asked for this can answer the offer.');

/** The asker does not want less: it goes on waiting as before. */
export async function declineOffer(deps: ApprovalDeps, { id, person, offer: offerId }: Answering): Promise<DecisionPress> {
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress> => {
    const held = await hold(deps, tx, id);
    if ('kind' in held) return held;
    const { record, story } = held;
    // The same press delivered again.
    if (record.asker === person && isAnswered(record, offerId, 'declined')) return { kind: 'counted', state: record.state };
    const over = await overBy(deps, tx, held);
    if (over !== undefined) return over;
    if (record.asker !== person) return no(notTheirs());
    mustBeSealed(deps, record, story);
    const offer = openOffer(record, story);
    if (offer?.id !== offerId) return no(answeredAlready(), true);
    const answer = { verdict: 'declined', at: deps.clock.now() } as const;
    await keepOffers(deps, tx, held, withAnswer(record.offers, offer, { answer }), [
      { kind: 'remind', ref: `${id}:${offer.by}:declined-${offerId}` },
    ]);
    await deps.journal.append(tx, {
      kind: 'request.offer-declined',
      requestId: id,
      actor: person,
      data: { action: record.action, offer: offerId },
    });
    return { kind: 'counted', state: 'pending' };
  });
  deps.jobs.kick();
  return outcome;
}

/**
 * The asker takes less: a new version of the same request, sealed anew and judged by the rules as any request is. What was said to the
 * version before counts no more; the offerer's yes does, by the function that counts a press of theirs, if they could press now.
 */
export async function acceptOffer(deps: ApprovalDeps, answering: Answering): Promise<DecisionPress> {
  const { id, person } = answering;
  const asked = await loadRequest(deps.db, id);
  const ahead = await lookAhead(deps, asked, answering);
  if ('why' in ahead) return no(ahead.why);
  await reach(deps, 'decide:before-commit', id);
  const outcome = await deps.db.transaction().execute(async (tx): Promise<Accepted | 'look-again'> => {
    const held = await hold(deps, tx, id);
    if ('kind' in held) return { press: held };
    const { record, story } = held;
    if (record.asker === person && isAnswered(record, answering.offer, 'accepted'))
      return { press: { kind: 'counted', state: record.state } };
    const over = await overBy(deps, tx, held);
    if (over !== undefined) return { press: over };
    if (record.asker !== person) return { press: no(notTheirs()) };
    mustBeSealed(deps, record, story);
    const offer = openOffer(record, story);
    if (offer?.id !== answering.offer || ahead.offer === undefined) return { press: no(answeredAlready(), true) };
    return revise(deps, tx, held, { ...ahead, offer });
  });
  if (outcome === 'look-again') return acceptOffer(deps, answering);
  await reach(deps, 'decide:after-commit', id);
  if (outcome.yes !== undefined) overseeYes(deps, id, outcome.yes.given, outcome.yes.voters);
  const { press } = outcome;
  if (press.kind === 'counted' && press.state !== 'pending' && outcome.isNew === true && asked !== undefined)
    deps.observe?.ended({ action: asked.action, waitedMs: deps.clock.now().getTime() - asked.askedAt.getTime() });
  deps.jobs.kick();
  return press;
}

type Accepted = { press: DecisionPress; isNew?: true; yes?: { given: GivenVote; voters: VotersAsked } };

/** What is looked up before the row is held: Slack is asked outside of any transaction. */
type Ahead = {
  /** Undefined if there is none that could be accepted: what is said then is found while the row is held. */
  offer: Offer | undefined;
  action: AnyAction | undefined;
  roles: readonly string[];
  tree: BranchTree;
  gate: Gate | undefined;
  offerer: Offerer | undefined;
};
type Offerer = { given: GivenVote; rights: PressRights; voters: VotersAsked };

async function lookAhead(
  deps: ApprovalDeps,
  record: RequestRecord | undefined,
  { person, offer: offerId }: Answering,
): Promise<Ahead | { why: string }> {
  const offer = record?.offers.at(-1);
  const none: Ahead = { offer: undefined, action: undefined, roles: [], tree: 'unreadable', gate: undefined, offerer: undefined };
  if (record?.state !== 'pending' || record.asker !== person || offer?.id !== offerId || offer.made === undefined) return none;
  const action = actionNamed(deps, record.action);
  try {
    const [roles, tree] = await Promise.all([mustBeAllowed(deps, person, action, pressWithinMs), treeAtPress(deps)]);
    const found = foundIn(action, offer, tree);
    const gate = await gateOf(deps, deps.db, { action: action.name, asker: person, id: record.id }, found);
    const ahead = { offer, action, roles, tree, gate };
    if (gate.kind === 'none') return { ...ahead, offerer: undefined };
    const offerer = await offererNow(deps, record, offer, gate);
    return 'why' in offerer ? offerer : { ...ahead, offerer };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'internal') throw error;
    warnSeldom(deps, fault.code, seen(fault), 'what an offer comes to could not be looked up; a press was not counted');
    return { why: fault.say };
  }
}

/** What the offerer could say to the version that their offer makes, if they pressed now. */
async function offererNow(
  deps: ApprovalDeps,
  record: RequestRecord,
  offer: Offer,
  gate: Extract<Gate, { kind: 'votes' }>,
): Promise<Offerer | { why: string }> {
  const { absences: rows } = await loadForPress(deps.db, record.id, offer.by);
  const { escalate } = gate;
  const revised: RequestRecord = {
    ...record,
    votes: [],
    role: gate.role,
    escalateRole: escalate?.role,
    escalateAt: escalate && clockOf(deps.policy, gate)(record.askedAt, escalate.afterMs),
  };
  const rights = await rightsOf(deps, offer.by, revised, absencesIn(deps, rows));
  // Somebody who has left has no say; where Slack was not heard in time, it may be that they have one.
  if ('why' in rights && rights.isUnheard === true) return { why: rights.why };
  const held = 'why' in rights ? { roles: [], asOf: [] } : rights;
  const given = { person: offer.by, givenFor: held.standingIn?.person };
  const voters = await votersFor(deps, given, revised);
  return 'why' in voters ? voters : { given, rights: held, voters };
}

function foundIn(action: AnyAction, { made }: Offer, tree: BranchTree): Assessment {
  return assessmentOf(action, action.input.parse(made?.input), made?.snapshot, tree);
}

async function revise(
  deps: ApprovalDeps,
  tx: Db,
  held: Held,
  { offer, action, roles, tree, gate: expected, offerer }: Ahead & { offer: Offer },
): Promise<Accepted | 'look-again'> {
  const { record, row, story } = held;
  if (action === undefined || expected === undefined) return 'look-again';
  const found = foundIn(action, offer, tree);
  if (differencesOf(offer.made?.facts ?? {}, found.facts).length > 0) throw new Tampered(row.id, [changedOutside('Facts')]);
  if (!mayStartOn(deps.policy, roles, action.name, found))
    return { press: no(speak('You can’t ask for this in this branch any more. Ask a colleague who works for it.')) };
  await lockLimits(tx);
  const gate = await gateOf(deps, tx, { action: action.name, asker: record.asker, id: record.id }, found);
  if (asksOf(gate) !== asksOf(expected)) return 'look-again';
  const at = deps.clock.now();
  const taken = takenIn(
    deps,
    { ...record, input: offer.made?.input },
    { gate, assessment: found, barred: record.barred, preview: offer.preview },
  );
  const was: Offer['was'] = {
    preview: record.preview,
    rule: record.rule,
    votes: record.votes.map(({ person, givenFor, at: votedAt }) => ({ person, givenFor, at: votedAt })),
  };
  const offers = withAnswer(record.offers, offer, { answer: { verdict: 'accepted', at }, was });
  await reviseRequest(tx, row.id, {
    set: taken.set,
    details: { ...taken.details, input: JSON.stringify(offer.made?.input), offers: storedOffers(offers) },
  });
  await deps.journal.append(tx, {
    kind: 'request.revised',
    requestId: row.id,
    actor: record.asker,
    data: {
      action: action.name,
      facts: taken.journal,
      ...taken.sealed,
      offer: offer.id,
      was: wasDigest(record.salt, was),
    },
    personal: { input: offer.made?.input as Json, facts: found.facts }, // safe: it came out of JSON
  });
  await deps.jobs.scheduleAll(tx, [
    { kind: 'draw', ref: row.id },
    { kind: 'watch', ref: row.id, at: taken.executeBy ?? at },
  ]);
  if (gate.kind === 'votes') return yesOfOfferer(deps, tx, row.id, { offerer, tree });
  await change(deps, tx, {
    id: row.id,
    action: action.name,
    from: 'pending',
    event: 'approve',
    actor: record.asker,
    story,
    set: { decided_at: at },
    journal: { offer: offer.id },
    jobs: [{ kind: 'execute', ref: row.id }],
  });
  return { press: { kind: 'counted', state: 'approved' }, isNew: true };
}

/** Whether it counts is judged as a press of theirs is; where it does not, the new version goes on waiting. */
async function yesOfOfferer(
  deps: ApprovalDeps,
  tx: Db,
  id: string,
  { offerer, tree }: { offerer: Offerer | undefined; tree: BranchTree },
): Promise<Accepted> {
  const waiting: Accepted = { press: { kind: 'counted', state: 'pending' }, isNew: true };
  const { given, rights, voters } = offerer ?? { given: undefined, rights: undefined, voters: nobody };
  const revised = await hold(deps, tx, id);
  if (given === undefined || 'kind' in revised) return waiting;
  if ((await barredFrom(deps, tx, revised, { ...given, rights })) !== undefined) return waiting;
  const press = await sayYes(deps, tx, revised, { given, voters, tree });
  // Nobody else can have said yes to it: it is of this moment.
  if (press === 'look-again') return waiting;
  if (press.kind === 'counted') return { press, isNew: true, yes: { given, voters } };
  return press.stale ? { press } : waiting;
}

const asksOf = (gate: Gate): string =>
  canonicalJson(gate.kind === 'none' ? [gate.kind, gate.rule] : [gate.kind, gate.rule, gate.role, gate.count]);

function isAnswered({ offers }: RequestRecord, id: string, verdict: 'accepted' | 'declined'): boolean {
  return offers.some((offer) => offer.id === id && offer.answer?.verdict === verdict);
}

function withAnswer(offers: readonly Offer[], answered: Offer, more: Pick<Offer, 'answer' | 'was'>): Offer[] {
  return offers.map((one) => (one.id === answered.id ? { ...one, ...more } : one));
}
