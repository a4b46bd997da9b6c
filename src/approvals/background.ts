import { sql } from 'kysely';
import type { AnyAction, Plain } from '../actions/define.ts';
import { formatMoney } from '../lib/money.ts';
import type { Assessment } from './assess.ts';
import type { Core } from './core.ts';
import { spent } from './machine.ts';
import type { RequestRecord } from './request.ts';

/** Plain words with further facts below them. */
export function withLines(plain: Plain, more: readonly string[]): Plain {
  return { ...plain, lines: [...(plain.lines ?? []), ...more] };
}

const weekMs = 7 * 24 * 3_600_000;

/** What the asker gave in the last seven days through this app; whoever approves money wants to know. */
export async function askersWeek(
  core: Core,
  record: RequestRecord,
  action: AnyAction,
  assessment: Assessment,
): Promise<string[]> {
  if (assessment.worth?.money === undefined) return [];
  const { currency } = assessment.worth.money;
  const { times, sum } = await core.db
    .selectFrom('requests')
    .select([sql<number>`count(*)::int`.as('times'), sql<string>`coalesce(sum(amount), 0)::text`.as('sum')])
    .where('asker', '=', record.asker)
    .where('action', '=', action.name)
    .where('currency', '=', currency)
    .where('state', 'in', [...spent])
    .where('asked_at', '>=', new Date(core.clock.now().getTime() - weekMs))
    .executeTakeFirstOrThrow();
  return [
    `Given by the asker in the last 7 days: ${times === 0 ? 'none' : `${times}, ${formatMoney({ amount: Number(sum), currency })} in all`}.`,
  ];
}
