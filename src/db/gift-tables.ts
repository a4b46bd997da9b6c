/** What the policy's limits look back at (approvals/gifts.ts). What was given before these tables counts on, without who was in which account. */
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
  // `usergroup` where no two yeses may come from the same group.
  'ALTER TABLE requests ADD COLUMN distinct_by text',
];
