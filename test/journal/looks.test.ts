import { beforeEach, expect, it } from 'vitest';
import { dataOf, readEntries } from '../../src/journal/entries.ts';
import { createJournal } from '../../src/journal/journal.ts';
import { createLooks } from '../../src/journal/looks.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';

const fresh = fileDatabase();
const clock = handClock();
let before = 0;
beforeEach(async () => {
  before = (await readEntries(fresh.database.db, 0, 10_000)).at(-1)?.seq ?? 0;
});

const open = (failing: () => boolean = () => false) => {
  const journal = createJournal({ keys: testKeys, now: clock.now });
  const append: typeof journal.append = async (tx, entry) => {
    if (failing()) throw new Error('the database is away');
    await journal.append(tx, entry);
  };
  return createLooks({ db: fresh.database.db, journal: { ...journal, append }, clock, log: silentLog });
};
const written = async () =>
  (await readEntries(fresh.database.db, before, 10_000)).map((entry) => ({
    kind: entry.kind,
    actor: entry.actor,
    data: dataOf(entry)?.data,
  }));

it('each look is an entry within a second; what one person saw of one customer meanwhile is one', async () => {
  const looks = open();
  looks.note({ who: 'U0ANA', customer: 1018, saw: 'profile' });
  looks.note({ who: 'U0ANA', customer: 1018, saw: 'payment' });
  looks.note({ who: 'U0ANA', customer: 1018, saw: 'profile' });
  looks.note({ who: 'U0BEN', customer: 1018, saw: 'profile' });
  looks.note({ who: 'U0ANA', customer: 1019, saw: 'form' });
  expect(await written()).toEqual([]);
  clock.forward(1_000);
  await expect.poll(written).toEqual([
    { kind: 'look.customer', actor: 'U0ANA', data: { customer: 1018, saw: 'payment, profile' } },
    { kind: 'look.customer', actor: 'U0BEN', data: { customer: 1018, saw: 'profile' } },
    { kind: 'look.customer', actor: 'U0ANA', data: { customer: 1019, saw: 'form' } },
  ]);
  looks.note({ who: 'U0ANA', customer: 1018, saw: 'profile' });
  await expect
    .poll(async () => {
      clock.forward(1_000);
      return (await written()).length;
    })
    .toBe(4);
  await looks.stop();
  expect(await written()).toHaveLength(4);
});

it('a stop writes what is left', async () => {
  const looks = open();
  looks.note({ who: 'U0ANA', customer: 7, saw: 'profile' });
  await looks.stop();
  expect(await written()).toHaveLength(1);
});

it('a database that is away costs none, and what is too much is counted in an entry', async () => {
  let away = true;
  let tries = 0;
  const looks = open(() => {
    tries += 1;
    return away;
  });
  for (let customer = 1; customer <= 5_003; customer += 1) looks.note({ who: 'U0ANA', customer, saw: 'profile' });
  await expect
    .poll(() => {
      clock.forward(2_000);
      return tries;
    })
    .toBeGreaterThan(1);
  expect(await written()).toEqual([]);
  away = false;
  await expect
    .poll(
      async () => {
        clock.forward(2_000);
        const { count } = await fresh.database.db
          .selectFrom('journal')
          .select((all) => all.fn.countAll<string>().as('count'))
          .where('seq', '>', before)
          .executeTakeFirstOrThrow();
        return Number(count);
      },
      { timeout: 60_000 },
    )
    .toBe(5_001);
  const all = await written();
  expect(all).toHaveLength(5_001);
  expect(all.at(-1)).toEqual({ kind: 'look.lost', actor: 'app', data: { looks: 3 } });
  await looks.stop();
}, 90_000);
