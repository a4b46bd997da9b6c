import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { buildScript } from '../../scripts/build.mjs';
import { seedFile } from '../../src/db/seed.ts';
import type { Order, Report } from './orders.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The entry and the whole app in one file, so that a process loads in a third of the time that the sources take. Bundling changes where
 * the code is and nothing that it does.
 */
export const buildProgram = (): Promise<string> => buildScript('test/torture/entry.ts');

/** One process of the app: told what to do, and heard. */
export type AppProcess = {
  send(order: Order): void;
  /** The next report of this kind. @throws Error when the process ends or refuses before */
  hear<Kind extends Report['kind']>(kind: Kind): Promise<Extract<Report, { kind: Kind }>>;
  /** Resolves when it has ended, with what ended it. */
  ended: Promise<{ signal: NodeJS.Signals | null; code: number | null }>;
  kill(): void;
  /** Goes on after having been stopped. */
  wake(): void;
};

export function launch(program: string): AppProcess {
  const child: ChildProcess = fork(program, [], {
    cwd: root,
    // The database engine's machine code is made quickly rather than well: these processes do not live long enough to earn the rest.
    execArgv: ['--liftoff-only'],
    env: { PATH: process.env.PATH, TZ: 'UTC', TORTURE_SEED_FILE: seedFile },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const heard: Report[] = [];
  const listeners: (() => void)[] = [];
  let end: { signal: NodeJS.Signals | null; code: number | null } | undefined;
  const tell = () => {
    for (const listener of listeners.splice(0)) listener();
  };
  child.on('message', (message) => {
    heard.push(message as Report); // safe: the entry sends nothing else
    tell();
  });
  child.on('error', () => undefined);
  const ended = once(child, 'exit').then(([code, signal]) => {
    end = { signal, code };
    tell();
    return end;
  });
  return {
    send: (order) => {
      if (end === undefined && child.connected) child.send(order, () => undefined);
    },
    async hear(kind) {
      for (;;) {
        const at = heard.findIndex((report) => report.kind === kind);
        const [report] = at < 0 ? [] : heard.splice(at, 1);
        if (report !== undefined) return report as Extract<Report, { kind: typeof kind }>; // safe: found by its kind
        const refused = heard.find((other) => other.kind === 'refused');
        if (refused?.kind === 'refused') throw new Error(refused.message);
        if (end !== undefined) throw new Error(`the process ended (${end.signal ?? end.code}) before it was ${kind}`);
        await new Promise<void>((resolve) => {
          listeners.push(resolve);
        });
      }
    },
    ended,
    kill: () => {
      child.kill('SIGKILL');
    },
    wake: () => {
      child.kill('SIGCONT');
    },
  };
}
