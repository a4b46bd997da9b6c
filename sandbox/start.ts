import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { holdAlone } from '../src/db/embedded.ts';
import { randomIds } from '../src/lib/ids.ts';
import { createLog } from '../src/lib/log.ts';
import { projectFile } from '../src/lib/project.ts';
import { untraced } from '../src/lib/trace.ts';
import { stopOnSignals, surviveStrayRejections } from '../src/signals.ts';
import { startTracing } from '../src/tracing/start.ts';
import { version } from '../src/version.ts';
import { pageFiles } from './page/files.ts';
import { messageOf, runSandbox, type Sandbox } from './run.ts';
import { removeDatabase, type SandboxStore, sandboxStoreIn } from './sandbox-store.ts';
import { readSettings, type SandboxSettings } from './settings.ts';

/** The whole thing on one machine: both back offices, a local Slack with its page, and the unmodified app between them. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const read = readSettings(env);
  if (!read.ok) return refuseToStart(read.problems.join('\n'));
  const { settings } = read;
  let trace = untraced;
  const log = createLog({ level: settings.logLevel, pretty: process.stdout.isTTY, traceId: () => trace.id() });
  const tracing = await startTracing({ environment: env, version, replica: randomIds.uuid(), log });
  trace = tracing.trace;
  surviveStrayRejections(log);
  let running: Sandbox | undefined;
  try {
    const store = await ownDirectory(settings);
    const page = pageFiles(projectFile('dist/page'));

    const run = async (port: number) => {
      const earlier = await recall(store);
      running = await runSandbox({ settings: { ...settings, port }, store, earlier, page, log, trace, startAgain }).catch(
        (error: unknown) => {
          throw new Error(sentenceOf(error, port));
        },
      );
      return running.port;
    };
    const startAgain = () => {
      if (settings.forApp.DATABASE_URL !== undefined)
        return 'With DATABASE_URL set, nothing starts again: a database server is not emptied from here. Empty it yourself, or start without DATABASE_URL.';
      const over = running;
      if (over === undefined) return undefined; // it is at it already
      running = undefined;
      // After the answer to the page has gone out: its server goes, too.
      setImmediate(() => void afresh(over).catch((error: unknown) => refuseToStart(messageOf(error))));
      return undefined;
    };
    const afresh = async (over: Sandbox) => {
      await over.stop();
      await store.write(null);
      await removeDatabase(settings.dataDir, settings.forApp.AUDIT_HEAD_FILE);
      const port = await run(over.port);
      process.stdout.write(`Started again, with everything as on the first day: http://localhost:${port}\n`);
    };

    const port = await run(settings.port);
    // Not before: while it starts, a signal ends the process at once, and all that is written by then survives that.
    stopOnSignals(async () => {
      await running?.stop();
      await tracing.stop();
    }, log);
    process.stdout.write(`Wheelhouse is ready: http://localhost:${port}\n`);
  } catch (error) {
    refuseToStart(messageOf(error));
  }
}

/**
 * Holds the data directory for as long as the process lives, and sees to it that it is a sandbox's: a database that something else
 * made is not played with.
 */
async function ownDirectory({ dataDir, forApp }: SandboxSettings): Promise<SandboxStore> {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new Error(
      `DATA_DIR: ${resolve(dataDir)} cannot be used (${messageOf(error)}). Set it to a directory that can be written.`,
    );
  }
  await holdAlone(dataDir, 'sandbox').catch(() => {
    throw new Error(
      `DATA_DIR: ${resolve(dataDir)} is in use by another sandbox. Stop that one, or start this one with another DATA_DIR and another WORKSPACE_PORT.`,
    );
  });
  const store = sandboxStoreIn(dataDir, () => new Date());
  if (store.exists()) return store;
  if (forApp.DATABASE_URL === undefined && existsSync(join(dataDir, 'postgres'))) {
    throw new Error(
      `DATA_DIR: the database in ${resolve(dataDir)} was not made by a sandbox (there is no sandbox.json beside it). Set DATA_DIR to another directory, or remove this one if nobody needs it.`,
    );
  }
  await store.write(null);
  return store;
}

async function recall(store: SandboxStore) {
  const remembered = store.read();
  if (remembered.found === 'nothing') return undefined;
  if (remembered.found === 'all') return remembered.snapshot;
  await store.write(null);
  process.stderr.write(
    `What the sandbox remembered is damaged or of another version, so it was put aside as ${remembered.where}: messages and the back offices start afresh, requests and their journal are kept.\n`,
  );
  return undefined;
}

function sentenceOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `WORKSPACE_PORT: ${port} is in use, perhaps by another sandbox. Stop that one, or start with WORKSPACE_PORT=${port === 65_535 ? port - 1 : port + 1}.`;
  if (code === 'EACCES')
    return `WORKSPACE_PORT: ${port} is reserved by the system. Start with a port above 1023, such as WORKSPACE_PORT=4400.`;
  return messageOf(error);
}

function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
