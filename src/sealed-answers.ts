import type { Database } from './db/database.ts';
import { createSlackAnswers } from './db/slack-answers.ts';
import type { Keyring } from './journal/keys.ts';
import { createSeals } from './journal/seals.ts';
import type { Clock } from './lib/clock.ts';
import { speak } from './lib/language/speak.ts';
import type { Log } from './lib/log.ts';
import type { AnswerStore, SlackAnswer } from './slack/answers.ts';
import type { OwnersNotice } from './slack/tell-owners.ts';
import { ownersMessage } from './views/common/note.ts';

const forged: OwnersNotice = {
  key: 'forged answers of Slack',
  message: () =>
    ownersMessage(
      speak(
        'Something other than Wheelhouse changed in its database what Slack had said about a group or a person. It does not count, and Slack is asked again. Find out who can write to the database.',
      ),
    ),
};

/** What Slack answered, for all replicas, under seals: a forged answer gives nobody a right, and the owners hear of it. */
export function sealedAnswers(
  { db }: Pick<Database, 'db'>,
  { keys, clock, log, tellOwners }: { keys: Keyring; clock: Clock; log: Log; tellOwners: (notice: OwnersNotice) => unknown },
): AnswerStore {
  return createSlackAnswers<SlackAnswer>({ db, clock, seals: createSeals(keys), log, onForged: () => void tellOwners(forged) });
}
