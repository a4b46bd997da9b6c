import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ComingDatabase, prepareDatabase } from '../../src/db/database.ts';
import { noticesOn } from '../../src/db/notices.ts';
import { openServer } from '../../src/db/server.ts';
import { SettingProblem, settingProblem, troubleOf } from '../../src/db/trouble.ts';
import { Fault } from '../../src/errors.ts';
import { Secret } from '../../src/lib/secret.ts';
import { silentLog } from '../support/log.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

it('a pooler without transactions is named, with the setting that changes it', () => {
  const error = Object.assign(new Error('transaction blocks not allowed in statement pooling mode'), { code: '08P01' });
  expect(settingProblem(new Fault('database_unavailable', 'x', { cause: error }))?.message).toMatch(
    /^DATABASE_URL: PgBouncer is in statement mode.*pool_mode = transaction/,
  );
});

it.each([
  [
    'rights on a table',
    { code: '42501', message: 'permission denied for table journal', severity: 'ERROR' },
    /rights on the table journal/,
  ],
  ['a certificate file', { code: 'ENOENT', syscall: 'open', message: 'no such file: hush' }, /sslrootcert, sslcert, sslkey/],
  ['another refusal', { code: '0LP01', message: 'hush', severity: 'ERROR' }, /SQLSTATE 0LP01/],
])('a start that fails for %s is one line that repeats nothing of the server’s', (_what, { message, ...fields }, line) => {
  const said = settingProblem(Object.assign(new Error(message), fields))?.message;
  expect(said).toMatch(line);
  expect(said).toMatch(/^DATABASE_URL: /);
  expect(said).not.toContain('hush');
});

it('a socket that is not there yet, or a lock that was not given, is waited for', () => {
  const socket = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' });
  expect(settingProblem(socket)).toBeUndefined();
  expect(troubleOf(socket)?.words).toBe('its socket does not exist');
  const lock = Object.assign(new Error('canceling statement'), { code: '55P03', severity: 'ERROR' });
  expect(settingProblem(lock)).toBeUndefined();
  expect(troubleOf(lock)).toEqual({ words: 'a lock was not given in time', renew: false });
});

