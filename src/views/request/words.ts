/** The states of a request and the words that people see: promised from outside, used nowhere else. */
export const requestStates = [
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

export const stateWords: Readonly<Record<RequestState, string>> = {
  pending: 'Waiting for approval',
  approved: 'Approved',
  rejected: 'Rejected',
  expired: 'Expired',
  cancelled: 'Cancelled',
  stale: 'Facts changed',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  unknown: 'Outcome unknown',
};

/** A sign before the word, so that a column of cards can be read at a glance; never the only sign of a state. */
export const stateSigns: Readonly<Record<RequestState, string>> = {
  pending: '🟡',
  approved: '🟢',
  rejected: '🔴',
  expired: '⚪',
  cancelled: '⚪',
  stale: '🟠',
  running: '🔵',
  done: '✅',
  failed: '❌',
  unknown: '❓',
};

/** Buttons of a request's card: promised from outside. */
export const buttonWords = {
  approve: 'Approve',
  reject: 'Reject',
  cancel: 'Cancel request',
  askAgain: 'Ask again',
  tryFailed: 'Try the failed ones again',
  itHappened: 'It happened',
  itDidNotHappen: 'It did not happen',
} as const;
