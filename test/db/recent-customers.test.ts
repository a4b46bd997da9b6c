import { expect, it } from 'vitest';
import { forgetRecent, forgetRecentBefore, noteRecent, recentOf } from '../../src/db/recent-customers.ts';
import { fileDatabase } from '../support/file-database.ts';

const file = fileDatabase({ emptied: true });

async function opened() {
  return file.database.db;
}
const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 12, minute));

it('gives a person their last five customers, the last one first, each once, and nobody else’s', async () => {
  const db = await opened();
  for (let n = 1; n <= 7; n += 1) await noteRecent(db, 'U0ANA', { id: n, name: `Name ${n}` }, at(n));
  await noteRecent(db, 'U0ANA', { id: 4, name: 'Renamed' }, at(10));
  await noteRecent(db, 'U0BEN', { id: 99, name: 'Other' }, at(11));
  expect((await recentOf(db, 'U0ANA')).map(({ id }) => id)).toEqual([4, 7, 6, 5, 3]);
  expect((await recentOf(db, 'U0ANA'))[0]).toEqual({ id: 4, name: 'Renamed' });
  expect(await recentOf(db, 'U0BEN')).toEqual([{ id: 99, name: 'Other' }]);
  expect(await recentOf(db, 'U0CLEO')).toEqual([]);
  const rows = await db.selectFrom('recent_customers').select('customer').where('person', '=', 'U0ANA').execute();
  expect(rows.map(({ customer }) => Number(customer)).sort()).toEqual([3, 4, 5, 6, 7]);
});

it('forgets a customer for everybody, and says whose Homes showed them', async () => {
  const db = await opened();
  for (const person of ['U0ANA', 'U0BEN']) await noteRecent(db, person, { id: 1010, name: 'Lena' }, at(1));
  await noteRecent(db, 'U0ANA', { id: 1011, name: 'Elif' }, at(2));
  expect((await forgetRecent(db, 1010)).sort()).toEqual(['U0ANA', 'U0BEN']);
  expect(await recentOf(db, 'U0ANA')).toEqual([{ id: 1011, name: 'Elif' }]);
  expect(await recentOf(db, 'U0BEN')).toEqual([]);
});

it('forgets what is older than an instant', async () => {
  const db = await opened();
  await noteRecent(db, 'U0ANA', { id: 1, name: 'Old' }, at(1));
  await noteRecent(db, 'U0ANA', { id: 2, name: 'New' }, at(5));
  expect(await forgetRecentBefore(db, at(3))).toEqual(['U0ANA']);
  expect(await recentOf(db, 'U0ANA')).toEqual([{ id: 2, name: 'New' }]);
});
