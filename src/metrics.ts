import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observation } from './api/transport.ts';
import type { OpenRequests } from './approvals/store/lists.ts';
import type { PoolCounts } from './db/database.ts';
import type { JobKind } from './jobs/classes.ts';
import type { QueueState } from './jobs/queue-state.ts';
import { ackMetrics, lateCardsGauge, requestMetrics } from './request-metrics.ts';
import type { SlackCall } from './slack/client.ts';
import type { DeliveryEvent } from './slack/deliver.ts';

/** What /metrics shows: the process, and every call that goes upstream. Names of calls alone, never paths or people. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: 'wheelhouse_upstream_calls_total',
    help: 'Calls to a back office, by row and outcome',
    labelNames: ['upstream', 'call', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'wheelhouse_upstream_call_seconds',
    help: 'How long calls to a back office took',
    labelNames: ['upstream'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const slackCalls = new Counter({
    name: 'wheelhouse_slack_calls_total',
    help: 'Calls of the Slack Web API, by method and outcome; those held-back were not made, since Slack had limited the method',
    labelNames: ['method', 'outcome'],
    registers: [registry],
  });
  const slackWaits = new Histogram({
    name: 'wheelhouse_slack_limit_wait_seconds',
    help: 'How long callers have to wait for the limits of Slack',
    labelNames: ['method'],
    buckets: [1, 2, 5, 10, 30, 60, 300],
    registers: [registry],
  });
  const requests = new Gauge({
    name: 'wheelhouse_requests',
    help: 'Requests that are open, by state and action',
    labelNames: ['state', 'action'],
    registers: [registry],
  });
  const reads = new Gauge({
    name: 'wheelhouse_upstream_reads_today',
    help: 'Reads of a back office since midnight UTC, by this process',
    registers: [registry],
  });
  const budget = new Gauge({
    name: 'wheelhouse_upstream_reads_budget',
    help: 'How many of them the policy allows a day; -1 where it says nothing',
    registers: [registry],
  });
  const deliveries = new Counter({
    name: 'wheelhouse_slack_deliveries_troubled_total',
    help: 'Tries to send something to Slack that did not work, by what follows: tried again, sent as plain text, refused there, given up',
    labelNames: ['method', 'outcome', 'reason'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'wheelhouse_jobs_due',
    help: 'Jobs that are due and not done, by class; the queue is shared by all replicas',
    labelNames: ['class'],
    registers: [registry],
  });
  const oldestJob = new Gauge({
    name: 'wheelhouse_jobs_oldest_seconds',
    help: 'How long the oldest job of a class has been due',
    labelNames: ['class'],
    registers: [registry],
  });
  const jobTroubles = new Counter({
    name: 'wheelhouse_jobs_troubled_total',
    help: 'Tries of a job that did not work, by what follows: tried again, or dropped after a day (what only draws)',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'wheelhouse_database_connections',
    help: 'Connections of the pool that are open, that lie idle, and callers that wait for one',
    labelNames: ['state'],
    registers: [registry],
  });
  const cardsLate = lateCardsGauge(registry);
  return {
    requests: requestMetrics(registry),
    acked: ackMetrics(registry),
    queue({ classes, lateCards }: QueueState) {
      cardsLate(lateCards);
      for (const [name, { due, oldestS }] of classes) {
        jobs.set({ class: name }, due);
        oldestJob.set({ class: name }, oldestS);
      }
    },
    jobTrouble(kind: JobKind, outcome: 'retry' | 'dropped') {
      jobTroubles.inc({ kind, outcome });
    },
    pool(counts: PoolCounts) {
      for (const [state, count] of Object.entries(counts)) connections.set({ state }, count);
    },
    delivered({ method, outcome, reason }: DeliveryEvent) {
      deliveries.inc({ method, outcome, reason });
    },
    observe(call: Observation) {
      calls.inc({ upstream: call.upstream, call: call.call, outcome: call.outcome });
      seconds.observe({ upstream: call.upstream }, call.elapsedMs / 1_000);
    },
    observeSlack({ method, outcome, waitMs }: SlackCall) {
      slackCalls.inc({ method, outcome });
      if (waitMs !== undefined) slackWaits.observe({ method }, waitMs / 1_000);
    },
    async text(
      open: readonly OpenRequests[],
      today: { used: number; limit: number | null } = { used: 0, limit: null },
    ): Promise<{ contentType: string; body: string }> {
      reads.set(today.used);
      budget.set(today.limit ?? -1);
      requests.reset();
      for (const { state, action, count } of open) requests.set({ state, action }, count);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
    /** Gauges of somebody else's, read when somebody looks. */
    watch(add: (registry: Registry) => void) {
      add(registry);
    },
    close: () => registry.clear(),
  };
}
