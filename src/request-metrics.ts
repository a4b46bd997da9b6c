import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RequestObserver } from './approvals/ports.ts';

/** Of requests, beside how many are open: names of actions and closed lists alone, never people. */
export function requestMetrics(registry: Registry): RequestObserver {
  const registers = [registry];
  const decisions = new Histogram({
    name: 'wheelhouse_decision_seconds',
    help: 'From a press to its being on the disk, by whether it was counted',
    labelNames: ['outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const waited = new Histogram({
    name: 'wheelhouse_time_to_decide_seconds',
    help: 'From the ask to the yes or no that ended the waiting',
    labelNames: ['action'],
    buckets: [30, 60, 300, 900, 1_800, 3_600, 14_400, 43_200, 86_400],
    registers,
  });
  const toSent = new Histogram({
    name: 'wheelhouse_approved_to_sent_seconds',
    help: 'From the last yes to the moment of the write',
    labelNames: ['action'],
    buckets: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600],
    registers,
  });
  const given = new Counter({
    name: 'wheelhouse_money_given_total',
    help: 'Money that vouchers gave, in whole units of its currency, by what was read back',
    labelNames: ['currency'],
    registers,
  });
  const webhooks = new Counter({
    name: 'wheelhouse_webhooks_total',
    help: 'Tries of webhooks: taken, to be tried again, or dropped after a day',
    labelNames: ['outcome'],
    registers,
  });
  return {
    webhook: (outcome) => webhooks.inc({ outcome }),
    decided: ({ outcome, elapsedMs }) => decisions.observe({ outcome }, elapsedMs / 1_000),
    ended: ({ action, waitedMs }) => waited.observe({ action }, Math.max(0, waitedMs) / 1_000),
    sent: ({ action, sinceApprovedMs }) => toSent.observe({ action }, Math.max(0, sinceApprovedMs) / 1_000),
    gave: ({ amount, currency }) => given.inc({ currency }, Math.max(0, amount)),
  };
}

const ackWithinMs = 3_000;

/** Slack's deliveries, by kind, and how long until each was acknowledged. */
export function ackMetrics(registry: Registry) {
  const acks = new Histogram({
    name: 'wheelhouse_slack_ack_seconds',
    help: 'From a delivery to its ack, by kind; late is after the three seconds that Slack waits',
    labelNames: ['kind', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10],
    registers: [registry],
  });
  return (kind: string, elapsedMs: number) =>
    acks.observe({ kind, outcome: elapsedMs > ackWithinMs ? 'late' : 'in-time' }, elapsedMs / 1_000);
}

export function lateCardsGauge(registry: Registry): (count: number) => void {
  const late = new Gauge({
    name: 'wheelhouse_cards_late',
    help: 'Requests whose cards have been due to be drawn for more than 10 s; of the whole database',
    registers: [registry],
  });
  return (count) => late.set(count);
}
