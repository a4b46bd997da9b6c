import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import { sandboxWorld } from '../../sandbox/people.ts';
import {
  type RateLimits,
  startWorkspace,
  type Workspace,
  type WorkspaceWorld,
  withUnfurlDomains,
} from '../../sandbox/workspace/index.ts';
import type { Probe } from '../../src/approvals/ports.ts';
import { readConfig, secretsIn } from '../../src/config.ts';
import { seedFile } from '../../src/db/seed.ts';
import { shiftableClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { manifestFor } from '../../src/manifest.ts';
import { startWheelhouse, type Wheelhouse } from '../../src/wheelhouse.ts';
import { policyOf } from './policy.ts';

/** Who works at the desk (sandbox/people.ts). */
export const ana = 'U0ANANOVAK';
export const ben = 'U0BENOKAFOR';
export const lea = 'U0LEABRANDT';
export const milan = 'U0MILANKOVAC';
export const fay = 'U0FAYLINDQVIST';
export const gio = 'U0GIOGUEST';
export const sam = 'U0STRANGER';

export type Harness = {
  workspace: Workspace;
  backOffice: BackOffice;
  app: Wheelhouse;
  clock: ReturnType<typeof shiftableClock>;
  /** Every line that the app logged. */
  lines: string[];
  /** Stops the app and starts it again on the same data, as after a deployment. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** The whole product between a local Slack and the fake back offices, over real HTTP or a real socket. */
export async function openHarness(
  options: {
    transport?: 'http' | 'socket';
    policy?: string;
    probe?: Probe;
    world?: WorkspaceWorld;
    rateLimits?: RateLimits;
    /** As COMMAND_PREFIX and the manifest have it. */
    prefix?: string;
    /** Variables that the policy names. */
    secrets?: Readonly<Record<string, string>>;
  } = {},
): Promise<Harness> {
  const clock = shiftableClock();
  const ids = randomIds;
  const transport = options.transport ?? 'http';
  const dataDir = mkdtempSync(join(tmpdir(), 'wheelhouse-desk-'));
  const backOffice = await startBackOffice({ clock, ids });
  const policy = policyOf(options.policy ?? readFileSync(new URL('../../sandbox/policy.yml', import.meta.url), 'utf8'));
  const dashboard = policy.dashboardLink.customer === null ? [] : [new URL(policy.dashboardLink.customer).hostname];
  const workspace = await startWorkspace({
    clock,
    ids,
    world: options.world ?? sandboxWorld,
    rateLimits: options.rateLimits,
    manifest: withUnfurlDomains(
      manifestFor({ prefix: options.prefix, typedAnswers: policy.typedAnswers, workflowSteps: true }).toJS(),
      dashboard,
    ),
    botToken: 'xoxb-desk',
    appToken: 'xapp-desk',
    signingSecret: 'desk-signing-secret',
    delivery: transport === 'http' ? { http: 'http://127.0.0.1:9' } : 'socket',
  });
  const settings = readConfig({
    SLACK_TRANSPORT: transport,
    SLACK_BOT_TOKEN: 'xoxb-desk',
    SLACK_APP_TOKEN: 'xapp-desk',
    SLACK_SIGNING_SECRET: 'desk-signing-secret',
    SLACK_API_URL: workspace.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    OPERATIONS_API_URL: backOffice.operations.apiUrl,
    OPERATIONS_AUTH_URL: backOffice.operations.authUrl,
    OPERATIONS_CLIENT_ID: backOffice.operations.clientId,
    OPERATIONS_CLIENT_KEY: backOffice.operations.clientKey,
    DATA_DIR: dataDir,
    COMMAND_PREFIX: options.prefix,
  });
  if (!settings.ok) throw new Error(settings.problems.join('\n'));
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    destination: new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  });
  const start = () =>
    startWheelhouse({
      config: settings.config,
      policy,
      policyWarnings: [],
      secretOf: secretsIn(options.secrets ?? {}),
      version: '0',
      clock,
      ids,
      log,
      databaseSeed: seedFile,
      probe: options.probe,
    });
  const harness: Harness = {
    workspace,
    backOffice,
    app: await start(),
    clock,
    lines,
    async restart() {
      await harness.app.stop();
      harness.app = await start();
      await ready();
    },
    async close() {
      await harness.app.stop();
      await Promise.all([workspace.close(), backOffice.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  const ready = async () => {
    if (transport === 'http') workspace.deliverTo(`http://127.0.0.1:${harness.app.port}/slack/events`);
    else await workspace.until(() => workspace.appConnected(), { say: 'the app to connect' });
    // Until Slack has said which workspace is home, nobody may ask or decide.
    while (!(await fetch(`http://127.0.0.1:${harness.app.port}/readyz`)).ok);
  };
  await ready();
  return harness;
}
