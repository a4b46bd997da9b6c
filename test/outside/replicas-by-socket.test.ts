import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../chaos/desk.ts';
import { freePort } from '../support/free-port.ts';
import { testKey } from '../support/keys.ts';
import { startPostgres } from '../support/postgres.ts';
import { launch, type Process } from './app.ts';
import { until } from './fakes/server.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

describe.skipIf(server === undefined)('two replicas in Socket Mode on one PostgreSQL', () => {
  let desk: Desk;
  let other: Process;
  let otherUrl: string;
  beforeEach(async () => {
    desk = await openDesk(
      { DATABASE_URL: await server?.createDatabase(), JOURNAL_KEY: testKey, LOG_LEVEL: 'info' },
      { bySocket: true },
    );
    const port = await freePort();
    otherUrl = `http://127.0.0.1:${port}`;
    other = launch({ ...desk.here.environment, PORT: String(port) });
    await until('the other replica to be ready', async () => (await ready())?.status === 200, 150_000);
  }, 300_000);
  afterEach(async () => {
    await other.kill('SIGKILL');
    await desk.stop();
  });
  const ready = () => fetch(`${otherUrl}/readyz`).catch(() => undefined);

  test('a click that is delivered to either is handled once', async () => {
    await until('a socket of each', () => desk.socket?.openSockets() === 2);
    const items = await desk.prepare(6);
    // Envelopes go to one socket after the other, so every click is delivered to both.
    for (const item of items) await Promise.all([desk.press(item), desk.press(item)]);
    await desk.allRight(items);
    expect(desk.tally(items)).toEqual({ words: Array(6).fill('Done'), wrong: 0, open: 0 });
    expect(items.map(desk.vouchers)).toEqual(Array(6).fill(1));
  }, 300_000);

  test('what was approved on one that dies at once is carried out by the other, once', async () => {
    const items = await desk.prepare(4);
    await Promise.all(items.map(desk.press));
    await desk.kill();
    desk.here.slack.state.app = desk.socket?.url ?? '';
    await until('the cards to end', () => desk.areOver(items), 120_000);
    // One whose send was broken off in the middle is asked about and never sent again.
    expect(desk.tally(items).wrong).toBe(0);
    expect((await ready())?.status).toBe(200);
  }, 300_000);
});
