/**
 * What each migration after the first two runs, in the order in which they came. A statement that was released never changes: the next one
 * changes what it made (migrations.ts).
 */

export const announced = [
  `CREATE TABLE announced_copies (
    request_id text NOT NULL REFERENCES requests (id),
    kind text NOT NULL,
    channel text NOT NULL,
    person text NOT NULL,
    PRIMARY KEY (request_id, kind, person)
  )`,
];

export const approvedByDatabase = ['ALTER TABLE requests ADD COLUMN approved_by_database timestamptz'];

export const writeChecks = ['CREATE TABLE write_checks (id integer PRIMARY KEY, at timestamptz NOT NULL)'];

export const deliveryHours = [
  `CREATE TABLE delivery_hours (
    hour timestamptz PRIMARY KEY,
    deliveries integer NOT NULL,
    by_people integer NOT NULL,
    told boolean NOT NULL
  )`,
];

export const slackAnswers = [
  `CREATE TABLE slack_answers (
    subject text PRIMARY KEY,
    events integer NOT NULL DEFAULT 0,
    tickets integer NOT NULL DEFAULT 0,
    answer jsonb,
    answer_ticket integer,
    answer_events integer,
    asked_at timestamptz,
    shared_asked_at timestamptz
  )`,
  // When a Home was drawn last, so that what changes in a row is drawn once.
  'ALTER TABLE homes ADD COLUMN drawn_at timestamptz',
];

/** What the policy's limits looked back at, until they read it from the journal. */
export const giftTables = [
  `CREATE TABLE gifts (
    request_id text PRIMARY KEY REFERENCES requests (id),
    asker text NOT NULL,
    action text NOT NULL,
    asked_at timestamptz NOT NULL,
    target text NOT NULL,
    around jsonb NOT NULL,
    amount numeric,
    currency text
  )`,
  'CREATE INDEX gifts_target ON gifts (target, asked_at)',
  'CREATE INDEX gifts_asker ON gifts (asker, asked_at)',
  'CREATE INDEX gifts_around ON gifts USING gin (around)',
  'CREATE INDEX requests_asker_action ON requests (asker, action, asked_at)',
  `INSERT INTO gifts (request_id, asker, action, asked_at, target, around, amount, currency)
    SELECT id, asker, action, asked_at, beneficiary, '[]'::jsonb, amount, currency
    FROM requests WHERE beneficiary IS NOT NULL AND amount IS NOT NULL`,
  `CREATE TABLE creations (
    request_id text PRIMARY KEY REFERENCES requests (id),
    asker text NOT NULL,
    at timestamptz NOT NULL,
    customer text
  )`,
  'CREATE INDEX creations_asker ON creations (asker, at)',
  // Who may not decide it, since it is about themselves.
  `ALTER TABLE requests ADD COLUMN barred jsonb NOT NULL DEFAULT '[]'::jsonb`,
  // `usergroup` if no two yeses may come from the same group.
  'ALTER TABLE requests ADD COLUMN distinct_by text',
];

/** Anyone who can write to the database could write to these; nobody without the key can write to the journal (approvals/limits.ts). */
export const withoutGifts = ['DROP TABLE gifts, creations'];

/** Since when somebody is known to hold a deciding role; the epoch if they held it before anybody looked (approvals/oversight.ts). */
export const deciderTable = [
  `CREATE TABLE deciders (
    role text NOT NULL,
    person text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (role, person)
  )`,
];

/** Entries and seals carry the id of the key that made them; without one they are from before there were keys. */
export const keyedJournal = [
  'ALTER TABLE journal ADD COLUMN key_id text',
  // A replica of a version without keys would break the chain for all others.
  `CREATE FUNCTION journal_stays_keyed() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.key_id IS NULL AND (SELECT key_id FROM journal ORDER BY seq DESC LIMIT 1) IS NOT NULL THEN
       RAISE EXCEPTION 'the journal is keyed: this is an entry of an older version of the app, or of something else';
     END IF;
     RETURN NEW;
   END $$`,
  'CREATE TRIGGER journal_stays_keyed BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_stays_keyed()',
  'ALTER TABLE requests ADD COLUMN seal text, ADD COLUMN policy_digest text, ADD COLUMN profile_digest text',
  // Goes with the data, so that what was sealed can be erased.
  'ALTER TABLE request_details ADD COLUMN salt text',
  'ALTER TABLE votes ADD COLUMN seal text, ADD COLUMN given_for text',
];

/**
 * The journal's writers take turns, and each goes on from the last entry: in one question, since all others wait meanwhile. A function and
 * not a join: each statement in a volatile one sees what was committed before it began, also by the writer that was waited for. The number
 * is `journalLock` of journal/journal.ts.
 */
export const journalTail = [
  `CREATE FUNCTION journal_tail() RETURNS SETOF journal LANGUAGE plpgsql VOLATILE AS $$
   BEGIN
     PERFORM pg_advisory_xact_lock(7301942);
     RETURN QUERY SELECT * FROM journal ORDER BY seq DESC LIMIT 1;
   END $$`,
];

