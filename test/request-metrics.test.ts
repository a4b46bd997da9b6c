import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { ackMetrics, requestMetrics } from '../src/request-metrics.ts';

it('presses, waiting, sending and money are told by closed lists and names of actions alone', async () => {
  const registry = new Registry();
  const observe = requestMetrics(registry);
  observe.decided({ outcome: 'counted', elapsedMs: 20 });
  observe.ended({ action: 'voucher.apply', waitedMs: 90_000 });
  observe.sent({ action: 'voucher.apply', sinceApprovedMs: 15 });
  observe.gave({ amount: 12.5, currency: 'EUR' });
  observe.gave({ amount: 20, currency: 'EUR' });
  const text = await registry.metrics();
  expect(text).toContain('wheelhouse_decision_seconds_bucket{le="0.025",outcome="counted"} 1\n');
  expect(text).toContain('wheelhouse_time_to_decide_seconds_sum{action="voucher.apply"} 90\n');
  expect(text).toContain('wheelhouse_approved_to_sent_seconds_bucket{le="0.02",action="voucher.apply"} 1\n');
  expect(text).toContain('wheelhouse_money_given_total{currency="EUR"} 32.5\n');
});

it('an ack after the three seconds that Slack waits is late', async () => {
  const registry = new Registry();
  const acked = ackMetrics(registry);
  acked('command', 40);
  acked('view_submission', 3_200);
  const text = await registry.metrics();
  expect(text).toContain('wheelhouse_slack_ack_seconds_count{kind="command",outcome="in-time"} 1\n');
  expect(text).toContain('wheelhouse_slack_ack_seconds_count{kind="view_submission",outcome="late"} 1\n');
});
