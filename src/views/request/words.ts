import { spoken } from '../../lib/language/speak.ts';

const words = spoken({
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
});
export type ShownState = keyof typeof words;

/** The states of a request in the words that people see: promised from outside, used nowhere else. */
export const stateWords: Readonly<Record<ShownState, string>> = words;

/** In the order of the words. */
export const requestStates = Object.keys(stateWords) as ShownState[]; // safe: its keys are the states, and no others

/** A sign before the word, so that a column of cards can be read at a glance; never the only sign of a state. */
export const stateSigns: Readonly<Record<ShownState, string>> = {
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
export const buttonWords = spoken({
  approve: 'Approve',
  reject: 'Reject',
  cancel: 'Cancel request',
  askAgain: 'Ask again',
  details: 'Details',
  askBack: 'Ask back',
  answer: 'Answer',
  offerLess: 'Offer less',
  accept: 'Accept',
  decline: 'Decline',
  lookAgain: 'Look again',
  tryFailed: 'Try the failed ones again',
  itHappened: 'It happened',
  itDidNotHappen: 'It did not happen',
  closeEnvelope: 'Close envelope',
});
