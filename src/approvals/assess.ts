import { sql } from 'kysely';
import type { AnyAction, Risk } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import type { Json } from '../lib/json.ts';
import type { Money } from '../lib/money.ts';
import type { Core } from './core.ts';
import { type Gate, type GateFacts, gateFor, windowsOf } from './policy/gate.ts';

/** What an action says about an input, now: the ground on which the gate stands. */
export type Assessment = {
  seen: unknown;
  facts: Readonly<Record<string, Json>>;
  risk: Risk;
  amount: Money | undefined;
  branch: number | undefined;
  touches: number;
};

/** Reads what a decision would rest on; throws the action's refusal, or a back office's fault. */
export async function assess(core: Core, action: AnyAction, input: unknown): Promise<Assessment> {
  const seen = JSON.parse(JSON.stringify(await action.precheck(core.readers, input, { now: core.clock.now() }))) as unknown;
  return {
    seen,
    facts: action.fingerprint(seen),
    risk: action.riskOf?.(seen, input) ?? action.risk,
    amount: action.amount?.(seen, input),
    branch: action.branch?.(seen, input),
    touches: action.count?.(input, seen) ?? 1,
  };
}

/** What the policy wants for this, given what the app gave the same customer before. */
export async function gateOf(
  core: Core,
  db: Db,
  action: AnyAction,
  input: unknown,
  assessment: Assessment,
  exceptRequest?: string,
): Promise<Gate> {
  const beneficiary = action.beneficiary?.(input);
  const sums = new Map<number, number>();
  for (const windowMs of windowsOf(core.policy, action.name)) {
    sums.set(windowMs, beneficiary === undefined ? 0 : await givenTo(core, db, beneficiary, windowMs, exceptRequest));
  }
  const facts: GateFacts = {
    action: action.name,
    risk: assessment.risk,
    count: assessment.touches,
    given: (withinMs) => sums.get(withinMs) ?? 0,
    ...(assessment.amount === undefined ? {} : { amount: assessment.amount }),
    ...(assessment.branch === undefined ? {} : { branch: assessment.branch }),
  };
  return gateFor(core.policy, facts);
}

/** What this app gave, or is about to give: an outcome that nobody knows counts as given. */
async function givenTo(
  core: Core,
  db: Db,
  beneficiary: string,
  withinMs: number,
  exceptRequest: string | undefined,
): Promise<number> {
  const since = new Date(core.clock.now().getTime() - withinMs);
  let query = db
    .selectFrom('requests')
    .select(sql<string | null>`sum(amount)::text`.as('sum'))
    .where('beneficiary', '=', beneficiary)
    .where('currency', '=', core.policy.currency)
    .where('state', 'in', ['approved', 'running', 'done', 'unknown'])
    .where('asked_at', '>=', since);
  if (exceptRequest !== undefined) query = query.where('id', '!=', exceptRequest);
  const row = await query.executeTakeFirst();
  return Number(row?.sum ?? 0);
}
