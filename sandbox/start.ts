import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parsePolicy } from '../src/approvals/policy/parse.ts';
import { readConfig } from '../src/config.ts';
import { shiftableClock } from '../src/lib/clock.ts';
import { randomIds } from '../src/lib/ids.ts';
import { createLog } from '../src/lib/log.ts';
import { stopOnSignals } from '../src/signals.ts';
import { version } from '../src/version.ts';
import { startWheelhouse } from '../src/wheelhouse.ts';
import { startBackOffice } from './back-office/index.ts';
import { bundlePage } from './page/bundle.ts';
import { seedFile } from './seed.ts';
import { startWorkspace } from './workspace/index.ts';

const here = dirname(fileURLToPath(import.meta.url));
const defaultPort = 4_400;
/** Nobody outside this process can use them: everything is bound to loopback. */
const tokens = { bot: 'xoxb-sandbox', app: 'xapp-sandbox', signing: 'sandbox-signing-secret' };

/** The whole thing on one machine: both back offices, a local Slack with its page, and the unmodified app between them. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const log = createLog({ level: env['LOG_LEVEL'] ?? 'warn', pretty: process.stdout.isTTY });
  const clock = shiftableClock();
  const ids = randomIds;
  const port = portFrom(env['WORKSPACE_PORT']);
  const [office, page] = await Promise.all([startBackOffice({ clock, ids }), bundlePage()]);
  const workspace = await startWorkspace({
    port,
    clock,
    ids,
    manifest: parse(readFileSync(join(here, '../manifest.yml'), 'utf8')) as unknown,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret: tokens.signing,
    delivery: 'socket',
    page,
    controls: {
      calls: office.calls,
      faults: office.faults,
      setFaults: office.setFaults,
      forwardClock: clock.forward,
      shiftedByMs: clock.shiftedByMs,
      subscribe: office.onChange,
      startAgain: () => {},
    },
  }).catch((error: unknown) => stopWith(portSentence(error, port)));
  const settings = readConfig({
    SLACK_TRANSPORT: 'socket',
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_APP_TOKEN: tokens.app,
    SLACK_API_URL: workspace.apiUrl,
    HOST: '127.0.0.1',
    PORT: env['PORT'] ?? '0',
    OPERATIONS_API_URL: office.operations.apiUrl,
    OPERATIONS_AUTH_URL: office.operations.authUrl,
    OPERATIONS_CLIENT_ID: office.operations.clientId,
    OPERATIONS_CLIENT_KEY: office.operations.clientKey,
    SMARTMOVE_API_URL: office.smartmove.apiUrl,
    SMARTMOVE_TOKEN_URL: office.smartmove.tokenUrl,
    SMARTMOVE_CLIENT_ID: office.smartmove.clientId,
    SMARTMOVE_CLIENT_SECRET: office.smartmove.clientSecret,
    SMARTMOVE_COUNTRY: office.smartmove.country,
    SMARTMOVE_PROVIDER: office.smartmove.provider,
    DATA_DIR: env['DATA_DIR'] ?? './data',
    ...(env['DATABASE_URL'] === undefined ? {} : { DATABASE_URL: env['DATABASE_URL'] }),
    LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn',
  });
  if (!settings.ok) return stopWith(settings.problems.join('\n'));
  const parsed = parsePolicy(readFileSync(join(here, 'policy.yml'), 'utf8'));
  if (!parsed.ok) return stopWith(parsed.problems.map(({ say }) => say).join('\n'));
  const app = await startWheelhouse({
    config: settings.config,
    policy: parsed.policy,
    policyWarnings: [],
    version,
    clock,
    ids,
    log,
    ...(existsSync(seedFile) ? { databaseSeed: seedFile } : {}),
  }).catch((error: unknown) => stopWith(error instanceof Error ? error.message : String(error)));
  await workspace.until(() => workspace.appConnected(), { timeoutMs: 10_000, say: 'the app to connect' });
  stopOnSignals(async () => {
    await app.stop();
    await Promise.all([workspace.close(), office.close()]);
  }, log);
  process.stdout.write(`Wheelhouse is ready: http://localhost:${new URL(workspace.url).port}\n`);
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return stopWith('WORKSPACE_PORT must be a port number, 0 to 65535.');
}

function portSentence(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return `WORKSPACE_PORT: ${port} is in use, perhaps by another sandbox. Stop that one, or start with WORKSPACE_PORT=${port + 1}.`;
  return error instanceof Error ? error.message : String(error);
}

function stopWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
