import { type Budget, type BudgetReached, createBudget } from './api/budget.ts';
import type { Observation } from './api/call.ts';
import type { Profiles } from './api/profile/profile.ts';
import { createUpstreams, type Upstreams } from './api/transport.ts';
import type { Policy } from './approvals/policy/types.ts';
import { callBudgetStore } from './call-budget-store.ts';
import type { Config } from './config.ts';
import type { Clock } from './lib/clock.ts';
import type { Ids } from './lib/ids.ts';
import type { Log } from './lib/log.ts';
import type { Trace } from './lib/trace.ts';

export type BackOfficesDeps = {
  config: Config;
  profiles: Profiles;
  policy: Pick<Policy, 'dailyBudget'>;
  clock: Clock;
  ids: Ids;
  log: Log;
  trace?: Trace | undefined;
  onCall: (observation: Observation) => void;
  /** Told when the day's reads come to 80 and to 100 percent of what the policy allows. */
  onReached: (reached: BudgetReached) => void;
  /** Told when somebody has used what the policy gives each person. */
  onPersonReached: (person: string, limit: number) => void;
};

/** Both back offices as the configuration has them, and the day's budget of reads. */
export function openBackOffices(deps: BackOfficesDeps): {
  upstreams: Upstreams;
  budget: Budget;
  closeBudget: () => void;
} {
  const { config, profiles, policy, clock, ids, log, trace, onCall, onReached, onPersonReached } = deps;
  const { all: limit, perPerson } = policy.dailyBudget;
  const store = callBudgetStore(config.database.dataDir, log);
  const budget = createBudget({
    limit,
    perPerson,
    onPersonReached,
    clock,
    // Without a budget the count is for /metrics alone.
    store: limit === null && perPerson === null ? { load: () => undefined, keep: () => undefined } : store,
    onReached: (reached) => {
      log.warn({ ...reached }, 'the daily budget of upstream calls is being used up');
      onReached(reached);
    },
  });
  const upstreams = createUpstreams({ ...config, profiles }, { clock, ids, log, trace, onCall, budget });
  return { upstreams, budget, closeBudget: () => store.close() };
}