describe.skipIf(server === undefined)('a PostgreSQL that comes and goes', () => {
  let url: string;
  beforeEach(async () => {
    url = (await server?.createDatabase()) ?? '';
  });

  const told: Date[] = [];
  const opened = async (at = url): Promise<ComingDatabase> => {
    const compareClock = (other: Date) => void told.push(other);
    const database = await prepareDatabase({ url: new Secret(at), dataDir: '.', compareClock }, silentLog);
    onTestFinished(() => database.close());
    return database;
  };
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  /** An address that leads to the server, for what is done with each connection on the way. */
  const wayTo = async (join: (client: Socket, behind: Socket) => void): Promise<Secret> => {
    const way = createServer((client) => {
      const behind = connect(Number(new URL(url).port), '127.0.0.1');
      for (const end of [client, behind]) end.on('error', () => undefined);
      client.on('close', () => void behind.destroy());
      join(client, behind);
    });
    way.listen(0, '127.0.0.1');
    await once(way, 'listening');
    onTestFinished(() => void way.close());
    const { port } = way.address() as AddressInfo; // safe: it listens on TCP
    return new Secret(Object.assign(new URL(url), { port }).href);
  };
  const twelveAsk = ({ pool }: ReturnType<typeof openServer>) => {
    const ask = async () => {
      const client = await pool.connect();
      await client.query('SELECT pg_sleep(0.02)', []);
      client.release();
    };
    return Promise.all(Array.from({ length: 12 }, ask));
  };
  /** Comes back when each of them is gone. */
  const hangUp = () =>
    administer(
      `SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()`,
    );

  it('ends a transaction under way with a fault in words, and goes on with the next', async () => {
    const database = await opened();
    await database.open();
    const inTheMiddle = database.db.transaction().execute(async (tx) => {
      await sql`SELECT 1`.execute(tx);
      await hangUp();
      await sql`SELECT 1`.execute(tx);
    });
    const error = await inTheMiddle.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'database_unavailable' });
    // A start that it happens to waits, instead of ending.
    expect(troubleOf(error)).toMatchObject({ renew: true });
    expect(await database.state(2_000)).toMatchObject({ answers: true });
  });

  it('tells its own time whenever its state is asked for, so that a clock of this machine that is apart from it is noticed', async () => {
    const database = await opened();
    await database.open();
    told.splice(0);
    expect(await database.state(2_000)).toEqual({ answers: true });
    expect(told).toHaveLength(1);
    expect(Math.abs((told[0]?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('goes on with as many connections as the server has for it, and fails nothing', async () => {
    await administer('CREATE ROLE few LOGIN CONNECTION LIMIT 3');
    const few = openServer(new Secret(Object.assign(new URL(url), { username: 'few' }).href), silentLog);
    onTestFinished(() => few.pool.end());
    await twelveAsk(few);
    expect(few.counts().open).toBeLessThanOrEqual(3);
  });

  it('goes on with the connections that a pooler in session mode serves, which lets the others wait', async () => {
    const served = new Set<Socket>();
    const pooler = await wayTo((client, behind) => {
      if (served.size < 3) served.add(client);
      behind.pipe(client);
      // What begins with zero is the login, which is answered in any case.
      client.on('data', (part) => void ((served.has(client) || part[0] === 0) && behind.write(part)));
      client.on('close', () => void served.delete(client));
    });
    const few = openServer(pooler, silentLog);
    onTestFinished(() => few.pool.end());
    await twelveAsk(few);
    expect(few.counts().open).toBeLessThanOrEqual(3);
  });

  it('says that it is read-only although every read works, and takes writes again when it does', async () => {
    const database = await opened();
    await database.open();
    await sql`SELECT 1`.execute(database.db);
    await administer(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`);
    await hangUp();
    expect(await database.state(2_000)).toEqual({ answers: false, trouble: 'it takes no writes (it is read-only)' });
    const other = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
    await other.connect();
    await other.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} RESET default_transaction_read_only`);
    await other.end();
    // The connection that was made while it was read-only would stay so for ever.
    expect(await database.state(2_000)).toMatchObject({ answers: true });
  });

  it('is refused to everybody until it has its newest shape', async () => {
    const database = await opened();
    await expect(sql`SELECT 1`.execute(database.db)).rejects.toBeInstanceOf(Fault);
    expect(await database.state(2_000)).toMatchObject({ answers: false });
    await database.open();
    expect(await database.state(2_000)).toMatchObject({ answers: true });
  });

  it('limits a statement in a transaction without setting anything for the session', async () => {
    const database = await opened();
    await database.open();
    const limits = sql<{ limit: string }>`SELECT current_setting('statement_timeout') AS limit`;
    const inside = await database.db.transaction().execute((tx) => limits.execute(tx));
    expect(inside.rows[0]?.limit).toBe('10s');
    expect((await limits.execute(database.db)).rows[0]?.limit).toBe('0');
  });

  it.each([
    ['LATIN1', "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0", /encoding LATIN1/],
    ['SQL_ASCII', "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0", /encoding SQL_ASCII/],
  ])('is refused with the encoding %s', async (_name, how, words) => {
    const name = `odd_${randomUUID().replaceAll('-', '')}`;
    await administer(`CREATE DATABASE ${name} ${how}`);
    const there = Object.assign(new URL(url), { pathname: `/${name}` }).href;
    await expect((await opened(there)).open()).rejects.toThrow(words);
    await administer(`DROP DATABASE ${name} WITH (FORCE)`);
  });

  it('is refused in one line when it writes times in a way that cannot be read', async () => {
    await administer(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET DateStyle = 'German'`);
    await expect((await opened()).open()).rejects.toThrow(/^DATABASE_URL: the database writes times .*DateStyle German/);
  });

  it('is refused in one line, and not taken for an empty one, when the user has no schema', async () => {
    await administer(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET search_path = ''`);
    await expect((await opened()).open()).rejects.toThrow(/^DATABASE_URL: the user’s search_path names no schema/);
  });

  it('begins transactions with its own limits whatever is set for the database', async () => {
    const name = new URL(url).pathname.slice(1);
    await administer(`ALTER DATABASE ${name} SET lock_timeout = '1ms'`);
    await administer(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);
    const database = await opened();
    await database.open();
    const found = await database.db
      .transaction()
      .execute((tx) =>
        sql`SELECT current_setting('lock_timeout') AS locks, current_setting('transaction_isolation') AS isolation`.execute(tx),
      );
    expect(found.rows).toEqual([{ locks: '0', isolation: 'read committed' }]);
  });

  it('says once that it is read-only, however many reads work meanwhile, and once that it is over', async () => {
    const lines: string[] = [];
    const note = (_: unknown, line?: string) => void lines.push(line ?? String(_));
    const engine = openServer(new Secret(url), { ...silentLog, warn: note, info: note }, { onRenewed: () => note('renewed') });
    onTestFinished(() => engine.pool.end());
    const run = async (text: string) => {
      const client = await engine.pool.connect();
      return client.query(text, []).finally(() => client.release());
    };
    await run('CREATE TABLE written (id int)');
    const name = new URL(url).pathname.slice(1);
    await administer(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await hangUp();
    for (let round = 0; round < 3; round += 1) {
      await run('INSERT INTO written VALUES (1)').catch(() => undefined);
      await run('SELECT 1').catch(() => undefined);
    }
    const trouble = lines.filter((line) => line.startsWith('the database has trouble'));
    expect(lines).not.toContain('the database answers again');
    // Being hung up on, and what it is since.
    expect(trouble.length).toBeLessThanOrEqual(2);
    const other = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
    await other.connect();
    await other.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`).finally(() => other.end());
    await hangUp();
    await run('SELECT 1').catch(() => undefined);
    await run('INSERT INTO written VALUES (1)');
    expect(lines.filter((line) => !trouble.includes(line))).toEqual(['the database answers again', 'renewed']);
  });

  it('says that it is gone when it is taken away while the app runs, and goes on when it is back', async () => {
    const database = await opened();
    await database.open();
    const name = new URL(url).pathname.slice(1);
    const rename = async (from: string, to: string) => {
      const other = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
      await other.connect();
      await other.query(`ALTER DATABASE ${from} RENAME TO ${to}`).finally(() => other.end());
    };
    await hangUp();
    await rename(name, `${name}_away`);
    expect(await database.state(2_000)).toEqual({ answers: false, trouble: 'there is no database of that name on it' });
    await rename(`${name}_away`, name);
    expect(await database.state(2_000)).toMatchObject({ answers: true });
  });

  it('is refused, and not waited for, when it does not exist', async () => {
    const there = Object.assign(new URL(url), { pathname: '/nowhere' }).href;
    await expect((await opened(there)).open()).rejects.toBeInstanceOf(SettingProblem);
  });

  it('wakes another replica at the commit, and again after the connection that listens was lost', async () => {
    const [one, other] = [await opened(), await opened()];
    await one.open();
    await other.open();
    let heard = 0;
    const listening = other.notices?.listen(() => {
      heard += 1;
    });
    onTestFinished(() => listening?.stop());
    // The first comes when it has begun to listen.
    await expect.poll(() => heard).toBeGreaterThan(0);
    const telling = one.notices?.telling ?? sql`NULL`;
    const tell = () => one.db.transaction().execute((tx) => sql`SELECT ${telling}`.execute(tx));
    const before = heard;
    await tell();
    await expect.poll(() => heard).toBeGreaterThan(before);
    const lost = heard;
    await hangUp();
    await expect.poll(() => heard).toBeGreaterThan(lost);
  });

  it('is listened to again when a connection is kept open and nothing comes over it, as after a failover', async () => {
    const database = await opened();
    await database.open();
    const connections: Socket[] = [];
    let isSilent = false;
    const way = await wayTo((client, behind) => {
      connections.push(client);
      client.pipe(behind);
      behind.on('data', (part) => void (!(isSilent && client === connections[0]) && client.write(part)));
    });
    const heard = vi.fn();
    const listening = noticesOn(way, database.db, silentLog, 50).listen(heard);
    onTestFinished(() => listening.stop());
    await expect.poll(() => heard).toHaveBeenCalledTimes(1);
    isSilent = true;
    await expect.poll(() => heard).toHaveBeenCalledTimes(2);
    expect(connections).toHaveLength(2);
  });
});
