/** Kinds of entries about the journal itself. */
export const journalKinds = {
  /** From here on entries are keyed; what lies before is judged by its own chain and this entry. */
  keyed: 'journal.keyed',
  /** Another key signs from here on; it says so under both. */
  key: 'journal.key',
  /** The database's clock stepped back. */
  clock: 'journal.clock-stepped-back',
  /** Personal data was erased: by its age, or for one customer, with who and why (erasures.ts). */
  erased: 'journal.erased',
  /** Somebody was shown something of a customer (looks.ts). */
  look: 'look.customer',
  /** So many looks could not be kept while the database was away. */
  looksLost: 'look.lost',
  /** Somebody accepted that the database was restored; it names what is lost (restored.ts). */
  restored: 'journal.restored',
} as const;
