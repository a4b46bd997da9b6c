import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type DirectoryLock = { close(): void };

/** How long somebody on another machine counts as alive after its last sign. */
const foreignAliveMs = 30_000;
const signEveryMs = 5_000;
const answerWithinMs = 1_000;
/** Two that start in the same moment see each other; the one that goes first needs this long at most to see that the other has gone. */
const settleTries = 40;
const settleEveryMs = 50;

/**
 * Makes a directory this process's own. Its sign is a listening socket in the directory itself, under a name that nobody else ever has:
 * anyone who may enter the directory sees it, from another container, too, and nobody else can take the place. A socket whose process has
 * ended refuses connections, so nothing that is left over can be taken for alive, and a name that is removed was never anybody's but the
 * dead one's. First the own sign, then a look at all others: of two that start together at least one sees the other.
 *
 * A machine that shares the directory over a network cannot be asked: there the time of its sign tells, which is renewed while it lives.
 */
export async function lockDirectory(home: string, part: string): Promise<DirectoryLock> {
  if (process.platform === 'win32') return namedPipe(home, part);
  const inside = openSync(home, 'r');
  // Short, whatever the directory is called: a socket's path holds about a hundred letters.
  const at = (name: string) => (process.platform === 'linux' ? `/proc/self/fd/${inside}/${name}` : join(home, name));
  const prefix = `${part}.${machineMark()}.`;
  const own = `${prefix}${randomUUID()}.lock`;
  let isHolding = false;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(isHolding ? 'holding' : own);
  });
  const leave = () => {
    server.close();
    rmSync(join(home, own), { force: true });
    closeSync(inside);
  };
  await listening(server, at(`.${own}`));
  server.unref();
  // Only from here on others see it, when it answers already.
  renameSync(join(home, `.${own}`), join(home, own));
  const signs = setInterval(() => touch(join(home, own)), signEveryMs);
  signs.unref();
  const close = () => {
    clearInterval(signs);
    leave();
  };
  for (let attempt = 1; ; attempt += 1) {
    const others = await othersAlive(home, at, part, prefix, own);
    if (others.length === 0) break;
    const mustYield = others.some((other) => other === 'holding' || other < own);
    if (mustYield || attempt === settleTries) {
      close();
      throw new Error(
        `DATA_DIR: ${home} is in use by another Wheelhouse process. Stop that one first, or set DATA_DIR to another directory.`,
      );
    }
    await sleep(settleEveryMs);
  }
  isHolding = true;
  return { close };
}

/** The signs of those that live; those of the dead are removed. */
async function othersAlive(
  home: string,
  at: (name: string) => string,
  part: string,
  prefix: string,
  own: string,
): Promise<string[]> {
  const signs = readdirSync(home).filter((name) => name.startsWith(`${part}.`) && name.endsWith('.lock') && name !== own);
  const answers = await Promise.all(
    signs.map(async (name) => {
      const answer = await ask(at(name));
      if (answer !== undefined) return answer;
      if (!name.startsWith(prefix) && ageMs(join(home, name)) < foreignAliveMs) return 'holding';
      rmSync(join(home, name), { force: true });
      return undefined;
    }),
  );
  return answers.filter((answer) => answer !== undefined);
}

/** What owns this sign, or undefined when nothing does. One that is stopped or busy still counts: its socket takes connections. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(path);
    const timer = setTimeout(() => socket.destroy(), answerWithinMs);
    let isConnected = false;
    socket.on('connect', () => {
      isConnected = true;
    });
    socket.on('data', (part) => {
      said += String(part);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(isConnected ? said || 'holding' : undefined);
    });
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder was taken away; the database says so by itself.
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Names the running machine (its boot, so that containers on it agree). */
function machineMark(): string {
  let boot = hostname();
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  } catch {
    // Elsewhere than on Linux the name must do.
  }
  return createHash('sha256').update(boot).digest('hex').slice(0, 8);
}

async function namedPipe(home: string, part: string): Promise<DirectoryLock> {
  const name = createHash('sha256').update(`${home}${part}`).digest('hex').slice(0, 24);
  const server = createServer((socket) => socket.destroy());
  await listening(server, `\\\\.\\pipe\\wheelhouse-${name}`).catch(() => {
    throw new Error(`DATA_DIR: ${home} is in use by another Wheelhouse process.`);
  });
  server.unref();
  return { close: () => void server.close() };
}
