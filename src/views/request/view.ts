import type { Change, PlainWords, Reading } from '../common/plain.ts';
import type { RequestState } from './words.ts';

export type Vote = { user: string; verdict: 'yes' | 'no'; at: Date; reason?: string };

/** Everything a card of a request shows, for whichever audience: the words in it are already masked for that audience. */
export type RequestView = {
  id: string;
  state: RequestState;
  /** The action's label: `Apply a voucher`. */
  label: string;
  risk: 'routine' | 'sensitive' | 'destructive' | 'costly' | 'bulk';
  /** The preview, or after *Done* the result. */
  plain: PlainWords;
  /** Slack id. */
  asker: string;
  askedAt: Date;
  reason?: string;
  /** Absent where no approval was needed. */
  rule?: { name?: string; role: string; count: number };
  votes: readonly Vote[];
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
  /** Who said what happened, where a person had to. */
  settledBy?: string;
  finishedAt?: Date;
  /** After *Done*: a part failed, and can be tried again by itself. */
  failedInPart?: boolean;
};

/** `channel`: many people, some of whom may decide; `approver`: one who may; `asker`: the one who asked. */
export type RequestAudience = 'channel' | 'approver' | 'asker';

export type RequestReading = Reading & { audience: RequestAudience };
