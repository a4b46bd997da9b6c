import { readFileSync } from 'node:fs';
import { parsePolicy } from '../src/approvals/policy/parse.ts';
import type { Policy } from '../src/approvals/policy/types.ts';
import { type Config, readConfig, secretsIn } from '../src/config.ts';
import { seedFile } from '../src/db/seed.ts';
import { keyFileIn, makeKey, readKeyFile, writeKeyFile } from '../src/journal/key-file.ts';
import { randomIds } from '../src/lib/ids.ts';
import type { Log } from '../src/lib/log.ts';
import { projectFile } from '../src/lib/project.ts';
import type { Trace } from '../src/lib/trace.ts';
import { version } from '../src/version.ts';
import { startWheelhouse } from '../src/wheelhouse.ts';
import { createAutosave } from './autosave.ts';
import { dashboardPath } from './dashboard.ts';
import { type Environment, startEnvironment, tokens } from './environment.ts';
import type { SandboxSnapshot, SandboxStore } from './sandbox-store.ts';
import type { SandboxSettings } from './settings.ts';
import type { Assets } from './workspace/index.ts';

const policyFile = projectFile('sandbox/policy.yml');
/** Generous, for a busy machine: the app connects within tens of milliseconds. */
const connectWithinMs = 30_000;

export type Sandbox = {
  /** Of the workspace and its page. */
  port: number;
  /** Stops the app, writes what is to be remembered, closes the rest. */
  stop(): Promise<void>;
};

export type SandboxDeps = {
  settings: SandboxSettings;
  store: SandboxStore;
  earlier: SandboxSnapshot | undefined;
  page: Assets;
  log: Log;
  trace: Trace;
  /** What the page's control does; answers why not, if it cannot. */
  startAgain(): string | undefined;
};

/** One run of the sandbox: its environment, and the unmodified app in it. Throws an Error with a sentence for the person. */
export async function runSandbox({ settings, store, earlier, page, log, trace, startAgain }: SandboxDeps): Promise<Sandbox> {
  const around = await startEnvironment({ port: settings.port, ids: randomIds, page, earlier, startAgain });
  const autosave = createAutosave({
    save: () => store.write(around.look()),
    failed: (error) => log.error({ err: { message: messageOf(error) } }, 'what the sandbox should remember could not be written'),
  });
  try {
    const app = await startWheelhouse({
      config: configFor(around, settings),
      policy: { ...policy(), dashboardLink: dashboardOf(around) },
      policyWarnings: [],
      secretOf: secretsIn(process.env),
      version,
      clock: around.clock,
      shiftedByMs: around.clock.shiftedByMs,
      ids: randomIds,
      ...{ log, trace },
      databaseSeed: seedFile,
    });
    around.onChange(autosave.changed);
    const { workspace } = around;
    await workspace.until(() => workspace.appConnected(), { timeoutMs: connectWithinMs, say: 'the app had connected' });
    return {
      port: Number(new URL(workspace.url).port),
      async stop() {
        await app.stop();
        await autosave.stop();
        await around.close();
      },
    };
  } catch (error) {
    await around.close();
    throw error;
  }
}

function configFor({ workspace, backOffice }: Environment, { dataDir, logLevel, forApp }: SandboxSettings): Config {
  const { operations, smartmove } = backOffice;
  const settings = readConfig({
    SLACK_TRANSPORT: 'socket',
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_APP_TOKEN: tokens.app,
    SLACK_API_URL: workspace.apiUrl,
    HOST: '127.0.0.1',
    OPERATIONS_API_URL: operations.apiUrl,
    OPERATIONS_AUTH_URL: operations.authUrl,
    OPERATIONS_CLIENT_ID: operations.clientId,
    OPERATIONS_CLIENT_KEY: operations.clientKey,
    SMARTMOVE_API_URL: smartmove.apiUrl,
    SMARTMOVE_TOKEN_URL: smartmove.tokenUrl,
    SMARTMOVE_CLIENT_ID: smartmove.clientId,
    SMARTMOVE_CLIENT_SECRET: smartmove.clientSecret,
    SMARTMOVE_COUNTRY: smartmove.country,
    SMARTMOVE_PROVIDER: smartmove.provider,
    DATA_DIR: dataDir,
    LOG_LEVEL: logLevel,
    ...forApp,
    // An embedded database makes its own; a server's has nowhere to keep it but here.
    ...(forApp.DATABASE_URL === undefined ? {} : { JOURNAL_KEY: keyIn(dataDir) }),
  });
  if (!settings.ok) throw new Error(settings.problems.join('\n'));
  return settings.config;
}

function keyIn(dataDir: string): string {
  const file = keyFileIn(dataDir);
  const kept = readKeyFile(file);
  if (kept !== undefined) return kept.reveal();
  const made = makeKey();
  writeKeyFile(file, made);
  return made.reveal();
}

function policy(): Policy {
  const parsed = parsePolicy(readFileSync(policyFile, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ say }) => say).join('\n'));
  return parsed.policy;
}

/** By the name under which people open the workspace. */
function dashboardOf({ workspace }: Environment): Policy['dashboardLink'] {
  const page = (things: string) => `http://localhost:${new URL(workspace.url).port}${dashboardPath}/${things}/{id}`;
  return { customer: page('customers'), account: page('accounts'), card: page('cards') };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
