import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { launch } from './app.ts';
import { fakeOperations } from './fakes/operations.ts';
import { until } from './fakes/server.ts';
import { askLead, becomes, someone, writesTo } from './flows.ts';
import { anna, lea } from './people.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
afterEach(() => here?.stop());

const lines = (output: string) => output.split('\n').filter((line) => line.trim() !== '');

describe('what is missing is said, a line each', () => {
  test('with a token alone it refuses to start and never starts the sandbox', async () => {
    here = await stage({ start: false });
    const one = launch({ SLACK_BOT_TOKEN: 'xoxb-1', DATA_DIR: here.environment.DATA_DIR });
    expect(await one.ended).not.toBe(0);
    for (const name of [
      'SLACK_SIGNING_SECRET',
      'OPERATIONS_API_URL',
      'OPERATIONS_AUTH_URL',
      'OPERATIONS_CLIENT_ID',
      'OPERATIONS_CLIENT_KEY',
    ])
      expect(
        lines(one.output()).filter((line) => line.includes(name)),
        name,
      ).toHaveLength(1);
    expect(one.output()).not.toMatch(/^\s+at /m);
    expect(one.output()).not.toContain('Wheelhouse is ready');
  }, 180_000);

  test.each([
    ['SLACK_SIGNING_SECRET', undefined],
    ['OPERATIONS_API_URL', undefined],
    ['OPERATIONS_AUTH_URL', 'not a url'],
    ['OPERATIONS_CLIENT_ID', ''],
    ['OPERATIONS_CLIENT_KEY', undefined],
    ['PORT', 'eighty'],
    ['SLACK_TRANSPORT', 'pigeon'],
    ['POLICY_FILE', '/does/not/exist.yml'],
    ['SMARTMOVE_CLIENT_SECRET', undefined],
    ['LOG_LEVEL', 'loudly'],
  ])(
    '%s missing or wrong is one line that names it',
    async (name, value) => {
      here = await stage({ start: false });
      const one = launch({ ...here.environment, [name]: value });
      const code = await one.ended;
      expect(code, one.output()).not.toBe(0);
      expect(
        lines(one.output()).filter((line) => line.includes(name === 'POLICY_FILE' ? '/does/not/exist.yml' : name)),
        one.output(),
      ).toHaveLength(1);
      expect(one.output()).not.toMatch(/^\s+at /m);
    },
    180_000,
  );

  test('a policy with an unknown key does not start', async () => {
    here = await stage({
      start: false,
      policy:
        'version: 1\ncurrency: EUR\nbranch: 1\nroles: { lead: { users: [U0LEA] } }\ngrants: { lead: ["*"] }\napprovalls: []\n',
    });
    const one = launch(here.environment);
    expect(await one.ended).not.toBe(0);
    expect(one.output()).toContain('approvalls');
  }, 180_000);
});

describe('ready, alive, going', () => {
  test('starts while Slack is down, is not ready, says so, and is ready when Slack is back', async () => {
    here = await stage({ start: false });
    here.slack.state.down = true;
    await here.start({}, '/healthz');
    expect((await here.get('/readyz')).status).toBe(503);
    await until('a word about Slack', () => /slack/i.test(here.output()));
    here.slack.state.down = false;
    await until('ready', async () => (await here.get('/readyz')).status === 200, 90_000);
    here.clean();
  }, 180_000);

  test('starts while the back office is down, says its state, answers a person clearly, and works when it is back', async () => {
    here = await stage({ start: false });
    // On a port that nobody is given while nothing listens on it.
    const gone = await fakeOperations(await freePort());
    await gone.stop();
    await here.start({
      OPERATIONS_API_URL: gone.api,
      OPERATIONS_AUTH_URL: gone.auth,
      SMARTMOVE_API_URL: gone.smartmoveApi,
      SMARTMOVE_TOKEN_URL: gone.smartmoveToken,
    });
    const anna1 = here.as(anna);
    const answer = await anna1.ask('/customer lookup 1001');
    expect(answer.text).not.toContain('undefined');
    const ready = await here.get('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.body).toMatch(/operations/);
    expect(ready.body).not.toMatch(/"operations":\{"state":"ok"/);
    const again = await fakeOperations(gone.port);
    Object.assign(again.world, here.operations.world);
    await until('a profile', async () => /Quastenflosser/.test((await anna1.ask('/customer lookup 1001')).text), 90_000);
    here.clean();
    await again.stop();
  }, 180_000);

  test('metrics, stop within 5 s, and the next start finds what waits', async () => {
    here = await stage();
    const metrics = await here.get('/metrics');
    expect(metrics.status).toBe(200);
    expect(metrics.body).toMatch(/^# HELP/m);
    const one = someone(here);
    const card = await askLead(here, here.as(anna), one.id);
    const began = Date.now();
    const app = here.app;
    expect(await app?.kill('SIGTERM')).toBe(0);
    expect(Date.now() - began).toBeLessThan(5000);
    await here.start();
    await here.as(lea).press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    expect(writesTo(here, `/customers/${one.id}/apply-vouchers`)).toHaveLength(1);
    here.clean();
  }, 180_000);

  test('stops within 5 s while the back office hangs', async () => {
    here = await stage();
    here.operations.misbehave(() => true, { kind: 'timeout' });
    await here.as(anna).type('/customer lookup Quastenflosser');
    await until('a call', () => here.operations.calls.length > 0);
    const began = Date.now();
    expect(await here.app?.kill('SIGTERM')).toBe(0);
    expect(Date.now() - began).toBeLessThan(5000);
  }, 180_000);

  test('an unknown path and a wrong body are refused, not a crash', async () => {
    here = await stage();
    expect((await here.get('/nothing')).status).toBe(404);
    for (const [type, raw] of [
      ['application/json', '{'],
      ['application/x-www-form-urlencoded', 'payload=%7B'],
      ['application/x-www-form-urlencoded', ''],
      ['application/json', '[]'],
      ['text/plain', 'x'],

      ['application/x-www-form-urlencoded', 'payload={"type":"block_actions"}'],
    ] as const)
      await here.slack.deliver(`rubbish ${raw}`, type, raw);
    expect((await here.get('/healthz')).status).toBe(200);
    expect(here.running()).toBe(true);
    const challenge = await here.slack.deliver(
      'url_verification',
      'application/json',
      JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' }),
    );
    expect(challenge.body).toContain('abc');
  }, 180_000);
});
