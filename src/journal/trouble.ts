import { Fault } from '../errors.ts';
import { spokenWord } from '../lib/language/speak.ts';

const why = {
  'unknown-key': {
    say: 'Nothing was recorded: the journal is kept with another JOURNAL_KEY than the one that is set here. Tell your admin.',
    message: 'the journal is kept with a key that is neither JOURNAL_KEY nor among JOURNAL_KEY_PREVIOUS',
  },
  forged: {
    say: 'Nothing was recorded: the journal’s last entry was not written by Wheelhouse. Tell the people who run it; npx wheelhouse audit verify says more.',
    message: 'the journal’s last entry was not written by this app, so nothing is added after it',
  },
  'not-kept': {
    say: 'Nothing was recorded: something in the database keeps the journal from being written. Tell the people who run Wheelhouse.',
    message: 'the database did not keep an entry of the journal as it was written: look for a trigger or rule on the table',
  },
} as const;

/** The journal cannot be gone on with, so nothing can be decided or sent: each of it would be an entry. */
export class JournalTrouble extends Fault {
  readonly kind: keyof typeof why;

  constructor(kind: keyof typeof why) {
    super('internal', spokenWord(why[kind].say), { message: why[kind].message });
    this.kind = kind;
  }
}
