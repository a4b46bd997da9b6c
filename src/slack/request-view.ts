import type { RequestRecord } from '../approvals/request.ts';
import { maskFreeText, tellingIn } from '../lib/mask.ts';
import type { RequestAudience, RequestView } from '../views/request/view.ts';
import { requestStates } from '../views/request/words.ts';

export type DrawnState = RequestView['state'];

/** A request in one of the states that people see, for one audience: names for one reader, initials for many. */
export function requestView(
  record: RequestRecord,
  options: { label: string; audience: RequestAudience; approvers?: readonly string[] | undefined },
): RequestView | undefined {
  const state = requestStates.find((known) => known === record.state);
  if (state === undefined) return undefined;
  const worded = record.outcome ?? record.preview;
  const telling = options.audience === 'channel' ? tellingIn(record.seen) : undefined;
  /** What people typed and what the back office said: whole to one reader, without names and contacts to many. */
  const free = (text: string) => (telling === undefined ? text : maskFreeText(text, telling));
  const plain = (options.audience === 'channel' ? worded?.many : worded?.one) ?? { title: options.label };
  const view: RequestView = {
    id: record.id,
    state,
    label: options.label,
    risk: record.risk ?? 'routine',
    plain,
    asker: record.asker,
    askedAt: record.askedAt,
    votes: record.votes.map(({ person, verdict, at, reason }) => ({
      user: person,
      verdict: verdict === 'approve' ? 'yes' : 'no',
      at,
      ...(reason === undefined ? {} : { reason: free(reason) }),
    })),
  };
  if (record.reason !== '') view.reason = free(record.reason);
  if (record.role !== undefined)
    view.rule = { role: record.role, count: record.votesNeeded, ...(record.rule === undefined ? {} : { name: record.rule }) };
  if (record.decideBy !== undefined) view.decideBy = record.decideBy;
  if (record.executeBy !== undefined) view.executeBy = record.executeBy;
  if (options.approvers !== undefined) view.approvers = { named: options.approvers, others: 0 };
  if (record.differences.length > 0) {
    view.differences = record.differences.map(({ label, before, after }) => ({
      label,
      before: free(before),
      after: free(after),
    }));
  }
  if (record.explanation !== undefined) view.explanation = free(record.explanation);
  if (state === 'pending' && record.undecidable) view.explanation = 'nobody is left who could decide it';
  if (record.escalated && record.escalateRole !== undefined) view.escalatedTo = record.escalateRole;
  if (record.expiredClock !== undefined) view.expired = record.expiredClock === 'decide' ? 'not-decided' : 'not-executed';
  if (record.settledBy !== undefined) view.settledBy = record.settledBy;
  if (record.outcome?.again !== undefined) view.failedInPart = true;
  if (record.finishedAt !== undefined) view.finishedAt = record.finishedAt;
  return view;
}
