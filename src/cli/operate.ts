import type { Environment } from '../config.ts';
import { createJobs } from '../jobs/jobs.ts';
import { keepHead } from '../journal/head-keeper.ts';
import { createJournal } from '../journal/journal.ts';
import { commandThrough } from '../journal/socket-client.ts';
import { systemClock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { createLog } from '../lib/log.ts';
import { operatorCommands } from '../operator.ts';
import { openJournal } from './journal-source.ts';

export type Operating = {
  /** Has it done in the process that holds the database, or here if none has to be asked. */
  ask(command: string, asked: unknown): Promise<unknown>;
  headFile: string | undefined;
};

/** Opens what the settings name for a command that changes something. Throws an Error with a sentence if that can't be done. */
export async function operate<T>(environment: Environment, work: (operating: Operating) => Promise<T>): Promise<T> {
  const journal = await openJournal(environment);
  const headFile = journal.headFile.path;
  try {
    const { at, keys } = journal;
    if ('socket' in at) return await work({ headFile, ask: (command, asked) => commandThrough(at.socket, command, asked) });
    if (keys.ring === undefined)
      throw new Error('JOURNAL_KEY is not set: an entry must be added, which needs the journal’s key.');
    const { db } = at;
    const log = createLog({ level: 'silent' });
    const jobs = createJobs({ db, clock: systemClock, log, replica: randomIds.uuid() });
    const commands = operatorCommands({
      db,
      log,
      clock: systemClock,
      keys: keys.ring,
      journal: createJournal({ keys: keys.ring }),
      jobs,
      // Who is told of a state is the running app's to know; the cards say it.
      policy: { notifications: [], webhooks: [] },
      headFile,
    });
    return await work({
      headFile,
      async ask(command, asked) {
        try {
          const answer = await commands[command]?.(asked);
          if (headFile !== undefined) await keepHead(db, headFile, keys.find);
          return answer;
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === '42P01')
            throw new Error('The database has an older shape. Start this version of Wheelhouse on it once, then run this again.');
          throw error;
        }
      },
    });
  } finally {
    await journal.close();
  }
}
