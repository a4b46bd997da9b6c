import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/database.ts';

it('a database of a newer version is not opened by an older one', async () => {
  const place = await freshDatabase();
  onTestFinished(() => place.remove());
  await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('999-of-tomorrow', '')`.execute(place.database.db);
  await expect(place.again()).rejects.toThrow(/newer version of Wheelhouse/);
});

it('a database where a migration is missing gets it at the start', async () => {
  const place = await freshDatabase();
  onTestFinished(() => place.remove());
  const applied = sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`;
  const before = (await applied.execute(place.database.db)).rows;
  // As the version before the last one left it.
  for (const undo of ['DROP TABLE announced_copies', "DELETE FROM kysely_migration WHERE name = '003-announced-cards'"])
    await sql.raw(undo).execute(place.database.db);
  const { db } = await place.again();
  expect((await applied.execute(db)).rows).toEqual(before);
  expect((await sql`SELECT * FROM announced_copies`.execute(db)).rows).toEqual([]);
});
