/** What Slack is asked about: a user group (`S…`) or a person (`U…`, `W…`). Their ids never collide. */
export type SlackSubject = string;

/** What Slack said about a group. One that was removed has no members. */
export type GroupAnswer = { members: string[] };

/** What Slack said about a person, as far as it matters here; `missing` when it does not know them in this workspace. */
export type PersonAnswer = {
  missing?: true;
  name?: string;
  timeZone?: string;
  locale?: string;
  teamId?: string;
  teams?: string[];
  deleted?: true;
  bot?: true;
  guest?: true;
  stranger?: true;
};

export type SlackAnswer = GroupAnswer | PersonAnswer;

/** What is kept about a subject. */
export type Kept = {
  answer: SlackAnswer;
  /** How many of Slack's events about it have come by now. */
  events: number;
  /** False when an event came after the question was put: the answer may then be older than what the event tells. */
  isCurrent: boolean;
  /** Since the question was put, by the more pessimistic of this process's clock and the database's. */
  ageMs: number;
};

/** A question that is about to be put to Slack. */
export type SlackQuestion = {
  subject: SlackSubject;
  /** Counts the questions about this subject: the answer to a later one is never replaced by that to an earlier one. */
  ticket: number;
  /** How many events had come when it was put. */
  events: number;
  askedAt: Date;
  /** The same moment by the clock that all replicas share. */
  sharedAskedAt: Date;
};

/**
 * Slack's answers about groups and people, shared by all replicas, and how many events have come about each. An event is never read for
 * what it says, only for whom it is about: events come late and out of order, answers do not lie about the moment they were asked for.
 */
export type AnswerStore = {
  read(subjects: readonly SlackSubject[]): Promise<Map<SlackSubject, Kept>>;
  /** Before Slack is asked. */
  begin(subjects: readonly SlackSubject[]): Promise<SlackQuestion[]>;
  keep(answers: readonly { question: SlackQuestion; answer: SlackAnswer }[]): Promise<void>;
  /** Slack says that something about this subject has changed. Unknown people are left out: nothing is kept about them. */
  noteEvent(subject: SlackSubject): Promise<void>;
};

export const isGroup = (subject: SlackSubject) => subject.startsWith('S');
