import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { AuditExit } from '../../src/cli/audit-journal.ts';
import { auditVerify } from '../../src/cli/audit-verify.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { seedFile } from '../../src/db/seed.ts';
import type { StoredEntry } from '../../src/journal/entries.ts';
import { entryHash, genesisHash, personalHash } from '../../src/journal/hashing.ts';
import { createJournal, type Entry, type Journal } from '../../src/journal/journal.ts';
import { pagesOf, sourceOf } from '../../src/journal/source.ts';
import { type ChainVerdict, verify } from '../../src/journal/verify.ts';
import { canonicalJson } from '../../src/lib/json.ts';
import { Secret } from '../../src/lib/secret.ts';
import { handClock } from '../support/clock.ts';
import { testKey, testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import type { PostgresServer } from '../support/postgres.ts';

/** A database with a journal, as its app and as an insider see it. */
export type Place = {
  /** The app's settings. */
  environment: Record<string, string>;
  journal: Journal;
  database: Database;
  append(...entries: Entry[]): Promise<void>;
  /** Lets go of the database, as the app does when it stops, and runs these statements on it with all that an owner may do. */
  insider(...statements: string[]): Promise<unknown[]>;
  /** What verifying finds after these statements, which are taken back then: many tries on one database. */
  tampered(...statements: string[]): Promise<ChainVerdict>;
  /** What `wheelhouse audit verify` says once the app has stopped. */
  verify(options?: { head?: string[] }): Promise<{ code: AuditExit; said: string }>;
};

/** On the embedded database, or on a server's. */
export async function openPlace(
  server?: PostgresServer,
  whenOver: (close: () => Promise<void>) => void = onTestFinished,
): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wheelhouse-journal-'));
  const url = await server?.createDatabase();
  const open = () => openDatabase({ url: url === undefined ? undefined : new Secret(url), dataDir, seed: seedFile }, silentLog);
  const clock = handClock();
  const journal = createJournal({ keys: testKeys, now: clock.now });
  let running = true;
  const stop = async () => {
    if (running) await place.database.close();
    running = false;
  };
  const environment: Record<string, string> = {
    JOURNAL_KEY: testKey,
    ...(url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: url }),
  };
  const place: Place = {
    environment,
    journal,
    database: await open(),
    async append(...entries) {
      for (const entry of entries) {
        clock.forward(1_000);
        await place.database.db.transaction().execute((tx) => journal.append(tx, entry));
      }
    },
    async insider(...statements) {
      await stop();
      return url === undefined ? onDirectory(dataDir, statements) : onServer(url, statements);
    },
    async tampered(...statements) {
      let verdict: ChainVerdict | undefined;
      const takeBack = new Error('taken back');
      await place.database.db
        .transaction()
        .execute(async (tx) => {
          for (const statement of statements) await sql.raw(statement).execute(tx);
          verdict = await verify(pagesOf(sourceOf(tx, journal)), [], testKeys.find);
          throw takeBack;
        })
        .catch((error: unknown) => {
          if (error !== takeBack) throw error;
        });
      if (verdict === undefined) throw new Error('nothing was verified');
      return verdict;
    },
    async verify(options = {}) {
      await stop();
      return verifyIn(place.environment, options);
    },
  };
  whenOver(async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return place;
}

/** `wheelhouse audit verify` with these settings. */
export async function verifyIn(environment: Record<string, string>, options: { head?: string[] } = {}) {
  const said: string[] = [];
  const code = await auditVerify({ environment, tell: (line) => said.push(line), write: async () => undefined }, options);
  return { code, said: said.join('\n') };
}

async function onServer(url: string, statements: readonly string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

async function onDirectory(directory: string, statements: readonly string[]): Promise<unknown[]> {
  const { pool } = await openEmbedded({ directory });
  const client = await pool.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement, [])).rows;
    return rows;
  } finally {
    client.release();
    await pool.end();
  }
}

/** Some of everything: a request from asking to doing, a reveal, facts alone. */
export function someEntries(count: number): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => {
    const kinds = [
      { kind: 'request.asked', personal: { input: { customer: index }, reason: `Waited ${index} minutes` } },
      { kind: 'request.done', data: { action: 'voucher.apply', facts: { amount: index } } },
      { kind: 'reveal.customer', data: { customer: index }, personal: { reason: 'ticket' } },
      { kind: 'note' },
    ] as const;
    const kind = kinds[index % kinds.length] ?? kinds[0];
    return { actor: 'U0ANA', requestId: index % 2 === 0 ? `R${index}` : undefined, ...kind };
  });
}

/** A chain as the app writes it, made without a database. */
export function chainOf(contents: readonly Entry[]): StoredEntry[] {
  let previousHash = genesisHash;
  return contents.map((entry, index) => {
    const personal =
      entry.personal === undefined ? null : { salt: String(index % 10).repeat(32), content: canonicalJson(entry.personal) };
    const row = {
      seq: index + 1,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
      kind: entry.kind,
      requestId: entry.requestId ?? null,
      actor: entry.actor,
      data: canonicalJson({
        data: entry.data,
        ...(personal === null ? {} : { personal: personalHash(personal.salt, personal.content) }),
      }),
    };
    const hash = entryHash(row, previousHash, testKeys.current);
    const stored = { ...row, previousHash, hash, keyId: testKeys.current.id, personal };
    previousHash = hash;
    return stored;
  });
}

/** The same entries with hashes that fit together again from number `from` on: what somebody does who knows how they are made. */
export function rewritten(entries: readonly StoredEntry[], from: number): StoredEntry[] {
  const all: StoredEntry[] = [];
  for (const entry of entries) {
    const previousHash = all.at(-1)?.hash ?? genesisHash;
    all.push(entry.seq < from ? entry : { ...entry, previousHash, hash: entryHash(entry, previousHash, testKeys.current) });
  }
  return all;
}
