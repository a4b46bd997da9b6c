import { onBehalfOf } from '../../actions/limited.ts';
import { asFault } from '../../errors.ts';
import { digestOf } from '../../journal/seals.ts';
import type { Json } from '../../lib/json.ts';
import { keptInBoth, listening, readKept } from '../../lib/language/both.ts';
import { speaking } from '../../lib/language/language.ts';
import { speak } from '../../lib/language/speak.ts';
import { formatMoney } from '../../lib/money.ts';
import { within } from '../../lib/within.ts';
import { assessmentOf, precheckAt } from '../assess.ts';
import { absencesIn } from '../away/absence.ts';
import { type ApprovalDeps, actionNamed } from '../deps.ts';
import { barredFrom, hold, overBy } from '../held.ts';
import { receiversOf } from '../policy/webhooks.ts';
import { type DecisionPress, no, rightsOf } from '../press.ts';
import { cardWords } from '../preview-words.ts';
import type { Offer, RequestRecord } from '../request.ts';
import { offeredPart } from '../seal/offers.ts';
import { loadForPress } from '../store/load.ts';
import { keepOffers } from './keep.ts';

/** More than that is a conversation, and belongs elsewhere. */
const mostOffers = 10;
/** Somebody waits with a form that Slack closes in three seconds. */
const readWithinMs = 1_500;

/** What can be offered in place of what a request asks for; read for who wants to. Throws the readers' faults. */
export async function lesserChoices(
  deps: ApprovalDeps,
  { id, person }: { id: string; person: string },
): Promise<readonly { value: string; text: string }[]> {
  const { record } = await loadForPress(deps.db, id, person);
  if (record === undefined || record.snapshot === undefined) return [];
  const action = actionNamed(deps, record.action);
  return (await action.lesser?.choices(readersFor(deps, person), action.input.parse(record.input), record.snapshot)) ?? [];
}

/** The press of somebody who would give less; `revision` is that of the request as they saw it. */
export type Offering = { id: string; person: string; revision: number; choice: string; reason: string; origin: string };

/**
 * Somebody who may decide a waiting request offers less of the same. It goes through what a vote goes through, decides nothing and stops
 * no clock; the newest offer stands.
 */
export async function offerLess(deps: ApprovalDeps, offering: Offering): Promise<DecisionPress> {
  const { id, person, revision, reason, origin } = offering;
  const { record, absences } = await loadForPress(deps.db, id, person);
  if (record === undefined) return no(gone, true);
  const [rights, made] = await Promise.all([
    rightsOf(deps, person, record, absencesIn(deps, absences)),
    listening(() => madeOf(deps, record, offering)),
  ]);
  const offerId = digestOf(origin).slice(0, 12);
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress> => {
    const held = await hold(deps, tx, id);
    if ('kind' in held) return held;
    const over = await overBy(deps, tx, held);
    if (over !== undefined) return over;
    const { offers, asker, action, salt, seal } = held.record;
    // The same form delivered again.
    if (offers.some((one) => one.id === offerId)) return { kind: 'counted', state: 'pending' };
    const barred = await barredFrom(deps, tx, held, { person, rights });
    if (barred !== undefined) return barred;
    if (held.record.revision !== revision || seal !== record.seal) return no(changedMeanwhile(), true);
    if ('why' in made) return no(made.why);
    if (offers.length >= mostOffers)
      return no(speak('{count} offers were made for this already. Talk to the person who asked.', { count: mostOffers }));
    const offer: Offer = { id: offerId, by: person, at: deps.clock.now(), reason, ...made };
    await keepOffers(
      deps,
      tx,
      held,
      [...offers, offer],
      [
        { kind: 'remind', ref: `${id}:${asker}:offered-${offerId}` },
        ...receiversOf(deps.policy, 'pending', action).map(
          (receiver) => ({ kind: 'webhook', ref: `${id}:${receiver}` }) as const,
        ),
      ],
    );
    await deps.journal.append(tx, {
      kind: 'request.offered',
      requestId: id,
      actor: person,
      data: { action, offer: offerId, ...offeredPart(salt, offer) },
      personal: { reason, input: made.made?.input as Json }, // safe: it has just come out of JSON
    });
    return { kind: 'counted', state: 'pending' };
  });
  deps.jobs.kick();
  return outcome;
}

const gone = 'This request does not exist any more.';

export const changedMeanwhile = () =>
  speak('This has changed since it was shown: another voucher was agreed on. Look at the card, and decide that.');

/** The request as it would be, read now; or why it can't be offered, in a sentence for the form. */
async function madeOf(
  deps: ApprovalDeps,
  record: RequestRecord,
  { person, choice }: Offering,
): Promise<Pick<Offer, 'preview' | 'made'> | { why: string }> {
  const action = actionNamed(deps, record.action);
  const { lesser } = action;
  if (lesser === undefined || record.preview?.hasLess !== true || record.amount === undefined)
    return { why: speak('Less can’t be offered for this. Approve or reject it.') };
  try {
    const input = lesser.input(action.input.parse(record.input), choice);
    // What is compared and kept is spelled one way for all readers.
    const reading = speaking('en', () => action.precheck(readersFor(deps, person), input, precheckAt(deps)));
    const read = await within(deps.clock, readWithinMs, reading, () => undefined);
    if (read === undefined) return { why: notInTime() };
    const snapshot = lesser.since(record.snapshot, JSON.parse(JSON.stringify(read)));
    const found = assessmentOf(action, input, snapshot, 'not-considered');
    const why = lesser.unlike(record.snapshot, snapshot);
    if (why !== undefined) return { why };
    const { worth } = found;
    const isLess = worth?.money !== undefined && !worth.givesMore && worth.money.amount < record.amount.amount;
    if (!isLess || worth.money?.currency !== record.amount.currency)
      return { why: speak('Choose a voucher that is worth less than {money}.', { money: formatMoney(record.amount) }) };
    const preview = await cardWords(deps, record, action, input, found);
    return { preview, made: JSON.parse(JSON.stringify({ input, snapshot, facts: found.facts })) };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'internal')
      deps.log.error({ ref: fault.ref, request: record.id, err: fault }, 'an offer could not be read');
    return { why: readKept(speaking('en', () => keptInBoth(fault.say))) };
  }
}

const notInTime = () => speak('The back office did not answer in time, so nothing was recorded. Send it again.');

function readersFor(deps: ApprovalDeps, person: string): ApprovalDeps['readers'] {
  return deps.policy.dailyBudget.perPerson === null ? deps.readers : onBehalfOf(deps.readers, person);
}
