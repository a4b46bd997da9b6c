import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import type { Action, Readers, Told } from '../../src/actions/define.ts';
import { createUpstreams } from '../../src/api/transport.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { Secret } from '../../src/lib/secret.ts';
import { handClock } from './clock.ts';
import { silentLog } from './database.ts';
import { smartmoveOf } from './smartmove.ts';

export const told: Told = { requestId: '7F3KQ2M9XA', reason: 'ticket 4711' };

export type ActionDesk = {
  office: BackOffice;
  readers: Readers;
  /** What the action saw, as it comes back from the disk. */
  look<Input extends z.ZodType, Seen, Result>(action: Action<string, Input, Seen, Result>, input: z.output<Input>): Promise<Seen>;
  /** Writes what was looked at before, whatever has become of it since. */
  write<Input extends z.ZodType, Seen, Result>(
    action: Action<string, Input, Seen, Result>,
    input: z.output<Input>,
    seen: Seen,
  ): Promise<Result>;
  /** Looks and writes, as the gate does. */
  carryOut<Input extends z.ZodType, Seen, Result>(
    action: Action<string, Input, Seen, Result>,
    input: z.output<Input>,
  ): Promise<{ seen: Seen; result: Result }>;
  /** Looks, and writes to a back office that does it or not, but never says so; then reads the proof without an answer. */
  losing<Input extends z.ZodType, Seen, Result>(
    action: Action<string, Input, Seen, Result>,
    input: z.output<Input>,
    isDone: 'done' | 'undone',
  ): Promise<string | undefined>;
  /** The writes that arrived: `PATCH /customer-identity-cards/3001 {"cardNumber":"HM-1"}`. */
  writes(): string[];
  /** The reads that arrived, sign-in left out: `GET /customer-identity-cards/3001`. */
  reads(): string[];
};

/** Readers and writers on a running back office, for one action at a time and without the gate. */
export async function openActionDesk(): Promise<ActionDesk> {
  const clock = handClock();
  const office = await startBackOffice({ clock, ids: randomIds });
  const upstreams = createUpstreams(
    {
      operations: {
        apiUrl: office.operations.apiUrl,
        authUrl: office.operations.authUrl,
        clientId: office.operations.clientId,
        clientKey: new Secret(office.operations.clientKey),
      },
      smartmove: smartmoveOf(office),
    },
    { clock, ids: randomIds, log: silentLog, limits: { attempts: 1, waits: 0 } },
  );
  onTestFinished(async () => {
    await upstreams.close();
    await office.close();
  });
  const readers: Readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const writers = { operations: upstreams.operations.client, smartmove: upstreams.smartmove.client };
  const desk: ActionDesk = {
    office,
    readers,
    async look(action, input) {
      return JSON.parse(JSON.stringify(await action.precheck(readers, input, { now: clock.now() })));
    },
    write: async (action, input, seen) => action.execute(writers, input, told, seen),
    async carryOut(action, input) {
      const seen = await desk.look(action, input);
      return { seen, result: await action.execute(writers, input, told, seen) };
    },
    async losing(action, input, isDone) {
      const seen = await desk.look(action, input);
      office.setFaults([{ upstream: 'operations', kind: isDone === 'done' ? 'garbled' : 'fail', on: 'writes', times: 1 }]);
      await action.execute(writers, input, told, seen).catch(() => undefined);
      return action.settled?.(readers, input, seen, told);
    },
    writes: () =>
      office.writes().map(({ method, path, body }) => `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`),
    reads: () =>
      office
        .calls()
        .filter(({ method, path }) => method === 'GET' && !path.startsWith('/auth/'))
        .map(({ method, path }) => `${method} ${path}`),
  };
  return desk;
}
