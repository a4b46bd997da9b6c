import { z } from 'zod';
import { checked, type ToldEntry } from '../../journal/of-request.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { AbsenceRow } from '../store/absences.ts';

/** Somebody's absence, as the journal tells of it: the row is only where it is looked up. */
export type Absence = {
  id: string;
  person: string;
  /** Who may decide in their place; nobody, or somebody who has declined, is none. */
  standIn: string | undefined;
  from: Date;
  /** Up to and without this instant. */
  until: Date;
  begun: boolean;
  note: string | undefined;
};

const SetEntry = z.object({ standIn: z.string().nullable(), from: z.iso.datetime(), until: z.iso.datetime() });

/** Those that the journal tells of, and of which it tells no end. */
export function absencesIn({ keys }: Pick<ApprovalDeps, 'keys'>, rows: readonly AbsenceRow[]): Absence[] {
  return rows.flatMap(({ id, note, begun, entries }) => {
    const told = toldOf(id, checked(entries, keys.find));
    return told === undefined ? [] : [{ ...told, begun, note: note ?? undefined }];
  });
}

function toldOf(id: string, entries: readonly ToldEntry[]): Omit<Absence, 'begun' | 'note'> | undefined {
  const keyed = entries.filter(({ isKeyed }) => isKeyed);
  const setIn = keyed.find(({ kind }) => kind === 'away.set');
  const said = SetEntry.safeParse(setIn?.data).data;
  if (setIn === undefined || said === undefined || keyed.some(({ kind }) => kind === 'away.ended')) return undefined;
  const hasDeclined = keyed.some(({ kind }) => kind === 'away.declined');
  return {
    id,
    person: setIn.actor,
    standIn: hasDeclined ? undefined : (said.standIn ?? undefined),
    from: new Date(said.from),
    until: new Date(said.until),
  };
}

/** At the edge: from its first instant on, and not at its last. */
export function isAway({ from, until }: Pick<Absence, 'from' | 'until'>, at: Date): boolean {
  return from <= at && at < until;
}
