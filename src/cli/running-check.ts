import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Finding } from './doctor.ts';

const what = 'running';
const withinMs = 3_000;

const Part = z.object({ state: z.string().optional(), lastTrouble: z.object({ say: z.string() }).optional() });
const Ready = z.object({ ready: z.boolean(), socket: Part.optional() });

/**
 * What the app that runs here says of itself. A socket of our own would tell more, and would be given the running app's clicks by Slack:
 * so its /readyz is read.
 */
export async function checkRunning({ host, port }: Config['http']): Promise<Finding[]> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/readyz`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    const body = Ready.safeParse(await answer.json());
    if (!body.success) return [{ state: 'ok', what, say: `something else than Wheelhouse answers at PORT ${port}.` }];
    const { ready, socket } = body.data;
    if (ready)
      return [
        { state: 'ok', what, say: `the app at PORT ${port} is ready${socket?.state ? `; its socket: ${socket.state}` : ''}.` },
      ];
    const trouble = socket?.lastTrouble === undefined ? '' : ` Its socket last: ${socket.lastTrouble.say}.`;
    return [{ state: 'warn', what, say: `the app at PORT ${port} runs and is not ready: ${url} says why.${trouble}` }];
  } catch {
    return [
      { state: 'ok', what, say: `no app answers at PORT ${port} of this machine, so its connection could not be looked at.` },
    ];
  }
}
