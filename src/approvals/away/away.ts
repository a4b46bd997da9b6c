import type { Db } from '../../db/schema.ts';
import { asFault } from '../../errors.ts';
import type { JobResult } from '../../jobs/jobs.ts';
import type { Entry } from '../../journal/journal.ts';
import { digestOf } from '../../journal/seals.ts';
import { formatDuration } from '../../lib/duration.ts';
import { speak } from '../../lib/language/speak.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import type { ApprovalDeps } from '../deps.ts';
import { pressWithinMs, seen, unheard } from '../press.ts';
import { mustNotBeRestored } from '../restored.ts';
import {
  absenceTimes,
  insertAbsence,
  lockAbsence,
  lockAbsencesOf,
  noteBegun,
  noteDeclined,
  noteEnded,
  openAbsencesOf,
} from '../store/absences.ts';
import { type Absence, absencesIn } from './absence.ts';
import { mayStandIn, standInRoles } from './stand-in.ts';

/** What somebody asks for who goes away. `origin` makes a form that is delivered again the same absence. */
export type Leaving = { person: string; from: Date; until: Date; standIn?: string; note?: string; origin: string };

/** `field`: where in the form it is wrong; left out where none of them is. */
export type Refused = { kind: 'refused'; field?: 'from' | 'until' | 'standIn'; why: string };
export type Left = { kind: 'set' } | Refused;

const look = { freshMs: 1_000, scarceMs: 4_500, withinMs: pressWithinMs } as const;
/** How often it is looked whether somebody who is away still holds a role that may be: people leave groups. */
const lookAgainMs = 5 * 60_000;

/** Notes that somebody is away, in the place of whatever was noted before. */
export async function leave(deps: ApprovalDeps, leaving: Leaving): Promise<Left> {
  const wrong = await whyNotAway(deps, leaving).catch((error): Refused => {
    const fault = asFault(error);
    warnSeldom(deps, fault.code, seen(fault), 'rights could not be looked up; an absence was not noted');
    return {
      kind: 'refused',
      why: unheard(fault, speak('Slack did not say in time who holds which role, so nothing was recorded. Send it again.')),
    };
  });
  if (wrong !== undefined) return wrong;
  const { person, from, until, standIn, note } = leaving;
  const id = digestOf(leaving.origin).slice(0, 12);
  await deps.db.transaction().execute(async (tx) => {
    const before = absencesIn(deps, await lockAbsencesOf(tx, person));
    await mustNotBeRestored(tx);
    if (!(await insertAbsence(tx, { id, person, standIn, note, from, until }))) return;
    const endings: Entry[] = [];
    for (const absence of before) endings.push(await end(deps, tx, absence, { actor: person, why: 'replaced', goesOn: standIn }));
    await deps.jobs.scheduleAll(tx, [
      { kind: 'absence', ref: id, at: from },
      // One who stands in from now on hears of it when it begins.
      ...(standIn === undefined || from <= deps.clock.now()
        ? []
        : [{ kind: 'away-note', ref: `${id}:${standIn}:named` } as const]),
      { kind: 'home', ref: person },
    ]);
    for (const entry of endings) await deps.journal.append(tx, entry);
    await deps.journal.append(tx, {
      kind: 'away.set',
      actor: person,
      data: { absence: id, standIn: standIn ?? null, from: from.toISOString(), until: until.toISOString() },
      personal: note === undefined ? undefined : { note },
    });
  });
  deps.jobs.kick();
  return { kind: 'set' };
}

/** Why this can't be; undefined if it can. Throws when Slack does not say in time who holds which role. */
export async function whyNotAway(deps: ApprovalDeps, leaving: Omit<Leaving, 'origin' | 'note'>): Promise<Refused | undefined> {
  return wrongTimes(deps, leaving) ?? (await wrongPeople(deps, leaving));
}

