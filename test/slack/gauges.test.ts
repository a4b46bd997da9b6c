import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { addSlackGauges } from '../../src/slack/gauges.ts';

it('/metrics show the token, the socket’s state, what went wrong with it, and how long nothing came', async () => {
  const registry = new Registry();
  let isKnown = true;
  addSlackGauges(registry, {
    identity: {
      known: () => (isKnown ? { teamId: 'T1', enterpriseId: undefined, botId: undefined, botUserId: undefined } : undefined),
    },
    socket: {
      state: () => ({ state: 'lost', since: new Date(0), reconnects: 4, failedTries: 2, isAnnouncedGap: false }),
      troubles: () => new Map([['silent', 2]]),
    },
    secondsSinceDelivery: () => 17,
  });
  const text = await registry.metrics();
  expect(text).toContain('wheelhouse_slack_token_accepted 1\n');
  expect(text).toContain('wheelhouse_slack_socket_state{state="lost"} 1\n');
  expect(text).toContain('wheelhouse_slack_socket_state{state="open"} 0\n');
  expect(text).toContain('wheelhouse_slack_socket_reconnects_total 4\n');
  expect(text).toContain('wheelhouse_slack_socket_troubles_total{kind="silent"} 2\n');
  expect(text).toContain('wheelhouse_slack_last_delivery_seconds 17\n');
  isKnown = false;
  // Read twice, counted once.
  expect(await registry.metrics()).toContain('wheelhouse_slack_socket_reconnects_total 4\n');
  expect(await registry.metrics()).toContain('wheelhouse_slack_token_accepted 0\n');
});
