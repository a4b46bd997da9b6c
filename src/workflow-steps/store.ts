import type { Selectable } from 'kysely';
import type { Db, WorkflowStepsTable } from '../db/schema.ts';
import type { StepName } from './steps.ts';

/** What a step was given, as its author wrote it; all of it is text that nobody has checked. */
export type StepInputs = { customer: string; voucher: string; reason: string };

/** How a step ends: with what the workflow goes on with, or with a sentence for its author. */
export type StepEnd = { outputs: Readonly<Record<string, string>> } | { error: string };

export type StepRow = {
  execution: string;
  step: StepName;
  /** The workspace that the workflow belongs to, as Slack says. */
  team: string | undefined;
  person: string;
  inputs: StepInputs | undefined;
  endsAt: Date;
  /** The private message, once it was sent. */
  message: { channel: string; ts: string } | undefined;
  end: StepEnd | undefined;
  /** Slack knows that it has ended. */
  isTold: boolean;
};

/** False if this execution is known already, by whichever replica. */
export async function insertStep(
  tx: Db,
  { execution, step, team, person, inputs, at, endsAt }: Omit<StepRow, 'message' | 'end' | 'isTold'> & { at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('workflow_steps')
    .values({ execution, step, team: team ?? null, person, inputs: JSON.stringify(inputs), begun_at: at, ends_at: endsAt })
    .onConflict((conflict) => conflict.column('execution').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function stepOf(db: Db, execution: string): Promise<StepRow | undefined> {
  const row = await db.selectFrom('workflow_steps').selectAll().where('execution', '=', execution).executeTakeFirst();
  return row && asStep(row);
}

/** The same, held until the transaction ends: it ends once. */
export async function lockStep(tx: Db, execution: string): Promise<StepRow | undefined> {
  const row = await tx.selectFrom('workflow_steps').selectAll().where('execution', '=', execution).forUpdate().executeTakeFirst();
  return row && asStep(row);
}

/** How many steps wait for this person, other than this one. */
export async function countOthersOf(db: Db, { person, execution }: StepRow): Promise<number> {
  const { count } = await db
    .selectFrom('workflow_steps')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('person', '=', person)
    .where('execution', '!=', execution)
    .where('outcome', 'is', null)
    .where('told_at', 'is', null)
    .where('ts', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function keepMessage(db: Db, execution: string, { channel, ts }: { channel: string; ts: string }): Promise<void> {
  await db.updateTable('workflow_steps').set({ channel, ts }).where('execution', '=', execution).execute();
}

/** Keeps how it ends. What it was given is needed no more. */
export async function setEnd(tx: Db, execution: string, end: StepEnd): Promise<void> {
  await tx
    .updateTable('workflow_steps')
    .set({ outcome: JSON.stringify(end), inputs: null })
    .where('execution', '=', execution)
    .execute();
}

export async function noteTold(db: Db, execution: string, at: Date): Promise<void> {
  await db.updateTable('workflow_steps').set({ told_at: at }).where('execution', '=', execution).execute();
}

/** Nothing is left to do: that it was carried out is kept, and nothing of what it was about. */
export async function putAway(db: Db, execution: string): Promise<void> {
  await db
    .updateTable('workflow_steps')
    .set({ inputs: null, outcome: null, channel: null, ts: null })
    .where('execution', '=', execution)
    .execute();
}

export async function forgetSteps(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('workflow_steps').where('told_at', '<', before).where('outcome', 'is', null).execute();
}

function asStep(row: Selectable<WorkflowStepsTable>): StepRow {
  return {
    execution: row.execution,
    step: row.step as StepName, // safe: nothing else is written
    team: row.team ?? undefined,
    person: row.person,
    inputs: row.inputs ?? undefined,
    endsAt: row.ends_at,
    message: row.channel === null || row.ts === null ? undefined : { channel: row.channel, ts: row.ts },
    end: row.outcome ?? undefined,
    isTold: row.told_at !== null,
  };
}
