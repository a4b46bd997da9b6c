import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Orders } from './world.ts';

export type World = {
  <O extends keyof Orders>(order: O, ...given: Parameters<Orders[O]>): Promise<Awaited<ReturnType<Orders[O]>>>;
  close(): void;
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function kept<T extends ChildProcess>(child: T): T {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export async function startWorld(): Promise<World> {
  const child = kept(fork('bin/run.js', ['bench/world.ts'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  await once(child, 'message');
  child.on('message', ({ id, result, failed }: { id: number; result?: unknown; failed?: string }) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) one?.resolve(result);
    else one?.reject(new Error(failed));
  });
  const ask = (order: string, given?: unknown) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, order, given });
    });
  return Object.assign(ask, { close: () => child.disconnect() }) as World; // safe: the child answers by Orders
}

export type Program = {
  port: number;
  /** From its start to `/readyz` 200, in seconds; for what has no such path until it says that it runs. */
  readyS: number;
  /** Resident memory now, in MB. */
  memoryMb(): number;
  /** Processor time that it has taken since its start, in milliseconds: what else the machine does changes it little. */
  processorMs(): number;
  log: string[];
  stop(): Promise<void>;
};

/** Linux counts processor time in hundredths of a second for the person who asks. */
const msPerTick = 10;

/** User and system time, the 14th and 15th field; the second is a name in brackets that may hold spaces. */
function ticksOf(stat: string): number {
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(user) + Number(system);
}

const readyWithinMs = 60_000;

/** Runs a file of ours until it says on which port; with `ready`, until `/readyz` is 200 there. */
export async function startProgram(file: string, environment: Record<string, string>, { ready = false } = {}): Promise<Program> {
  const startedAt = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = kept(
    spawn(process.execPath, [...(environment.BENCH_NODE ?? '').split(' ').filter(Boolean), 'bin/run.js', file], {
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const log: string[] = [];
  let text = '';
  const port = await new Promise<number>((resolve, reject) => {
    const hear = (part: Buffer) => {
      text += String(part);
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        log.push(line);
        if (log.length > 5_000) log.splice(0, 1_000);
        const at = /"msg":"(?:Wheelhouse is )?running".*"port":(\d+)|"port":(\d+).*"msg":"(?:Wheelhouse is )?running"/.exec(line);
        if (at) resolve(Number(at[1] ?? at[2]));
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`${file} ended: ${[...log, text].slice(-5).join(' | ')}`)));
  });
  const endMs = Date.now() + readyWithinMs;
  while (ready && (await fetch(`http://127.0.0.1:${port}/readyz`)).status !== 200) {
    if (Date.now() > endMs) {
      const said = await (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
      throw new Error(`${file} never got ready: ${said} ${log.slice(-5).join(' | ')}`);
    }
    await new Promise((next) => setTimeout(next, 5));
  }
  return {
    port,
    readyS: (performance.now() - startedAt) / 1_000,
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    processorMs: () => ticksOf(readFileSync(`/proc/${child.pid}/stat`, 'utf8')) * msPerTick,
    log,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
