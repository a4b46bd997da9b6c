import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Finding } from './outcome.ts';

const what = 'running';
const where = 'PORT';
const withinMs = 3_000;

const Part = z.object({ state: z.string().optional(), lastTrouble: z.object({ say: z.string() }).optional() });
const Ready = z.object({ ready: z.boolean(), socket: Part.optional() });

/**
 * What the app that runs here says of itself. A socket of our own would tell more, and would be given the running app's clicks by Slack:
 * so its /readyz is read.
 */
export async function checkRunning({ host, port, metricsToken }: Config['http']): Promise<Finding[]> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/readyz`;
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(withinMs),
      headers: metricsToken === undefined ? undefined : { authorization: `Bearer ${metricsToken.reveal()}` },
    });
    const text = await answer.text();
    // One word is what it says to those who may not read the rest.
    if (/^(un)?ready\s*$/.test(text)) return [oneWord(port, answer.ok)];
    const body = Ready.safeParse(parsed(text));
    if (!body.success)
      return [
        {
          state: 'warning',
          what,
          where,
          say: `something else than Wheelhouse answers at PORT ${port}.`,
          do: 'Choose another port.',
        },
      ];
    const { ready, socket } = body.data;
    if (ready)
      return [
        {
          state: 'ok',
          what,
          where,
          say: `the app at PORT ${port} is ready${socket?.state ? `; its socket: ${socket.state}` : ''}.`,
        },
      ];
    const trouble = socket?.lastTrouble === undefined ? '' : ` Its socket last: ${socket.lastTrouble.say}.`;
    return [{ state: 'warning', what, where, say: `the app at PORT ${port} runs and is not ready: ${url} says why.${trouble}` }];
  } catch {
    return [
      {
        state: 'ok',
        what,
        where,
        say: `no app answers at PORT ${port} of this machine, so its connection could not be looked at.`,
      },
    ];
  }
}

function oneWord(port: number, isReady: boolean): Finding {
  const closed = 'METRICS_TOKEN is not the one that it was started with, or not set, so it does not say more';
  if (isReady) return { state: 'ok', what, where, say: `the app at PORT ${port} is ready; ${closed}.` };
  return { state: 'warning', what, where, say: `the app at PORT ${port} runs and is not ready; ${closed}.` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
