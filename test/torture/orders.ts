import type { Step } from '../../src/approvals/ports.ts';

/** Where the process is to kill itself, or to stop until somebody wakes it: the n-th time that this step is reached from now on. */
export type Arm = { step: Step; nth: number; signal?: 'SIGKILL' | 'SIGSTOP' };

/**
 * A clock that every process of a run shares, restarts included: it showed `originMs` when the machine's showed `realMs`, runs
 * `speed` times as fast, and was moved forward by `shiftMs` since.
 */
export type ClockSetting = { originMs: number; realMs: number; speed: number; shiftMs: number };

/** What the rig tells a process. */
export type Order =
  | { kind: 'prepare'; directory: string }
  | { kind: 'start'; environment: Record<string, string>; policy: string; clock: ClockSetting; logFile: string; arm?: Arm }
  | { kind: 'arm'; arm: Arm | undefined }
  | { kind: 'forward'; ms: number }
  | { kind: 'finish' };

/** What a process tells the rig. */
export type Report =
  | { kind: 'loaded' }
  | { kind: 'prepared' }
  | { kind: 'running'; port: number }
  | { kind: 'moved' }
  | { kind: 'refused'; message: string }
  | { kind: 'finished'; book: Book };

export type BookRequest = {
  id: string;
  state: string;
  asker: string;
  reason: string;
  votesNeeded: number;
  sent: boolean;
  expiredClock: string | null;
  settledBy: string | null;
  /** The envelope that it was drawn from, for whom, and how many it holds if it is one itself. */
  envelope: string | null;
  beneficiary: string | null;
  holds: number | null;
};
export type BookVote = { request: string; person: string; givenFor: string | null; verdict: string };
export type BookEntry = { seq: number; kind: string; request: string | null; actor: string };

/** The database at the end of a series, as the rig judges it. */
export type Book = {
  requests: BookRequest[];
  votes: BookVote[];
  entries: BookEntry[];
  /** What is wrong with the journal's chain, in words; nothing when it is whole. */
  chain: string[];
  /** Subjects that are still held. */
  held: string[];
};
