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
