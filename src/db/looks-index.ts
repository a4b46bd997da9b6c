/** "Who looked at this customer" is asked of a journal of years. The expression is that of approvals/store/journal-entries.ts, word by word. */
export const customerOfEntry =
  "(CASE WHEN starts_with(kind, 'look.') OR starts_with(kind, 'reveal.') THEN data::jsonb -> 'data' ->> 'customer' END)";

export const looksIndex = [`CREATE INDEX journal_customer ON journal (${customerOfEntry})`];
