/** Entries that tell of an absence, and of which: the index of the journal is over these, word by word. */
export const isOfAbsence = "kind IN ('away.set', 'away.begun', 'away.declined', 'away.ended')";
export const absenceOfEntry = "(data::jsonb -> 'data' ->> 'absence')";

/** Who is away, and who stands in for them. Which of them count is said by the journal, which is asked by their ids. */
export const absenceTables = [
  `CREATE TABLE absences (
    id text PRIMARY KEY,
    person text NOT NULL,
    stand_in text,
    note text,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    begun boolean NOT NULL DEFAULT false,
    ended_at timestamptz
  )`,
  'CREATE INDEX absences_open ON absences (stand_in) WHERE ended_at IS NULL',
  `CREATE INDEX journal_absence ON journal (${absenceOfEntry}) WHERE ${isOfAbsence}`,
];
