import type { ColumnType, Generated, Kysely } from 'kysely';

/** JSON columns are written as text (both drivers then agree) and read back parsed. */
type JsonColumn<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

export type RequestsTable = {
  id: string;
  /** What makes a repeated delivery the same ask: unique. */
  origin: string;
  action: string;
  state: string;
  asker: string;
  asked_at: Instant;
  risk: string | null;
  /** Decimal text: money never passes through a float in the database. */
  amount: string | null;
  currency: string | null;
  branch: number | null;
  touches: number;
  beneficiary: string | null;
  rule: string | null;
  role: string | null;
  votes_needed: number;
  channel: string | null;
  decide_by: Instant | null;
  execute_within_s: number | null;
  execute_by: Instant | null;
  /** When it was approved, by the database's own clock; `execute_by` is by the app's. */
  approved_by_database: Instant | null;
  decided_at: Instant | null;
  finished_at: Instant | null;
  /** Set before the write goes out: from then on it is never sent by anybody again. */
  sent_at: Instant | null;
  /** Who is carrying it out: a new token for every attempt, so that one that was believed dead cannot go on. */
  owner: string | null;
  settled_by: string | null;
  /** `decide` or `execute`, once expired. */
  expired_clock: string | null;
  parent: string | null;
  /** Who may decide, too, once `escalate_at` has come; `escalated` says that they were told. */
  escalate_role: string | null;
  escalate_at: Instant | null;
  escalated: Generated<boolean>;
  /** How many times those who can decide were reminded. */
  reminders: Generated<number>;
  /** The votes that are needed cannot come together any more. */
  undecidable: Generated<boolean>;
  /** Counts up with every change that people can see. */
  version: number;
  subjects: JsonColumn<string[]>;
  /** People who may not decide it, since it is about their own customer. */
  barred: ColumnType<string[], string | undefined, string>;
  /** The envelope that it is drawn from. */
  envelope: string | null;
  /** `usergroup` if no two yeses may come from the same group. */
  distinct_by: string | null;
  /** Over all that a yes is for (approvals/seal/statement.ts); null before there were seals. */
  seal: string | null;
  /** The policy and the profile of the back office under which it was taken in. */
  policy_digest: string | null;
  profile_digest: string | null;
};

/** What may name a customer: kept apart, so that it can be erased while the request and the journal stay. */
export type RequestDetailsTable = {
  request_id: string;
  input: JsonColumn<unknown>;
  seen: JsonColumn<unknown> | null;
  facts: JsonColumn<Record<string, unknown>> | null;
  /** Plain words for one reader and for many, as asked. */
  preview: JsonColumn<unknown> | null;
  /** Plain words of what happened, for one and for many. */
  outcome: JsonColumn<unknown> | null;
  differences: JsonColumn<unknown> | null;
  reason: string;
  /** Why it was refused, failed, is unknown. */
  explanation: string | null;
  /** When all of the above was erased (`privacy.forgetAfter`). */
  forgotten_at: ColumnType<Date | null, Date | undefined, Date>;
  /** Of the digests that are sealed. */
  salt: string | null;
  /** The number that the asker's help desk knows it by. */
  ticket: ColumnType<string | null, string | null | undefined, string | null>;
  /** What those who may decide asked back, and what was answered. */
  questions: ColumnType<unknown, string | undefined, string | null>;
  /** Less that they offered, and what became of it. */
  offers: ColumnType<unknown, string | undefined, string | null>;
};

export type VotesTable = {
  request_id: string;
  person: string;
  verdict: string;
  reason: string | null;
  at: Instant;
  /** Over the request's seal, the voter, for whom, the verdict and the time. */
  seal: string | null;
  /** In whose place it was given. */
  given_for: string | null;
};

export type CopiesTable = {
  request_id: string;
  /** `channel`, `approver`, `asker` (messages) or `modal` (a view's id in `ts`). */
  kind: string;
  channel: string;
  ts: string;
  person: string | null;
  drawn_version: number;
};

/** Places where a copy was about to be posted and is not known to be; `person` is empty for a channel. */
export type AnnouncedCopiesTable = { request_id: string; kind: string; channel: string; person: string };

export type SubjectLocksTable = { subject: string; request_id: string };

export type JobsTable = {
  kind: string;
  ref: string;
  run_at: Instant;
  attempts: number;
  /** Counts every scheduling, so that one that arrives while the job runs is not lost. */
  generation: number;
  leased_by: string | null;
  leased_until: Instant | null;
  /** The trace that it is a part of, as a traceparent; null if none is kept. */
  trace: string | null;
};

export type JournalTable = {
  seq: number;
  at: string;
  kind: string;
  request_id: string | null;
  actor: string;
  data: string;
  previous_hash: string;
  hash: string;
  /** The key that made the hash; null before there were keys. */
  key_id: string | null;
};

/** Both null once erased. */
export type JournalPrivateTable = { seq: number; salt: string | null; content: string | null };

