import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Finding } from './outcome.ts';

const withinMs = 5_000;
/** Slack refuses what is older, and so does the app. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const longestOffS = 300;
const noticeableOffS = 30;

/** The machine's clock, beside Slack's: signatures, votes and clocks of requests rest on it. */
export async function checkClock({ apiUrl = 'https://slack.com/api/' }: Pick<Config['slack'], 'apiUrl'>): Promise<Finding[]> {
  const what = 'clock';
  const where = 'this machine';
  const said = await dateOf(`${apiUrl}api.test`);
  // That Slack is away is another finding.
  if (said === undefined) return [];
  const offS = Math.round((Date.now() - said.getTime()) / 1_000);
  if (Math.abs(offS) < noticeableOffS) return [{ state: 'ok', what, where, say: 'agrees with Slack’s.' }];
  const direction = offS > 0 ? 'ahead of' : 'behind';
  return [
    {
      state: Math.abs(offS) >= longestOffS ? 'error' : 'warning',
      what,
      where,
      say: `is ${Math.abs(offS)} s ${direction} Slack’s.`,
      do: 'Let it follow a time server (timedatectl set-ntp true).',
    },
  ];
}

async function dateOf(url: string): Promise<Date | undefined> {
  try {
    const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(withinMs) });
    const date = new Date(answer.headers.get('date') ?? '');
    return Number.isNaN(date.getTime()) ? undefined : date;
  } catch {
    return undefined;
  }
}

const megabyte = 1_048_576;
const scarceMb = 1_000;
const neededMb = 100;

/** Room for an embedded database; a server's is its own to watch. */
export async function checkRoom({ database }: Pick<Config, 'database'>): Promise<Finding[]> {
  if (database.url !== undefined) return [];
  const folder = existingAbove(resolve(database.dataDir));
  if (!(await isWritableFolder(folder)))
    return [
      {
        state: 'error',
        what: 'database',
        where: 'DATA_DIR',
        say: `nothing can be written to ${folder}.`,
        do: 'Name a folder that the app’s account can write.',
      },
    ];
  const { bavail, bsize } = await statfs(folder);
  const freeMb = Math.floor((bavail * bsize) / megabyte);
  if (freeMb >= scarceMb) return [];
  return [
    {
      state: freeMb < neededMb ? 'error' : 'warning',
      what: 'database',
      where: 'DATA_DIR',
      say: `its disk has ${freeMb} MB left.`,
      do: 'Make room: without it nothing can be decided.',
    },
  ];
}

function existingAbove(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existingAbove(dirname(path));
}

async function isWritableFolder(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Whether the app could listen where HOST says; the port is the running app's. */
export async function checkHost({ host }: Pick<Config['http'], 'host'>): Promise<Finding[]> {
  const code = await new Promise<string | undefined>((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'error'));
    server.listen(0, host, () => server.close(() => done(undefined)));
  });
  if (code === undefined) return [];
  return [
    {
      state: 'error',
      what: 'address',
      where: 'HOST',
      say: `nothing can listen at ${host} on this machine (${code}).`,
      do: 'Write 127.0.0.1, 0.0.0.0 or an address of this machine.',
    },
  ];
}
