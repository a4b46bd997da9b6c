import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startPostgres } from '../support/postgres.ts';
import type { Environment } from './app.ts';
import { until } from './fakes/server.ts';
import { askLead, becomes, says, someone, writesTo } from './flows.ts';
import * as people from './people.ts';
import { approvalsChannel, policy } from './policy.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

const fiveSeconds = policy(`  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: ${approvalsChannel}
    executeWithin: 5s`);

const server = await startPostgres();
afterAll(() => server?.stop());

let here: Stage;
afterEach(() => here.stop());

const onPostgres = async (): Promise<Environment> => ({
  DATABASE_URL: await server?.createDatabase(),
  JOURNAL_KEY: 'in-time'.repeat(8),
});

describe.each([
  ['the embedded database', async (): Promise<Environment> => ({})],
  ...(server === undefined ? [] : [['PostgreSQL', onPostgres] as const]),
] as const)('within five seconds, on %s', (_name, environment) => {
  const given = (id: number) => writesTo(here, `/customers/${id}/apply-vouchers`);
  const about =
    (id: number, wanted: string) =>
    ({ method, path }: { method: string; path: string }) =>
      method === wanted && path.includes(`/${id}`);

  test('killed between the claim and the send, and started six seconds later: Expired, and nothing is sent', async () => {
    here = await stage({ policy: fiveSeconds, environment: await environment() });
    const one = someone(here);
    const card = await askLead(here, here.as(people.anna), one.id);
    here.operations.misbehave(about(one.id, 'GET'), { kind: 'timeout' });
    const before = here.operations.calls.length;
    await here.as(people.lea).press(inMessage(card), 'Approve');
    const approvedAt = Date.now();
    // On a machine that was busy for so long its time may be over already.
    await until(
      'the facts to be read again',
      () => here.operations.calls.slice(before).some(about(one.id, 'GET')) || says(card).includes('Expired'),
    );
    await here.app?.kill('SIGKILL');
    here.operations.behave();
    await until('six seconds', () => Date.now() - approvedAt > 6_000, 60_000);
    await here.start();
    await becomes(card, 'Expired|Done|Outcome unknown|Failed', 90_000);
    expect(says(card)).toContain('Expired');
    expect(given(one.id)).toEqual([]);
    here.clean();
  }, 300_000);

  test('a back office that asks to wait beyond them: Expired, and it is not sent again', async () => {
    here = await stage({ policy: fiveSeconds, environment: await environment() });
    const one = someone(here);
    const card = await askLead(here, here.as(people.anna), one.id);
    here.operations.misbehave(about(one.id, 'GET'), { kind: 'slow', ms: 2_500 }, 1);
    here.operations.misbehave(about(one.id, 'POST'), { kind: 'status', status: 429, headers: { 'retry-after': '3' } }, 1);
    await here.as(people.lea).press(inMessage(card), 'Approve');
    await becomes(card, 'Expired|Done|Outcome unknown|Failed', 90_000);
    expect(says(card)).toContain('Expired');
    // Once, unless the five seconds were over before it came to that.
    expect(given(one.id).map(({ status }) => status)).toEqual(given(one.id).length === 0 ? [] : [429]);
    here.clean();
  }, 300_000);
});
