import { pagesOfSubjects } from '../approvals/policy/dashboard-pages.ts';
import { ticketAddress } from '../approvals/policy/tickets.ts';
import type { Policy } from '../approvals/policy/types.ts';
import type { Offer, RequestRecord, Worded } from '../approvals/request.ts';
import { differenceOf } from '../lib/difference.ts';
import { readKept, wordsNow } from '../lib/language/both.ts';
import { speak, spokenWord } from '../lib/language/speak.ts';
import { maskFact, maskFreeText, redactorForMany, redactorForOne, tellingIn } from '../lib/mask.ts';
import type { RequestAudience, RequestView, ShownEnvelope, ShownOffer } from '../views/request/view.ts';
import { requestStates } from '../views/request/words.ts';

const isDots = (words: string) => words.startsWith('••••');

export type DrawnState = RequestView['state'];

/** A request in one of the states that people see, for one audience: names for one reader, initials for many. */
export function requestView(
  record: RequestRecord,
  options: {
    label: string;
    audience: RequestAudience;
    policy: Pick<Policy, 'tickets' | 'privacy' | 'dashboardLink'>;
    approvers?: readonly string[] | undefined;
  },
): RequestView | undefined {
  const { audience } = options;
  const state = requestStates.find((known) => known === record.state);
  if (state === undefined) return undefined;
  const kept = record.outcome ?? record.preview;
  const worded = inLanguage(kept);
  // Somebody who is made or renamed is known by what was typed alone.
  const telling = options.audience === 'channel' ? tellingIn([record.snapshot, record.input]) : undefined;
  /** What people typed and what the back office said: whole to one reader, without names and contacts to many. */
  const free = (text: string) => (telling === undefined ? text : maskFreeText(text, telling));
  const plain = (options.audience === 'channel' ? worded?.many : worded?.one) ?? {
    title: options.label,
    lines: record.isErased ? [speak('The personal data of this request has been erased.')] : undefined,
  };
  const view: RequestView = {
    id: record.id,
    state,
    label: options.label,
    risk: record.risk ?? 'routine',
    plain,
    headline: worded?.many.title,
    asker: record.asker,
    askedAt: record.askedAt,
    votes: record.votes.map(({ person, givenFor, verdict, at, reason }) => ({
      user: person,
      givenFor,
      verdict: verdict === 'approve' ? 'yes' : 'no',
      at,
      reason: reason === undefined ? undefined : free(reason),
    })),
    questions: record.questions.map(({ answer, ...asked }) => ({
      ...asked,
      text: free(asked.text),
      answer: answer === undefined ? undefined : { ...answer, text: free(answer.text) },
    })),
  };
  if (record.offers.length > 0) view.offers = record.offers.map((offer, at) => shownOffer(record, offer, { at, audience, free }));
  if (record.preview?.hasLess === true) view.hasLess = true;
  if (record.revision > 0) view.revision = record.revision;
  if (record.preview?.hides === true) view.hides = true;
  if (record.ticket !== undefined) view.ticket = { text: record.ticket, address: ticketAddress(options.policy, record.ticket) };
  if (record.reason !== '') view.reason = free(record.reason);
  if (record.role !== undefined)
    view.rule = {
      role: record.role,
      count: record.votesNeeded,
      name: record.rule === undefined ? undefined : spokenWord(record.rule),
    };
  if (record.decideBy !== undefined) view.decideBy = record.decideBy;
  if (record.executeBy !== undefined) view.executeBy = record.executeBy;
  if (options.approvers !== undefined) view.approvers = { named: options.approvers, others: 0 };
  if (record.differences.length > 0) {
    const one = redactorForOne(options.policy.privacy);
    // What a channel's card hides of a field, it hides of what became of it, too: nobody knows that what is there now is a street.
    const hidden = (record.preview?.many.changes ?? []).filter(({ before, after }) => [before, after].some(isDots));
    const many = redactorForMany();
    const fact = (label: string, text: string) => {
      if (telling === undefined) return maskFact(label, text, one);
      return hidden.some((change) => change.label === label) ? many.text(text) : free(text);
    };
    view.differences = record.differences.map(({ label, before, after }) => {
      const [old, now] = [fact(label, before), fact(label, after)];
      const isHidden = old !== before || now !== after;
      const said = spokenWord(now);
      return {
        label: spokenWord(label),
        before: spokenWord(old),
        after: isHidden ? `${said} (${differenceOf({ before, after })})` : said,
      };
    });
  }
  if (record.explanation !== undefined) view.explanation = spokenWord(free(readKept(record.explanation)));
  if (state === 'pending' && record.undecidable) view.explanation = speak('nobody is left who could decide it');
  if (record.escalated && record.escalateRole !== undefined) view.escalatedTo = record.escalateRole;
  if (record.expiredClock !== undefined) view.expired = record.expiredClock === 'decide' ? 'not-decided' : 'not-executed';
  if (record.settledBy !== undefined) view.settledBy = record.settledBy;
  if (record.outcome?.again !== undefined) view.failedInPart = true;
  if (record.opened !== undefined) view.envelope = envelopeView(record.opened, record);
  if (record.finishedAt !== undefined) view.finishedAt = record.finishedAt;
  const customers = record.subjects.flatMap((subject) => /^customer:(\d+)$/.exec(subject)?.[1] ?? []);
  if (customers.length === 1) view.customer = { customer: Number(customers[0]), branch: record.branch };
  const pages = pagesOfSubjects(options.policy.dashboardLink, record.subjects);
  if (pages.length > 0 && !record.isErased) view.pages = pages;
  return view;
}

function inLanguage(kept: Worded | undefined): Pick<Worded, 'one' | 'many'> | undefined {
  return kept === undefined ? undefined : wordsNow(kept);
}

/** The newest offer stands for as long as the request waits and nobody has answered it. */
function shownOffer(
  { state, offers }: RequestRecord,
  { id, by, at: offeredAt, reason, preview, answer, was }: Offer,
  { at, audience, free }: { at: number; audience: RequestAudience; free: (text: string) => string },
): ShownOffer {
  const titleOf = (words: Worded | undefined) => inLanguage(words)?.[audience === 'channel' ? 'many' : 'one'].title ?? '';
  const standsNow = at < offers.length - 1 ? 'replaced' : state === 'pending' ? 'open' : 'withdrawn';
  return {
    id,
    by,
    at: offeredAt,
    reason: free(reason),
    title: titleOf(preview),
    state: answer?.verdict ?? standsNow,
    answeredAt: answer?.at,
    was: was && { title: titleOf(was.preview), approvedBy: was.votes.map(({ person }) => person) },
  };
}

function envelopeView(opened: NonNullable<RequestRecord['opened']>, { draws, closed }: RequestRecord): ShownEnvelope {
  const people = [...new Set(draws.map(({ by }) => by))];
  const drawnBy = people.map((person) => ({ person, times: draws.filter(({ by }) => by === person).length }));
  return {
    ...opened,
    left: Math.max(0, opened.most - draws.length),
    drawnBy: drawnBy.sort((one, other) => other.times - one.times),
    closed: closed && { ...closed, by: closed.by === 'app' ? undefined : closed.by },
  };
}
