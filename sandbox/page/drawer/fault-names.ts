import type { FaultKind, FaultRule, PageState } from '../../workspace/page-protocol.ts';

/** The faults in people's words: what the back office does, and the word on a badge. */
export const faultNames: Readonly<Record<FaultKind, { name: string; about: string; badge: string }>> = {
  slow: { name: 'Slow', about: 'Answers, but takes its time.', badge: 'slow' },
  fail: { name: 'Failing', about: 'Answers 500 and does nothing.', badge: 'failed' },
  garbled: { name: 'Garbled', about: 'Does it, but the response is garbage.', badge: 'garbled' },
  hang: { name: 'Hanging', about: 'Does it, and never answers.', badge: 'hung' },
  reset: { name: 'Connection drops', about: 'Does it, and cuts the connection.', badge: 'reset' },
  busy: { name: 'Too busy', about: 'Answers 429: come back later.', badge: 'busy' },
  'expired-token': { name: 'Signed out', about: 'Says that the token has expired.', badge: 'signed out' },
};

const ON = { reads: 'reads', writes: 'writes', all: 'every call' } as const;

/** `Hanging: writes to Operations, 2 more calls`. */
export function sayFault({ kind, on, upstream, times }: FaultRule, upstreams: PageState['upstreams']): string {
  const where = upstream === 'both' ? 'both back offices' : (upstreams.find(({ id }) => id === upstream)?.name ?? upstream);
  const until = times === undefined ? 'until switched off' : `${times} more ${times === 1 ? 'call' : 'calls'}`;
  return `${faultNames[kind].name}: ${ON[on]} to ${where}, ${until}`;
}