function wrongTimes({ policy, clock }: ApprovalDeps, { from, until }: Pick<Leaving, 'from' | 'until'>): Refused | undefined {
  if (policy.away === null) return { kind: 'refused', why: speak('This policy allows no absences. Ask your admin.') };
  if (until <= from) return { kind: 'refused', field: 'until', why: speak('This ends before it begins. Write a later time.') };
  if (until <= clock.now()) return { kind: 'refused', field: 'until', why: speak('This is over already. Write a later time.') };
  if (until.getTime() - from.getTime() > policy.away.longestMs)
    return {
      kind: 'refused',
      field: 'until',
      why: speak('An absence can be at most {longest} long. Write an earlier time.', {
        longest: formatDuration(policy.away.longestMs),
      }),
    };
  return undefined;
}

async function wrongPeople(
  deps: ApprovalDeps,
  { person, standIn, from, until }: Omit<Leaving, 'origin' | 'note'>,
): Promise<Refused | undefined> {
  const { away } = deps.policy;
  if (away === null) return undefined;
  if (standIn === person)
    return { kind: 'refused', field: 'standIn', why: speak('You can’t stand in for yourself. Choose somebody else, or nobody.') };
  const [own, theirs] = await Promise.all([
    deps.directory.rightsOf(person, away.roles, look),
    standIn === undefined
      ? undefined
      : deps.directory.rightsOf(standIn, [...new Set([...away.roles, ...(away.standIn ?? [])])], look),
  ]);
  if (own.standing.barred !== undefined) return { kind: 'refused', why: own.standing.barred };
  if (own.roles.length === 0)
    return {
      kind: 'refused',
      why: speak('This is for people who decide requests (the role {roles}). You can be away without it.', {
        roles: away.roles.join(` ${speak('or')} `),
      }),
    };
  if (theirs === undefined || standIn === undefined) return undefined;
  const name = theirs.standing.name;
  if (theirs.standing.barred !== undefined)
    return {
      kind: 'refused',
      field: 'standIn',
      why: speak('{name} can’t use Wheelhouse, so can’t stand in for you. Choose somebody else.', { name }),
    };
  if (!mayStandIn(away, theirs.roles, own.roles))
    return {
      kind: 'refused',
      field: 'standIn',
      why: speak('{name} can’t stand in for you: that takes the role {roles}. Choose somebody else.', {
        name,
        roles: standInRoles(away, own.roles).join(` ${speak('or')} `),
      }),
    };
  const theirOwn = absencesIn(deps, await openAbsencesOf(deps.db, standIn));
  if (theirOwn.some((one) => one.from < until && from < one.until))
    return {
      kind: 'refused',
      field: 'standIn',
      why: speak('{name} is away then, too. Choose somebody else, or another time.', { name }),
    };
  return undefined;
}

/** Ends what this person has said of being away, now or later; false if there is nothing. */
export async function comeBack(deps: ApprovalDeps, person: string): Promise<boolean> {
  const ended = await deps.db.transaction().execute(async (tx) => {
    const open = absencesIn(deps, await lockAbsencesOf(tx, person));
    const endings: Entry[] = [];
    for (const absence of open) endings.push(await end(deps, tx, absence, { actor: person, why: 'back' }));
    for (const entry of endings) await deps.journal.append(tx, entry);
    return open.length > 0;
  });
  deps.jobs.kick();
  return ended;
}

/** A stand-in says no: from then on nobody stands in, and who is away hears of it. False if they don't stand in any more. */
export async function decline(deps: ApprovalDeps, { id, person }: { id: string; person: string }): Promise<boolean> {
  const declined = await deps.db.transaction().execute(async (tx) => {
    const row = await lockAbsence(tx, id);
    const [absence] = row === undefined ? [] : absencesIn(deps, [row]);
    if (absence === undefined || absence.standIn !== person) return false;
    await noteDeclined(tx, id);
    await deps.jobs.scheduleAll(tx, [
      { kind: 'away-note', ref: `${id}:${absence.person}:declined` },
      { kind: 'home', ref: person },
      { kind: 'home', ref: absence.person },
    ]);
    await deps.journal.append(tx, { kind: 'away.declined', actor: person, data: { absence: id, for: absence.person } });
    return true;
  });
  deps.jobs.kick();
  return declined;
}

