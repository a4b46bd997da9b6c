import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = fileURLToPath(new URL('../../deploy/prometheus/', import.meta.url));
const read = (name: string): unknown => parse(readFileSync(`${folder}${name}`, 'utf8'));
const promtool = (...argv: string[]) => spawnSync('promtool', argv, { cwd: folder, encoding: 'utf8' });
const isInstalled = promtool('--version').error === undefined;

type Alerts = { groups: { rules: { alert: string }[] }[] };
type Case = { alert_rule_test: { alertname: string; exp_alerts?: unknown[] }[] };

// promtool is in Debian's package prometheus.
describe.skipIf(!isInstalled)('Prometheus’ own tool', () => {
  it('takes the alerts', () => {
    const { status, stdout, stderr } = promtool('check', 'rules', 'alerts.yml');
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  });

  it('finds that each alert comes when it should, and stays away before', () => {
    const { status, stdout, stderr } = promtool('test', 'rules', 'alerts.test.yml');
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});

it('every alert is seen to come, and to stay away', () => {
  const { groups } = read('alerts.yml') as Alerts; // safe: test/docs/deploy.test.ts checks its shape
  const { tests } = read('alerts.test.yml') as { tests: Case[] }; // safe: promtool checks its shape
  const cases = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
  const names = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)).sort();
  const seen = (comes: boolean) =>
    cases.filter(({ exp_alerts = [] }) => exp_alerts.length > 0 === comes).map(({ alertname }) => alertname);
  expect([...seen(true)].sort()).toEqual(names);
  expect([...seen(false)].sort()).toEqual(names);
});
