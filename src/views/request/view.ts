import { oneLine } from '../../lib/text.ts';
import type { ShownPage } from '../common/pages.ts';
import type { Change, PlainWords, Reading } from '../common/plain.ts';
import type { ShownState } from './words.ts';

export type ShownVote = {
  user: string;
  /** Who was away, and in whose place they voted. */
  givenFor?: string;
  verdict: 'yes' | 'no';
  at: Date;
  reason?: string;
};

export type ShownQuestion = { id: string; by: string; at: Date; text: string; answer?: { text: string; at: Date } };

/** Less that was offered, and what became of that. */
export type ShownOffer = {
  id: string;
  by: string;
  at: Date;
  reason: string;
  /** What it would be, in a sentence. */
  title: string;
  state: 'open' | 'accepted' | 'declined' | 'replaced' | 'withdrawn';
  /** When it was accepted or declined. */
  answeredAt?: Date | undefined;
  /** What was asked for until it was accepted, and who had approved that. */
  was?: { title: string; approvedBy: readonly string[] } | undefined;
};

/** An envelope that was opened: what is left of it, who drew, and until when it is open. */
export type ShownEnvelope = {
  left: number;
  most: number;
  until: Date;
  isOver: boolean;
  /** Slack ids, and how often each of them drew; the most first. */
  drawnBy: readonly { person: string; times: number }[];
  /** By whom it was closed before its end; no person if it was not as it was approved any more. */
  closed?: { by: string | undefined; at: Date; why: string } | undefined;
};

/** Everything a card of a request shows, for whichever audience: the words in it are already masked for that audience. */
export type RequestView = {
  id: string;
  state: ShownState;
  /** The action's label: `Apply a voucher`. */
  label: string;
  risk: 'routine' | 'sensitive' | 'destructive' | 'costly' | 'bulk';
  /** A value that changes is masked here: approving shows it in full first. */
  hides?: boolean;
  /** The preview, or after *Done* the result. */
  plain: PlainWords;
  /** What everybody who sees somebody's phone may read: the title without a name. The label if there is none. */
  headline?: string;
  /** Slack id. */
  asker: string;
  askedAt: Date;
  reason?: string;
  /** The number that the help desk knows it by, and where it is there. */
  ticket?: { text: string; address?: string | undefined };
  /** Where what it is about is in the operator's dashboard; nothing but ids. */
  pages?: readonly ShownPage[];
  /** Absent if no approval was needed. */
  rule?: { name?: string; role: string; count: number };
  votes: readonly ShownVote[];
  /** What was asked back, and what was answered, in order. */
  questions: readonly ShownQuestion[];
  /** What was offered instead, in order. */
  offers?: readonly ShownOffer[];
  /** Less can be offered instead. */
  hasLess?: boolean;
  /** How often it was changed while it waited. */
  revision?: number;
  decideBy?: Date;
  executeBy?: Date;
  /** Who can decide it now: Slack ids, and how many more there are. */
  approvers?: { named: readonly string[]; others: number };
  /** After *Facts changed*: what it was and what it is. */
  differences?: readonly Change[];
  /** After *Failed*, *Outcome unknown* and where else something needs saying: why, in words. */
  explanation?: string;
  /** The role that may decide, too, since it has waited so long. */
  escalatedTo?: string;
  /** Which clock ran out, after *Expired*. */
  expired?: 'not-decided' | 'not-executed';
  /** Who said what happened, if a person had to. */
  settledBy?: string;
  finishedAt?: Date;
  /** Whom a channel's card calls, while it waits. */
  ping?: { usergroups: readonly string[]; users: readonly string[] };
  /** Once it is done, if it opened an envelope. */
  envelope?: ShownEnvelope;
  /** Whom it is about, if that is one customer. */
  customer?: { customer: number; branch?: number };
  /** After *Done*: a part failed, and can be tried again by itself. */
  failedInPart?: boolean;
};

/** `channel`: many people, some of whom may decide; `approver`: one who may; `asker`: the one who asked. */
export type RequestAudience = 'channel' | 'approver' | 'asker';

export type RequestReading = Reading & { audience: RequestAudience };

/** For what shows outside of Slack: a notification on a phone. */
export function headlineOf({ headline, label }: Pick<RequestView, 'headline' | 'label'>): string {
  return oneLine(headline ?? label);
}
