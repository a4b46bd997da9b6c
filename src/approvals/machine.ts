/** The states in which others than its asker see a request. */
export const shownStates = [
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

/**
 * Every state a request can be in and every way from one to another. Pure: who may cause an event, and what else must hold, is decided
 * where the event comes from; that no other change of state exists is decided here.
 */
export const requestStates = [
  /** Asked for; what it rests on is being read. Not yet shown to anybody but the asker. */
  'checking',
  /** The check said no; it never became a request that others see. */
  'refused',
  ...shownStates,
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

/** The state after an event, or undefined if the event means nothing. */
export function next(from: RequestState, event: RequestEvent): RequestState | undefined {
  return transitions[from][event];
}

/** What several places ask of a state. A new state does not compile before it says which of these it is. */
type StateGroup =
  /** It goes on by itself, by a clock or by votes. */
  | 'moving'
  /** Its asker sees it among what is not over. */
  | 'open'
  /** A person can decide it: by a vote, or by saying what became of it. */
  | 'decidable'
  /** Its write may be out. */
  | 'sent'
  /** What it gives counts as given: an outcome that nobody knows does, too. */
  | 'spent'
  /** Its asker sees it among what is over. */
  | 'ended'
  /** An asker who waited is told of it by a message of its own. */
  | 'told';

const groups: { readonly [State in RequestState]: readonly StateGroup[] } = {
  checking: ['moving'],
  refused: [],
  pending: ['moving', 'open', 'decidable'],
  approved: ['moving', 'open', 'spent'],
  running: ['moving', 'open', 'sent', 'spent'],
  unknown: ['open', 'decidable', 'sent', 'spent', 'told'],
  done: ['sent', 'spent', 'ended', 'told'],
  failed: ['ended', 'told'],
  rejected: ['ended', 'told'],
  expired: ['ended', 'told'],
  cancelled: ['ended', 'told'],
  stale: ['ended', 'told'],
};

export function isIn(group: StateGroup, state: RequestState): boolean {
  return groups[state].includes(group);
}

/** The state that an entry of the journal tells of, by its kind (`request.done`); undefined if it tells of something else. */
export function stateTold(kind: string): RequestState | undefined {
  if (kind === 'request.asked') return 'checking';
  return requestStates.find((state) => state !== 'checking' && kind === `request.${state}`);
}

/**
 * Whether an entry of this kind can take a version of a request in, with its seal and with all that it is judged by: as it began to wait
 * or to run, or as it was changed while it waited. The newest one holds.
 */
export function takesIn(kind: string): boolean {
  return kind === 'request.pending' || kind === 'request.approved' || kind === 'request.revised';
}

/** Whether others than its asker see it. */
export function isShown(state: RequestState): state is (typeof shownStates)[number] {
  return state !== 'checking' && state !== 'refused';
}

/** For queries: `.where('state', 'in', statesIn('open'))`. */
export function statesIn(group: StateGroup): RequestState[] {
  return requestStates.filter((state) => isIn(group, state));
}

/** Those that are not final: an outcome that nobody knows is not. */
export const unfinished: readonly RequestState[] = requestStates.filter((state) => !isFinal(state));

/** Those that are final. */
export const finished: readonly RequestState[] = requestStates.filter(isFinal);

/** Nothing can happen to it any more. */
export function isFinal(state: RequestState): boolean {
  return Object.keys(transitions[state]).length === 0;
}
