import { createHash } from 'node:crypto';
import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely';
import { absenceTables } from './absences.ts';
import { erasable, statements } from './first-tables.ts';
import {
  announced,
  approvedByDatabase,
  deciderTable,
  deliveryHours,
  digestTable,
  envelopeDraws,
  giftTables,
  heldNotices,
  homePage,
  journalTail,
  keyedJournal,
  nudgeTable,
  requestOffers,
  requestQuestions,
  requestTickets,
  restoreTables,
  sealedAnswers,
  slackAnswers,
  slackQuestions,
  tracedJobs,
  webhookDeliveries,
  withoutGifts,
  workflowSteps,
  writeChecks,
  writtenTable,
} from './later-tables.ts';
import { looksIndex } from './looks-index.ts';
import { recentCustomers } from './recent-customers.ts';
import type { Db } from './schema.ts';
import { NotYet, SettingProblem } from './trouble.ts';

/** One that runs these statements, in order. */
const of = (statements: () => readonly string[]): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of statements()) await sql.raw(statement).execute(db);
  },
});

/** Forward only: a deployment that must go back restores a backup. */
const migrations: Record<string, Migration> = {
  '001-requests-and-journal': of(() => statements),
  '002-erasable-personal-data': of(() => erasable),
  '003-announced-cards': of(() => announced),
  '030-approved-by-the-databases-clock': of(() => approvedByDatabase),
  '031-write-checks': of(() => writeChecks),
  '040-deliveries-by-the-hour': of(() => deliveryHours),
  '050-what-slack-answered': of(() => slackAnswers),
  '070-gifts': of(() => giftTables),
  '071-deciders': of(() => deciderTable),
  '080-keyed-journal-and-seals': of(() => keyedJournal),
  '100-journal-tail': of(() => journalTail),
  '110-when-slack-was-asked': of(() => slackQuestions),
  '120-looks-at-customers': of(() => looksIndex),
  '121-limits-are-read-from-the-journal': of(() => withoutGifts),
  '130-restores': of(() => restoreTables),
  '131-written-messages': of(() => writtenTable),
  '160-home-page': of(() => homePage),
  '220-recent-customers': of(() => recentCustomers),
  '200-sealed-slack-answers': of(() => sealedAnswers),
  '231-request-tickets': of(() => requestTickets),
  '232-held-notices': of(() => heldNotices),
  '233-digests': of(() => digestTable),
  '234-webhook-deliveries': of(() => webhookDeliveries),
  '250-request-questions': of(() => requestQuestions),
  '251-absences': of(() => absenceTables),
  '260-request-offers': of(() => requestOffers),
  '268-nudges': of(() => nudgeTable),
  '270-traced-jobs': of(() => tracedJobs),
  '264-envelopes': of(() => envelopeDraws),
  '280-workflow-steps': of(() => workflowSteps),
};

const provider: MigrationProvider = { getMigrations: () => Promise.resolve(migrations) };

/** Names the newest shape: another as soon as a statement is another. */
export const shape = createHash('sha256')
  .update(
    JSON.stringify([
      Object.keys(migrations),
      statements,
      erasable,
      announced,
      approvedByDatabase,
      writeChecks,
      deliveryHours,
      slackAnswers,
      giftTables,
      withoutGifts,
      deciderTable,
      keyedJournal,
      slackQuestions,
      sealedAnswers,
      restoreTables,
      writtenTable,
      looksIndex,
      homePage,
      recentCustomers,
      requestTickets,
      heldNotices,
      digestTable,
      webhookDeliveries,
      requestQuestions,
      absenceTables,
      tracedJobs,
      nudgeTable,
      requestOffers,
      envelopeDraws,
      workflowSteps,
    ]),
  )
  .digest('hex')
  .slice(0, 12);

/**
 * Brings the database to the newest shape; safe when several replicas start at once (kysely's migrator takes a lock). Throws a NotYet if
 * that takes more rights than this account has, and a SettingProblem if a newer version wrote it.
 */
export async function migrate(db: Db): Promise<void> {
  // The migrator looks through the whole catalogue first, which on the embedded database costs most of a second at every start.
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return;
  if (!(await mayMigrate(db)))
    throw new NotYet(
      `migrations are pending (${pending.join(', ')}), and this account may not run them: run npx wheelhouse migrate with one that may`,
    );
  // What was written beside each other comes in any order; a database of a newer version is refused all the same.
  const { error } = await new Migrator({ db, provider, allowUnorderedMigrations: true }).migrateToLatest();
  if (!error) return;
  throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}

/** What is still to be done, in order. Throws a SettingProblem if a newer version has done more. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const all = Object.keys(migrations).sort();
  const table = await sql<{ there: boolean }>`SELECT to_regclass('kysely_migration') IS NOT NULL AS there`.execute(db);
  if (!table.rows[0]?.there) return all;
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  if ([...applied].some((name) => !all.includes(name)))
    throw new SettingProblem(
      'The database was written by a newer version of Wheelhouse, and this one does not know its shape. Start the newer version again, or restore a backup from before it.',
    );
  return all.filter((name) => !applied.has(name));
}

/** Whether this account may make tables, and change those that are there. */
async function mayMigrate(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AND NOT EXISTS (
      SELECT FROM pg_tables
      WHERE schemaname = current_schema() AND tablename IN ('requests', 'journal') AND NOT pg_has_role(tableowner, 'MEMBER')
    ) AS may`.execute(db);
  return rows[0]?.may === true;
}