/** The heads of the journal that were published. */
export type JournalHeadsTable = { seq: number; hash: string; at: Instant };

export type DeliveriesTable = { key: string; at: Instant };
/** Since when somebody is known to hold a deciding role (approvals/oversight.ts). */
export type DecidersTable = { role: string; person: string; since: Instant };

/** Who was told that a reply or a reaction decides nothing, and where; `thread` if it was a reply. */
export type NudgesTable = { request_id: string; person: string; channel: string; thread: string | null; at: Instant };

/** `drawn_at`: when it was drawn last, or is about to be. */
export type HomesTable = {
  person: string;
  opened_at: Instant;
  drawn_at: ColumnType<Date | null, Date | string | undefined, Date | string>;
  shown_from: Generated<number>;
};

/** What Slack answered last about a user group or a person, for all replicas (slack/answers.ts). */
export type SlackAnswersTable = {
  subject: string;
  /** Counts Slack's events about it. */
  events: Generated<number>;
  /** Counts the questions that were put to Slack. */
  tickets: Generated<number>;
  answer: JsonColumn<object> | null;
  /** The question that this answers, and how many events had come when it was put. */
  answer_ticket: number | null;
  answer_events: number | null;
  asked_at: Instant | null;
  /** The same moment by the database's clock. */
  shared_asked_at: Instant | null;
  /** Over the answer, and when it was asked for; null if a version wrote it that did not seal. */
  seal: string | null;
  /** When the last question was put, by the database's clock. */
  begun_at: Generated<Instant>;
};

/** What Slack delivered in an hour, to all replicas; `told`: nothing, and the owners were told. */
export type DeliveryHoursTable = {
  hour: Instant;
  deliveries: number;
  by_people: number;
  told: boolean;
};

/** Marks that stop every replica, since the database is older than a kept head (journal/restore.ts). */
export type RestoresTable = {
  kept_seq: number;
  kept_hash: string;
  after_seq: number;
  noticed_at: Instant;
  accepted_at: Instant | null;
};

/** Whom somebody has looked up lately (db/recent-customers.ts). */
export type RecentCustomersTable = { person: string; customer: number; name: string; at: Instant };

/** Messages about a request besides its cards. */
export type WrittenMessagesTable = { channel: string; ts: string; request_id: string };

/** What a channel is told at the end of its quiet hours. */
export type HeldNoticesTable = { channel: string; request_id: string; state: string; at: Instant; until: Instant };

/** The planned times of digests that were sent. */
export type DigestsTable = { planned_at: Instant };

/** How far a receiver of webhooks has come with a request: so many of its events are behind it. */
export type WebhookDeliveriesTable = {
  receiver: string;
  request_id: string;
  passed: number;
  tries: number;
  failing_since: ColumnType<Date | null, Date | null, Date | null>;
};

/** Steps of workflows that this app carries out (src/workflow-steps); once told, nothing but that they were. */
export type WorkflowStepsTable = {
  execution: string;
  step: string;
  team: string | null;
  person: string;
  inputs: ColumnType<{ customer: string; voucher: string; reason: string } | null, string, string | null>;
  begun_at: Instant;
  ends_at: Instant;
  channel: ColumnType<string | null, string | undefined, string | null>;
  ts: ColumnType<string | null, string | undefined, string | null>;
  /** How it ends, once that is known. */
  outcome: ColumnType<
    { outputs: Readonly<Record<string, string>> } | { error: string } | null,
    string | undefined,
    string | null
  >;
  told_at: ColumnType<Date | null, Date | undefined, Date | string | null>;
};

/** Who is away, and who stands in for them; the journal says which of them count. */
export type AbsencesTable = {
  id: string;
  person: string;
  stand_in: string | null;
  note: string | null;
  starts_at: Instant;
  ends_at: Instant;
  /** It was told that it has begun. */
  begun: Generated<boolean>;
  ended_at: ColumnType<Date | null, Date | undefined, Date>;
};

export type Schema = {
  requests: RequestsTable;
  request_details: RequestDetailsTable;
  votes: VotesTable;
  copies: CopiesTable;
  announced_copies: AnnouncedCopiesTable;
  subject_locks: SubjectLocksTable;
  jobs: JobsTable;
  journal: JournalTable;
  journal_private: JournalPrivateTable;
  journal_heads: JournalHeadsTable;
  deliveries: DeliveriesTable;
  delivery_hours: DeliveryHoursTable;
  nudges: NudgesTable;
  homes: HomesTable;
  slack_answers: SlackAnswersTable;
  deciders: DecidersTable;
  restores: RestoresTable;
  written_messages: WrittenMessagesTable;
  held_notices: HeldNoticesTable;
  digests: DigestsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  recent_customers: RecentCustomersTable;
  absences: AbsencesTable;
  workflow_steps: WorkflowStepsTable;
};

/** The database or an open transaction: what everything that reads or writes rows takes first. */
export type Db = Kysely<Schema>;
