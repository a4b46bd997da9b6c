import type { Db } from '../../db/schema.ts';
import type { Keyring } from '../../journal/keys.ts';
import type { Clock } from '../../lib/clock.ts';
import { aroundWeeklyTime } from '../../lib/desk-hours.ts';
import type { Policy } from '../policy/types.ts';
import { type Figures, figuresOf, type Span } from './figures.ts';
import { readFigureEntries } from './read.ts';

/** One that was missed is sent later, if it is less late than this. */
const latestMs = 12 * 3_600_000;
/** After a longer time without one it says what was since then. */
const longestMs = 31 * 24 * 3_600_000;

export type DigestDeps = {
  db: Db;
  find: Keyring['find'];
  clock: Clock;
  policy: Pick<Policy, 'digest'>;
  post(channel: string, digest: Figures & Span & { now: Date }): Promise<'done' | { againInMs: number }>;
};

/**
 * The job that sends the digest, and comes again when the next one is due. It is one job for all replicas; a digest that was sent is a row,
 * so that none is sent twice.
 */
export async function sendDigest({ db, find, clock, policy, post }: DigestDeps): Promise<'done' | { againInMs: number }> {
  if (policy.digest === null) return 'done';
  const now = clock.now();
  const { last: planned, next } = aroundWeeklyTime(now, policy.digest);
  const later = { againInMs: next.getTime() - now.getTime() };
  const before = await db.selectFrom('digests').select('planned_at').orderBy('planned_at', 'desc').limit(1).executeTakeFirst();
  // The first one tells of the time from its plan on: nobody missed those before.
  if (before === undefined) {
    await remember(db, planned);
    return later;
  }
  if (before.planned_at >= planned || now.getTime() - planned.getTime() >= latestMs) return later;
  const from = new Date(Math.max(before.planned_at.getTime(), planned.getTime() - longestMs));
  const span = { from, to: planned, now };
  const outcome = await post(policy.digest.channel, { ...figuresOf(await readFigureEntries(db, find, from), span), ...span });
  if (outcome !== 'done') return outcome;
  await remember(db, planned);
  return later;
}

async function remember(db: Db, planned: Date): Promise<void> {
  await db
    .insertInto('digests')
    .values({ planned_at: planned })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
