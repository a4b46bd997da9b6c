import { asFault } from '../errors.ts';
import { acceptRestore, type OpenRestore } from '../journal/restore.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import type { ApprovalDeps } from './deps.ts';
import { seen, unheard } from './press.ts';

/** Rights to go on are looked up when it is pressed, as for a decision. */
const look = { freshMs: 1_000, withinMs: 700 } as const;

export type GoneOn = { kind: 'gone-on'; restore: OpenRestore } | { kind: 'nothing' } | { kind: 'not-counted'; why: string };

/** **Go on**: an owner accepts that what happened after the backup is lost. Nobody else can. */
export async function goOn(deps: ApprovalDeps, { person }: { person: string }): Promise<GoneOn> {
  try {
    const [standing, owners] = await Promise.all([
      deps.directory.standing(person, look),
      deps.directory.peopleOf(deps.policy.owners, look),
    ]);
    if (standing.barred !== undefined) return { kind: 'not-counted', why: standing.barred };
    if (!owners.includes(person))
      return { kind: 'not-counted', why: 'Only the owners that the policy file names can go on from a restored database.' };
  } catch (error) {
    const fault = asFault(error);
    warnSeldom(deps, fault.code, seen(fault), 'owners could not be looked up; a press was not counted');
    return {
      kind: 'not-counted',
      why: unheard(fault, 'Slack did not say in time whether you may do this, so nothing was recorded. Press again.'),
    };
  }
  const restore = await accept(deps, { actor: person, reason: '' });
  deps.jobs.kick();
  return restore === undefined ? { kind: 'nothing' } : { kind: 'gone-on', restore };
}

/** Accepts it in somebody's name, whose right to do so was seen to. Jobs that were held up go on by themselves. */
export async function accept(
  { db, journal, jobs, log }: Pick<ApprovalDeps, 'db' | 'journal' | 'log'> & { jobs: Pick<ApprovalDeps['jobs'], 'schedule'> },
  by: { actor: string; reason: string },
): Promise<OpenRestore | undefined> {
  const restore = await db.transaction().execute(async (tx) => {
    const accepted = await acceptRestore(tx, journal, by);
    if (accepted === undefined) return undefined;
    await jobs.schedule(tx, 'owners', `gone-on:${accepted.after}:${accepted.head.seq}:${by.actor}`);
    // Whom the backup has brought back is erased again.
    await jobs.schedule(tx, 'forget', `again:${by.actor}`);
    return accepted;
  });
  if (restore !== undefined)
    log.warn({ after: restore.after, keptHead: restore.head.seq, by: by.actor }, 'it goes on from a restored database');
  return restore;
}
