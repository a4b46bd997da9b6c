import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import type { Action, ExecuteContext, Readers } from '../../src/actions/define.ts';
import { createUpstreams } from '../../src/api/transport.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { Secret } from '../../src/lib/secret.ts';
import { handClock } from './clock.ts';
import { silentLog } from './log.ts';
import { smartmoveOf } from './smartmove.ts';
import { mustHaveTakenAll, tenant } from './tenant.ts';

export const context: ExecuteContext = { requestId: '7F3KQ2M9XA', reason: 'ticket 4711' };

export type ActionHarness = {
  backOffice: BackOffice;
  readers: Readers;
  /** The policy's, of phone numbers that name none. */
  country?: string;
  /** What the action saw, as it comes back from the disk. */
  look<Input extends z.ZodType, Seen, Result>(action: Action<string, Input, Seen, Result>, input: z.output<Input>): Promise<Seen>;
  /** Writes what was looked at before, whatever has become of it since. */
  write<Input extends z.ZodType, Seen, Result>(
    action: Action<string, Input, Seen, Result>,
    input: z.output<Input>,
    snapshot: Seen,
  ): Promise<Result>;
  /** Looks and writes, as the gate does. */
  carryOut<Input extends z.ZodType, Seen, Result>(
    action: Action<string, Input, Seen, Result>,
    input: z.output<Input>,
  ): Promise<{ snapshot: Seen; result: Result }>;
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
export async function openActionHarness(): Promise<ActionHarness> {
  const clock = handClock();
  const backOffice = await startBackOffice({ clock, ids: randomIds, ...tenant().backOffice });
  const upstreams = createUpstreams(
    {
      operations: {
        apiUrl: backOffice.operations.apiUrl,
        authUrl: backOffice.operations.authUrl,
        clientId: backOffice.operations.clientId,
        clientKey: new Secret(backOffice.operations.clientKey),
      },
      smartmove: smartmoveOf(backOffice),
      profiles: tenant().profiles,
    },
    { clock, ids: randomIds, log: silentLog, limits: { attempts: 1, waits: 0 } },
  );
  onTestFinished(async () => {
    await upstreams.close();
    await backOffice.close();
    mustHaveTakenAll(backOffice);
  });
  const readers: Readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const writers = { operations: upstreams.operations.client, smartmove: upstreams.smartmove.client };
  const harness: ActionHarness = {
    backOffice,
    readers,
    async look(action, input) {
      return JSON.parse(
        JSON.stringify(
          await action.precheck(readers, input, {
            now: clock.now(),
            country: harness.country,
            envelopes: { most: 50, longestMs: 24 * 3_600_000 },
          }),
        ),
      );
    },
    write: async (action, input, snapshot) => action.execute(writers, input, context, snapshot),
    async carryOut(action, input) {
      const snapshot = await harness.look(action, input);
      return { snapshot, result: await action.execute(writers, input, context, snapshot) };
    },
    async losing(action, input, isDone) {
      const snapshot = await harness.look(action, input);
      backOffice.setFaults([{ upstream: 'operations', kind: isDone === 'done' ? 'garbled' : 'fail', on: 'writes', times: 1 }]);
      await action.execute(writers, input, context, snapshot).catch(() => undefined);
      return action.verify?.(readers, input, snapshot, context);
    },
    writes: () =>
      backOffice
        .writes()
        .map(({ method, path, body }) => `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`),
    reads: () =>
      backOffice
        .calls()
        .filter(({ method, path }) => method === 'GET' && !path.startsWith('/auth/'))
        .map(({ method, path }) => `${method} ${path}`),
  };
  return harness;
}
