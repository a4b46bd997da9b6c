/** The real app as a deployment runs it: `npm start`'s own line in a process of its own, told about the fakes by variables alone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secondTenantProfile, startSecondTenant } from '../../sandbox/back-office/second-tenant/index.ts';
import { freePort } from '../support/free-port.ts';
import { clientKey, type FakeOperations, fakeOperations, smartmoveSecret } from './fakes/operations.ts';
import { until } from './fakes/server.ts';
import { botToken, signingSecret } from './fakes/slack/words.ts';
import { type FakeSlack, fakeSlack } from './fakes/slack.ts';
import { policy } from './policy.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Environment = Record<string, string | undefined>;
export type Process = {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
};

/** Nothing of this machine's environment but what a process needs to exist. */
export function launch(environment: Environment): Process {
  const parts: string[] = [];
  const kept = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const child = spawn(process.execPath, ['bin/run.js', 'start.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...kept },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (part) => parts.push(String(part)));
  child.stderr?.on('data', (part) => parts.push(String(part)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    output: () => parts.join(''),
    ended,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** With TENANT=second another tenant's API stands before the back office, and the app knows its profile (second-tenant.test.ts). */
async function secondTenantBefore({ api, auth }: FakeOperations) {
  return process.env.TENANT === 'second' ? startSecondTenant({ apiUrl: api, authUrl: auth }) : undefined;
}

export type Outside = Awaited<ReturnType<typeof outside>>;

/** Fakes, folders and variables of one deployment; `start` starts the app on them, as often as a test likes. */
export async function outside(options: { policy?: string; environment?: Environment } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-outside-'));
  const slack: FakeSlack = await fakeSlack();
  const operations: FakeOperations = await fakeOperations();
  const tenant = await secondTenantBefore(operations);
  const port = await freePort();
  writeFileSync(join(folder, 'policy.yml'), options.policy ?? policy());
  slack.state.app = `http://127.0.0.1:${port}`;
  const environment: Environment = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_TRANSPORT: 'http',
    SLACK_API_URL: slack.api,
    HOST: '127.0.0.1',
    PORT: String(port),
    OPERATIONS_API_URL: tenant?.apiUrl ?? operations.api,
    OPERATIONS_AUTH_URL: tenant?.authUrl ?? operations.auth,
    OPERATIONS_API_PROFILE: tenant === undefined ? undefined : secondTenantProfile,
    OPERATIONS_CLIENT_ID: 'client',
    OPERATIONS_CLIENT_KEY: clientKey,
    SMARTMOVE_API_URL: operations.smartmoveApi,
    SMARTMOVE_TOKEN_URL: operations.smartmoveToken,
    SMARTMOVE_CLIENT_ID: 'smart-client',
    SMARTMOVE_CLIENT_SECRET: smartmoveSecret,
    SMARTMOVE_COUNTRY: 'DE',
    SMARTMOVE_PROVIDER: 'ABC',
    DATA_DIR: join(folder, 'data'),
    POLICY_FILE: join(folder, 'policy.yml'),
    LOG_LEVEL: 'debug',
    ...options.environment,
  };
  const started: Process[] = [];
  const get = async (path: string) => {
    const response = await fetch(`${slack.state.app}${path}`, { signal: AbortSignal.timeout(30_000) });
    return { status: response.status, body: await response.text() };
  };
  const start = async (more: Environment = {}, ready = '/readyz') => {
    const one = launch({ ...environment, ...more });
    started.push(one);
    let dead: number | null | undefined;
    void one.ended.then((code) => {
      dead = code;
    });
    await until(
      `the app to answer ${ready}`,
      async () => {
        if (dead !== undefined) throw new Error(`the app ended with ${dead}: ${one.output()}`);
        return (await get(ready).catch(() => undefined))?.status === 200;
      },
      150_000,
    ).catch((error) => {
      throw new Error(`${error instanceof Error ? error.message : error}: ${one.output()} ${JSON.stringify(slack.calls.at(-1))}`);
    });
    return one;
  };
  return {
    slack,
    operations,
    environment,
    folder,
    get,
    start,
    output: () => started.map((one) => one.output()).join(''),
    /** Throws with the process's last words when it has ended. */
    running: () => {
      const one = started.at(-1);
      if (one && one.child.exitCode !== null)
        throw new Error(`the app ended with ${one.child.exitCode}: ${one.output().slice(-3000)}`);
      return one !== undefined && one.child.signalCode === null;
    },
    async stop() {
      for (const one of started) if (one.child.exitCode === null && one.child.signalCode === null) await one.kill('SIGKILL');
      await slack.stop();
      await tenant?.close();
      await operations.stop();
      rmSync(folder, { recursive: true, force: true });
      if (tenant?.notTaken[0] !== undefined) throw new Error(`the tenant did not take ${JSON.stringify(tenant.notTaken)}`);
    },
  };
}