/** By when a question was put, what nobody asks about any more is told from what is just being asked. */
export const slackQuestions = ['ALTER TABLE slack_answers ADD COLUMN begun_at timestamptz NOT NULL DEFAULT clock_timestamp()'];

/** People's rights rest on them. */
export const sealedAnswers = ['ALTER TABLE slack_answers ADD COLUMN seal text'];

/**
 * A mark in the database that stops every replica: it is older than a head that was kept elsewhere (journal/restore.ts). Accepted marks
 * stay. The index finds the entries that say so among all others.
 */
export const restoreTables = [
  `CREATE TABLE restores (
    kept_seq integer NOT NULL,
    kept_hash text NOT NULL,
    after_seq integer NOT NULL,
    noticed_at timestamptz NOT NULL,
    accepted_at timestamptz,
    PRIMARY KEY (kept_seq, kept_hash, after_seq)
  )`,
  'CREATE INDEX restores_open ON restores (noticed_at) WHERE accepted_at IS NULL',
  `CREATE INDEX journal_restored ON journal (seq) WHERE kind = 'journal.restored'`,
];

/** Messages about a request besides its cards (reminders, lines in a channel): where they are, so that they can be changed when it is erased. */
export const writtenTable = [
  `CREATE TABLE written_messages (
    channel text NOT NULL,
    ts text NOT NULL,
    request_id text NOT NULL REFERENCES requests (id),
    PRIMARY KEY (channel, ts)
  )`,
  'CREATE INDEX written_messages_request ON written_messages (request_id)',
];

/** From which of the requests that wait for somebody their Home shows them: it is drawn again when one changes, on the page that they read. */
export const homePage = ['ALTER TABLE homes ADD COLUMN shown_from integer NOT NULL DEFAULT 0'];

/** The number that the asker's help desk knows a request by. It is erased with what names or describes somebody. */
export const requestTickets = ['ALTER TABLE request_details ADD COLUMN ticket text'];

/**
 * What a channel is told at the end of its quiet hours. One message then tells of several requests, and is changed when one of them is
 * erased.
 */
export const heldNotices = [
  `CREATE TABLE held_notices (
    channel text NOT NULL,
    request_id text NOT NULL REFERENCES requests (id),
    state text NOT NULL,
    at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (channel, request_id, state)
  )`,
  'ALTER TABLE written_messages DROP CONSTRAINT written_messages_pkey',
  'ALTER TABLE written_messages ADD PRIMARY KEY (channel, ts, request_id)',
];

/** The times of the digests that were sent, so that none is sent twice, and the next one goes on from there. */
export const digestTable = ['CREATE TABLE digests (planned_at timestamptz PRIMARY KEY)'];

/** How far a receiver of webhooks has come with each request, and how long it has not taken the next event. */
export const webhookDeliveries = [
  `CREATE TABLE webhook_deliveries (
    receiver text NOT NULL,
    request_id text NOT NULL REFERENCES requests (id),
    passed integer NOT NULL,
    tries integer NOT NULL,
    failing_since timestamptz,
    PRIMARY KEY (receiver, request_id)
  )`,
];

/** Less that those who may decide offered, and what became of it. It is erased with what names or describes somebody. */
export const requestOffers = ['ALTER TABLE request_details ADD COLUMN offers jsonb'];

/** What those who may decide asked back, and what was answered. It is erased with what names or describes somebody. */
export const requestQuestions = ['ALTER TABLE request_details ADD COLUMN questions jsonb'];

/** A job goes on with the trace of the delivery that scheduled it, on whatever replica. */
export const tracedJobs = ['ALTER TABLE jobs ADD COLUMN trace text'];

/** Somebody who answers a card by a reply or a reaction is told once that it decides nothing. */
export const nudgeTable = [
  `CREATE TABLE nudges (
    request_id text NOT NULL REFERENCES requests (id),
    person text NOT NULL,
    channel text NOT NULL,
    thread text,
    at timestamptz NOT NULL,
    PRIMARY KEY (request_id, person)
  )`,
];

/** Which envelope a request is drawn from; the second index finds those that may be open. */
export const envelopeDraws = [
  'ALTER TABLE requests ADD COLUMN envelope text',
  'CREATE INDEX requests_drawn ON requests (envelope) WHERE envelope IS NOT NULL',
  `CREATE INDEX requests_envelopes ON requests (asked_at) WHERE action = 'voucher.envelope'`,
];

/** Steps of workflows that people are asked for, from their event to Slack's word that they have ended. */
export const workflowSteps = [
  `CREATE TABLE workflow_steps (
    execution text PRIMARY KEY,
    step text NOT NULL,
    team text,
    person text NOT NULL,
    inputs jsonb,
    begun_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    channel text,
    ts text,
    outcome jsonb,
    told_at timestamptz
  )`,
  'CREATE INDEX workflow_steps_waiting ON workflow_steps (person) WHERE told_at IS NULL',
];
