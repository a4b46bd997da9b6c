import { wordsNow } from '../../lib/language/both.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { AwayNotes } from '../ports.ts';
import type { RequestRecord } from '../request.ts';
import { absenceTimes, decidedFor, openAbsences, openAbsencesOf } from '../store/absences.ts';
import { type Absence, absencesIn, isAway } from './absence.ts';

/** Now: who is away, each with who stands in for them. */
export async function absentNow(deps: ApprovalDeps): Promise<Absence[]> {
  if (deps.policy.away === null) return [];
  const now = deps.clock.now();
  return absencesIn(deps, await openAbsences(deps.db)).filter((absence) => isAway(absence, now));
}

/** What a person's Home says: their own absence, and for whom they stand in. */
export async function absencesAround(
  deps: ApprovalDeps,
  person: string,
): Promise<{ own: Absence | undefined; standingIn: Absence[] }> {
  if (deps.policy.away === null) return { own: undefined, standingIn: [] };
  const open = absencesIn(deps, await openAbsences(deps.db));
  return {
    own: open.find((absence) => absence.person === person),
    standingIn: open.filter((absence) => absence.standIn === person),
  };
}

/** What messages about absences are made of. One that has ended is told of by its row: nothing of a customer is in it. */
export function createAwayNotes(deps: ApprovalDeps, shown: (ids: readonly string[]) => Promise<RequestRecord[]>): AwayNotes {
  return {
    async load(id) {
      const row = await absenceTimes(deps.db, id);
      if (row === undefined) return undefined;
      const [open] = absencesIn(deps, await openAbsencesOf(deps.db, row.person)).filter((one) => one.id === id);
      if (open !== undefined) return { ...open, isOver: false };
      return {
        id,
        person: row.person,
        standIn: row.stand_in ?? undefined,
        from: row.starts_at,
        until: row.ended_at ?? row.ends_at,
        note: undefined,
        isOver: true,
      };
    },
    async decidedFor({ person, from, until }) {
      const votes = await decidedFor(deps.db, { person, from, until });
      const records = await shown([...new Set(votes.map(({ request_id }) => request_id))]);
      return votes.flatMap(({ request_id: id, person: by, verdict, at }) => {
        const record = records.find((one) => one.id === id);
        if (record === undefined) return [];
        const title = record.preview === undefined ? record.action : wordsNow(record.preview).many.title;
        return [{ id, by, verdict: verdict === 'approve' ? 'approve' : 'reject', at, title }];
      });
    },
  };
}
