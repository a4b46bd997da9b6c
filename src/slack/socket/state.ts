import type { TroubleKind } from './trouble.ts';

/**
 * `opening`: not open since the start. `open`: one is, and whatever Slack sends arrives. `replacing`: Slack is about to close the one that
 * is open, and a second is being opened. `lost`: none is open. `switched-off`: Socket Mode is off in the app's settings. `stopped`: by us.
 */
export const socketStates = ['opening', 'open', 'replacing', 'lost', 'switched-off', 'stopped'] as const;

export type SocketState = {
  state: (typeof socketStates)[number];
  since: Date;
  /** Sockets that were opened after the first one. */
  reconnects: number;
  /** Tries that failed since the last one that worked. */
  failedTries: number;
  lastTrouble?: { at: Date; kind: TroubleKind; say: string };
  /** A gap that Slack announced: it is about to be over, or is not Slack's doing any more. */
  isAnnouncedGap: boolean;
};

/** A gap at Slack's own refresh does not count within this (contract, Running). */
const announcedGapMs = 30_000;

/** Whether what people do in Slack reaches us now. */
export function isConnected({ state, since, isAnnouncedGap }: SocketState, now: Date): boolean {
  if (state === 'open' || state === 'replacing') return true;
  return state === 'lost' && isAnnouncedGap && now.getTime() - since.getTime() <= announcedGapMs;
}

/** The socket's part of /readyz; there is none if Slack comes to our own port. */
export function socketReadiness(socket: SocketState | undefined, now: Date): { ready: boolean; state: object } {
  if (socket === undefined) return { ready: true, state: { state: 'not-used' } };
  const { isAnnouncedGap: _, ...shown } = socket;
  return { ready: isConnected(socket, now), state: shown };
}