/** The job that begins an absence, and ends it when its time is over or its role is gone. */
export async function watchAbsence(deps: ApprovalDeps, id: string): Promise<JobResult> {
  const now = deps.clock.now();
  const result = await deps.db.transaction().execute(async (tx): Promise<JobResult> => {
    const row = await lockAbsence(tx, id);
    const [absence] = row === undefined ? [] : absencesIn(deps, [row]);
    if (absence === undefined) return 'done';
    if (now < absence.from) return { againInMs: absence.from.getTime() - now.getTime() };
    if (now >= absence.until) {
      await deps.journal.append(tx, await end(deps, tx, absence, { actor: 'app', why: 'over' }));
      return 'done';
    }
    if (!absence.begun) await begin(deps, tx, absence);
    return { againInMs: Math.min(lookAgainMs, absence.until.getTime() - now.getTime()) };
  });
  if (result !== 'done' && (await hasLostRole(deps, id))) {
    await deps.db.transaction().execute(async (tx) => {
      const row = await lockAbsence(tx, id);
      const [absence] = row === undefined ? [] : absencesIn(deps, [row]);
      if (absence !== undefined) await deps.journal.append(tx, await end(deps, tx, absence, { actor: 'app', why: 'role' }));
    });
    deps.jobs.kick();
    return 'done';
  }
  deps.jobs.kick();
  return result;
}

/** Left for the next time when Slack does not say: at a press it is asked again in any case. */
async function hasLostRole(deps: ApprovalDeps, id: string): Promise<boolean> {
  const absence = await absenceTimes(deps.db, id);
  if (absence === undefined) return false;
  try {
    const { standing, roles } = await deps.directory.rightsOf(absence.person, deps.policy.away?.roles ?? [], {
      freshMs: 60_000,
      withinMs: 5_000,
    });
    return standing.barred !== undefined || roles.length === 0;
  } catch (error) {
    warnSeldom(
      deps,
      asFault(error).code,
      { err: asFault(error) },
      'whether somebody who is away still holds their role could not be looked up',
    );
    return false;
  }
}

async function begin(deps: ApprovalDeps, tx: Db, { id, person, standIn }: Absence): Promise<void> {
  await noteBegun(tx, id);
  await deps.jobs.scheduleAll(tx, [
    { kind: 'away-note', ref: `${id}:owners:begun` },
    { kind: 'home', ref: person },
    ...(standIn === undefined
      ? []
      : ([
          { kind: 'away-note', ref: `${id}:${standIn}:begun` },
          { kind: 'home', ref: standIn },
        ] as const)),
  ]);
  await deps.journal.append(tx, { kind: 'away.begun', actor: 'app', data: { absence: id, for: person } });
}

/** `goesOn`: who stands in from now on, where another absence takes its place. */
type Ending = { actor: string; why: 'back' | 'over' | 'role' } | { actor: string; why: 'replaced'; goesOn: string | undefined };

/** The votes that were given in it stay. Gives its entry, which is written last: from there to the commit all others wait. */
async function end(deps: ApprovalDeps, tx: Db, { id, person, standIn, from }: Absence, ending: Ending): Promise<Entry> {
  const now = deps.clock.now();
  const { actor, why } = ending;
  const isReplaced = ending.why === 'replaced';
  await noteEnded(tx, id, now);
  const isTold = standIn !== undefined && !(isReplaced && ending.goesOn === standIn);
  await deps.jobs.scheduleAll(tx, [
    { kind: 'home', ref: person },
    ...(isTold ? ([{ kind: 'away-note', ref: `${id}:${standIn}:ended` }] as const) : []),
    ...(standIn === undefined ? [] : ([{ kind: 'home', ref: standIn }] as const)),
    // Who is still away is not back.
    ...(from <= now && !isReplaced ? ([{ kind: 'away-note', ref: `${id}:${person}:back` }] as const) : []),
  ]);
  return { kind: 'away.ended', actor, data: { absence: id, for: person, why } };
}
