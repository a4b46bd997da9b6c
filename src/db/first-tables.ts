/** The shape of the first version. */
export const statements = [
  `CREATE TABLE requests (
    id text PRIMARY KEY,
    origin text NOT NULL UNIQUE,
    action text NOT NULL,
    state text NOT NULL CHECK (state IN ('checking','refused','pending','approved','rejected','expired','cancelled','stale','running','done','failed','unknown')),
    asker text NOT NULL,
    asked_at timestamptz NOT NULL,
    risk text,
    amount numeric,
    currency text,
    branch integer,
    touches integer NOT NULL DEFAULT 1,
    beneficiary text,
    rule text,
    role text,
    votes_needed integer NOT NULL DEFAULT 0,
    channel text,
    decide_by timestamptz,
    execute_within_s integer,
    execute_by timestamptz,
    decided_at timestamptz,
    finished_at timestamptz,
    sent_at timestamptz,
    owner text,
    settled_by text,
    expired_clock text,
    parent text,
    escalate_role text,
    escalate_at timestamptz,
    escalated boolean NOT NULL DEFAULT false,
    reminders integer NOT NULL DEFAULT 0,
    undecidable boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    subjects jsonb NOT NULL DEFAULT '[]'
  )`,
  `CREATE INDEX requests_open ON requests (state, asked_at) WHERE state IN ('checking','pending','approved','running','unknown')`,
  'CREATE INDEX requests_asker ON requests (asker, asked_at DESC)',
  'CREATE INDEX requests_beneficiary ON requests (beneficiary, asked_at) WHERE beneficiary IS NOT NULL',
  `CREATE TABLE request_details (
    request_id text PRIMARY KEY REFERENCES requests (id),
    input jsonb NOT NULL,
    seen jsonb,
    facts jsonb,
    preview jsonb,
    outcome jsonb,
    differences jsonb,
    reason text NOT NULL,
    explanation text
  )`,
  `CREATE TABLE votes (
    request_id text NOT NULL REFERENCES requests (id),
    person text NOT NULL,
    verdict text NOT NULL CHECK (verdict IN ('approve','reject')),
    reason text,
    at timestamptz NOT NULL,
    PRIMARY KEY (request_id, person)
  )`,
  `CREATE TABLE copies (
    request_id text NOT NULL REFERENCES requests (id),
    kind text NOT NULL CHECK (kind IN ('channel','approver','asker','modal')),
    channel text NOT NULL,
    ts text NOT NULL,
    person text,
    drawn_version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, ts)
  )`,
  'CREATE INDEX copies_request ON copies (request_id)',
  'CREATE TABLE subject_locks (subject text PRIMARY KEY, request_id text NOT NULL REFERENCES requests (id))',
  'CREATE INDEX subject_locks_request ON subject_locks (request_id)',
  `CREATE TABLE jobs (
    kind text NOT NULL,
    ref text NOT NULL,
    run_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    generation integer NOT NULL DEFAULT 1,
    leased_by text,
    leased_until timestamptz,
    PRIMARY KEY (kind, ref)
  )`,
  'CREATE INDEX jobs_due ON jobs (run_at)',
  `CREATE TABLE journal (
    seq integer PRIMARY KEY,
    at text NOT NULL,
    kind text NOT NULL,
    request_id text,
    actor text NOT NULL,
    data text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL
  )`,
  'CREATE INDEX journal_request ON journal (request_id)',
  `CREATE TABLE journal_private (
    seq integer PRIMARY KEY REFERENCES journal (seq),
    salt text NOT NULL,
    content text NOT NULL
  )`,
  `CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$`,
  'CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()',
  'CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()',
  'CREATE TABLE deliveries (key text PRIMARY KEY, at timestamptz NOT NULL)',
  'CREATE INDEX deliveries_at ON deliveries (at)',
  'CREATE TABLE homes (person text PRIMARY KEY, opened_at timestamptz NOT NULL)',
];

/** Personal data lies beside the journal and can be erased. */
export const erasable = [
  'ALTER TABLE journal_private ALTER COLUMN salt DROP NOT NULL, ALTER COLUMN content DROP NOT NULL',
  'ALTER TABLE journal_private ADD CHECK ((salt IS NULL) = (content IS NULL))',
  // What lies beside the journal can be erased, and nothing else can be done to it.
  `CREATE FUNCTION journal_private_can_be_erased() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' AND NEW.seq = OLD.seq AND NEW.salt IS NULL AND NEW.content IS NULL THEN RETURN NEW; END IF;
     RAISE EXCEPTION 'the journal is append-only; personal data beside it can be erased by setting salt and content to null';
   END $$`,
  'CREATE TRIGGER journal_private_no_change BEFORE UPDATE OR DELETE ON journal_private FOR EACH ROW EXECUTE FUNCTION journal_private_can_be_erased()',
  'CREATE TRIGGER journal_private_no_truncate BEFORE TRUNCATE ON journal_private FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()',
  // Also while a session plays replica, which leaves ordinary triggers out.
  'ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_change',
  'ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_truncate',
  'ALTER TABLE journal_private ENABLE ALWAYS TRIGGER journal_private_no_change',
  'ALTER TABLE journal_private ENABLE ALWAYS TRIGGER journal_private_no_truncate',
  'CREATE INDEX journal_private_kept ON journal_private (seq) WHERE content IS NOT NULL',
  'CREATE INDEX journal_actor ON journal (actor, seq)',
  'CREATE TABLE journal_heads (seq integer NOT NULL, hash text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (seq, at))',
  'ALTER TABLE request_details ADD COLUMN forgotten_at timestamptz',
];
