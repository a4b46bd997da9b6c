import type { Environment } from '../config.ts';
import { type OpenJournal, openJournal } from './journal-source.ts';

/** 0: as it should be. 1: broken, or beyond. 2: it could not be judged, or the command made no sense. 3: held against itself alone. */
export type AuditExit = 0 | 1 | 2 | 3;

export type AuditDeps = {
  environment: Environment;
  /** A line for the person. */
  tell(line: string): void;
  /** Raw output; resolves when more may come. */
  write(text: string): Promise<void>;
};

export async function withJournal(deps: AuditDeps, work: (journal: OpenJournal) => Promise<AuditExit>): Promise<AuditExit> {
  let journal: OpenJournal | undefined;
  try {
    journal = await openJournal(deps.environment);
    return await work(journal);
  } catch (error) {
    return cannot(deps, error instanceof Error ? error.message : 'The journal cannot be read.');
  } finally {
    await journal?.close();
  }
}

export function cannot({ tell }: AuditDeps, say: string): 2 {
  tell(say);
  return 2;
}
