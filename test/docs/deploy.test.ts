import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../../src/metrics.ts';
import { addSlackGauges } from '../../src/slack/gauges.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Prometheus gives each target this one by itself. */
const prometheusOwn = ['up'];

async function namesShown(): Promise<Set<string>> {
  const metrics = createMetrics();
  const gauges = new Registry();
  addSlackGauges(gauges, {
    identity: { known: () => undefined },
    socket: { state: () => ({ state: 'open', reconnects: 0 }) as never, troubles: () => new Map() },
    secondsSinceDelivery: () => 0,
  });
  const { body } = await metrics.text([]);
  metrics.close();
  const texts = `${body}\n${await gauges.metrics()}`;
  const types = [...texts.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set([
    ...prometheusOwn,
    ...types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    ),
  ]);
}

const named = (expression: string) => [...expression.matchAll(/\b(up|(?:wheelhouse|nodejs|process)_\w+)/g)].map(([name]) => name);

const Alerts = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Wheelhouse[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.looseObject({
  panels: z.array(z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })) })),
});

describe('what is deployed beside the app uses only metrics that there are', () => {
  it('the alerts', async () => {
    const { groups } = Alerts.parse(parse(read('deploy/prometheus/alerts.yml')));
    const rules = groups.flatMap((group) => group.rules);
    const shown = await namesShown();
    expect(rules.length).toBeGreaterThan(5);
    for (const { alert, expr } of rules) {
      expect(named(expr), alert).not.toEqual([]);
      expect(
        named(expr).filter((name) => !shown.has(name)),
        alert,
      ).toEqual([]);
    }
  });

  it('the dashboard', async () => {
    const { panels } = Dashboard.parse(JSON.parse(read('deploy/grafana/wheelhouse.json')));
    const shown = await namesShown();
    expect(panels.length).toBeGreaterThan(5);
    for (const { title, targets } of panels)
      expect(
        targets.flatMap(({ expr }) => named(expr)).filter((name) => !shown.has(name)),
        title,
      ).toEqual([]);
  });

  it('sees a metric that is not there', () => {
    expect(named('rate(wheelhouse_gone_total[5m]) / nodejs_x + up{job="a"}')).toEqual([
      'wheelhouse_gone_total',
      'nodejs_x',
      'up',
    ]);
  });
});
