/**
 * Every state a request can be in and every way from one to another. Pure: who may cause an event, and what else must hold, is decided
 * where the event comes from; that no other change of state exists is decided here.
 */
export const requestStates = [
  /** Asked for; what it rests on is being read. Not yet shown to anybody but the asker. */
  'checking',
  /** The check said no; it never became a request that others see. */
  'refused',
  'pending',
  'approved',
  'rejected',
  'expired',
  'cancelled',
  'stale',
  'running',
  'done',
  'failed',
  'unknown',
] as const;
export type RequestState = (typeof requestStates)[number];

export type RequestEvent =
  /** The check came out well and the policy wants votes. */
  | 'must-wait'
  /** The check came out well and the policy wants nothing. */
  | 'may-run'
  | 'refuse'
  /** The last vote that was needed. */
  | 'approve'
  | 'reject'
  | 'cancel'
  /** One of the two clocks ran out: decided in time, or carried out in time. */
  | 'expire'
  /** A replica begins to carry it out. */
  | 'claim'
  | 'facts-changed'
  | 'succeed'
  | 'fail'
  | 'lose'
  /** A person says what became of a lost outcome. */
  | 'settle-happened'
  | 'settle-not-happened';

const transitions: { readonly [From in RequestState]: Partial<Record<RequestEvent, RequestState>> } = {
  // Before anything is sent, whatever was changed by something else than this app stops it.
  checking: { 'must-wait': 'pending', 'may-run': 'approved', refuse: 'refused', 'facts-changed': 'stale' },
  refused: {},
  pending: { approve: 'approved', reject: 'rejected', cancel: 'cancelled', expire: 'expired', 'facts-changed': 'stale' },
  approved: { claim: 'running', expire: 'expired', 'facts-changed': 'stale' },
  rejected: {},
  expired: {},
  cancelled: {},
  stale: {},
  // Once the write is out only its outcome can end it: no clock, no cancelling. One that was claimed and not yet sent can expire.
  running: { expire: 'expired', 'facts-changed': 'stale', succeed: 'done', fail: 'failed', lose: 'unknown' },
  done: {},
  failed: {},
  unknown: { 'settle-happened': 'done', 'settle-not-happened': 'failed' },
};

/** The state after an event, or undefined where the event means nothing. */
export function next(from: RequestState, event: RequestEvent): RequestState | undefined {
  return transitions[from][event];
}

/** The states in which an event means something. */
export function statesFor(event: RequestEvent): RequestState[] {
  return requestStates.filter((state) => transitions[state][event] !== undefined);
}

/** The states in which what a request gives counts as given: an outcome that nobody knows does, too. */
export const spent: readonly RequestState[] = ['approved', 'running', 'done', 'unknown'];

/** Nothing can happen to it any more. */
export function isFinal(state: RequestState): boolean {
  return Object.keys(transitions[state]).length === 0;
}
