import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEntries } from '../../src/journal/entries.ts';
import { entryHash } from '../../src/journal/hashing.ts';
import { testKeys } from '../support/keys.ts';
import { startPostgres } from '../support/postgres.ts';
import { openPlace, someEntries, verifyIn } from './support.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

/** Each opens the database several times, which takes a busy machine its time. */
const patienceMs = 120_000;

/** What the owner of the database can do, and a superuser of the server. */
const unlock = ['ALTER TABLE journal DISABLE TRIGGER ALL', 'ALTER TABLE journal_private DISABLE TRIGGER ALL'];
const lock = ['journal_no_change', 'journal_no_truncate'].map((name) => `ALTER TABLE journal ENABLE ALWAYS TRIGGER ${name}`);

const changes: readonly (readonly [what: string, statements: readonly string[], seq: number, why: RegExp])[] = [
  ['the actor of an entry changed', ["UPDATE journal SET actor = 'U0OTHER' WHERE seq = 5"], 5, /changed after it was written/],
  ['its time moved', ["UPDATE journal SET at = '2026-11-20T10:00:05.000Z' WHERE seq = 5"], 5, /changed after/],
  ['its hash changed', [`UPDATE journal SET hash = '${'a'.repeat(64)}' WHERE seq = 5`], 5, /changed after/],
  ['what it points back to changed', [`UPDATE journal SET previous_hash = '${'a'.repeat(64)}' WHERE seq = 5`], 5, /follow/],
  [
    'its personal data changed',
    ['UPDATE journal_private SET content = \'{"reason":"nice"}\' WHERE seq = 5'],
    5,
    /personal data was changed/,
  ],
  ['its personal data removed', ['DELETE FROM journal_private WHERE seq = 5'], 5, /personal data was removed/],
  [
    'its personal data erased without a word',
    ['UPDATE journal_private SET salt = NULL, content = NULL WHERE seq = 5'],
    5,
    /no entry says/,
  ],
  ['it removed', ['DELETE FROM journal_private WHERE seq = 5', 'DELETE FROM journal WHERE seq = 5'], 5, /missing/],
  [
    'it removed and the rest numbered again',
    [
      'DELETE FROM journal WHERE seq = 6',
      'ALTER TABLE journal_private DROP CONSTRAINT journal_private_seq_fkey',
      'UPDATE journal SET seq = -seq WHERE seq > 6',
      'UPDATE journal SET seq = -seq - 1 WHERE seq < 0',
      'UPDATE journal_private SET seq = -seq WHERE seq > 6',
      'UPDATE journal_private SET seq = -seq - 1 WHERE seq < 0',
    ],
    6,
    /follow/,
  ],
  [
    'two exchanged',
    [
      'UPDATE journal SET seq = -2 WHERE seq = 2',
      'UPDATE journal SET seq = 2 WHERE seq = 4',
      'UPDATE journal SET seq = 4 WHERE seq = -2',
    ],
    2,
    /follow/,
  ],
  [
    'one put in between',
    ['INSERT INTO journal SELECT 0, at, kind, request_id, actor, data, previous_hash, hash FROM journal WHERE seq = 2'],
    0,
    /place/,
  ],
];

for (const engine of ['embedded', 'postgres'] as const) {
  describe.skipIf(engine === 'postgres' && server === undefined)(`on ${engine}`, { timeout: patienceMs }, () => {
    const open = async (count = 12) => {
      const place = await openPlace(engine === 'postgres' ? server : undefined);
      await place.append(...someEntries(count));
      return place;
    };

    it('the database itself refuses to change, remove or empty what is in the journal, and does nothing then', async () => {
      const place = await open(4);
      const refused = [
        "UPDATE journal SET actor = 'U0OTHER' WHERE seq = 1",
        'UPDATE journal SET hash = hash',
        "INSERT INTO journal SELECT * FROM journal WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET actor = 'U0OTHER'",
        'DELETE FROM journal WHERE seq = 4',
        'TRUNCATE journal CASCADE',
        "UPDATE journal_private SET content = '{}' WHERE seq = 1",
        'UPDATE journal_private SET seq = 2, salt = NULL, content = NULL WHERE seq = 1',
        'DELETE FROM journal_private',
        'TRUNCATE journal_private',
        // A session that plays replica leaves ordinary triggers out.
        "SET LOCAL session_replication_role = 'replica'; DELETE FROM journal WHERE seq = 4",
      ];
      const before = await readEntries(place.database.db, 0, 100);
      const said: string[] = [];
      for (const statement of refused) {
        const error = await place.tampered(statement).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        said.push(error instanceof Error ? error.message : `done: ${statement}`);
      }
      expect(said).toEqual(refused.map(() => expect.stringContaining('the journal is append-only')));
      expect(await readEntries(place.database.db, 0, 100)).toEqual(before);
      expect(await place.verify()).toMatchObject({ code: 3, said: expect.stringContaining('whole: 4 entries') });
    });

    it('an insider who takes the lock off and changes anything is found, by the number of the entry', async () => {
      const place = await open();
      for (const [what, statements, seq, why] of changes) {
        const verdict = await place.tampered(...unlock, ...statements, ...lock);
        expect(verdict, what).toMatchObject({ ok: false, flaw: { seq, say: expect.stringMatching(why) } });
      }
      expect(await place.tampered(...unlock, ...lock)).toMatchObject({ ok: true, entries: 12 });
    });

    it('a cut tail shows against a head from the channel, and against the head file', async () => {
      const place = await open();
      const [last] = await readEntries(place.database.db, 11, 1);
      const head = `12:${last?.hash.slice(0, 16)}`;
      const file = join(mkdtempSync(join(tmpdir(), 'wheelhouse-heads-')), 'heads');
      writeFileSync(file, `2026-11-21T10:00:12.000Z 12 ${last?.hash}\n`);
      expect(await place.verify({ head: [head] })).toMatchObject({ code: 0, said: expect.stringContaining('1 head') });
      await place.insider(...unlock, 'DELETE FROM journal_private WHERE seq > 9', 'DELETE FROM journal WHERE seq > 9', ...lock);
      expect(await place.verify()).toMatchObject({ code: 3, said: expect.stringContaining('against itself only') });
      const cut = { code: 1, said: expect.stringMatching(/First bad entry: 10: .*at least 3 entries were cut off/) };
      expect(await place.verify({ head: [head] })).toMatchObject(cut);
      expect(await verifyIn({ ...place.environment, AUDIT_HEAD_FILE: file })).toMatchObject(cut);
    });

    it('a journal rewritten from some entry on, hashes and all, shows against a head', async () => {
      const place = await open();
      const entries = await readEntries(place.database.db, 0, 100);
      const head = `12:${entries.at(-1)?.hash.slice(0, 16)}`;
      const statements: string[] = [];
      let previousHash = entries[4]?.hash ?? '';
      for (const entry of entries.slice(5)) {
        const forged = { ...entry, actor: 'U0OTHER' };
        const hash = entryHash(forged, previousHash, testKeys.current);
        statements.push(
          `UPDATE journal SET actor = 'U0OTHER', previous_hash = '${previousHash}', hash = '${hash}' WHERE seq = ${entry.seq}`,
        );
        previousHash = hash;
      }
      await place.insider(...unlock, ...statements, ...lock);
      expect(await place.verify()).toMatchObject({ code: 3 });
      expect(await place.verify({ head: [head] })).toMatchObject({
        code: 1,
        said: expect.stringMatching(/First bad entry: 12: .*rewritten/),
      });
    });
  });
}

describe('what cannot be looked at is exit code 2, with what to do', { timeout: patienceMs }, () => {
  it('an invalid head', async () => {
    expect(await verifyIn({ DATA_DIR: '/nowhere' }, { head: ['12'] })).toMatchObject({
      code: 2,
      said: expect.stringContaining('--head 12'),
    });
  });
  it('no journal there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-empty-'));
    expect(await verifyIn({ DATA_DIR: folder })).toMatchObject({ code: 2, said: expect.stringContaining('no journal') });
    expect(await verifyIn({ DATABASE_URL: 'mysql://x' })).toMatchObject({ code: 2 });
  });
  it('a server that does not answer, and no password in the message', async () => {
    const { code, said } = await verifyIn({ DATABASE_URL: 'postgres://someone:hush@127.0.0.1:9/none' });
    expect(code).toBe(2);
    expect(said).toMatch(/does not answer/);
    expect(said).not.toContain('hush');
  });
  it('a head file that is damaged, or gone though heads were published', async () => {
    const place = await openPlace();
    await place.append(...someEntries(2));
    const file = join(tmpdir(), `wheelhouse-heads-${randomUUID()}`);
    const [last] = z
      .array(z.object({ hash: z.string() }))
      .parse(
        await place.insider(
          'INSERT INTO journal_heads SELECT seq, hash, now() FROM journal WHERE seq = 2',
          'SELECT hash FROM journal WHERE seq = 2',
        ),
      );
    expect(await verifyIn({ ...place.environment, AUDIT_HEAD_FILE: file })).toMatchObject({
      code: 2,
      said: expect.stringContaining('is not there'),
    });
    appendFileSync(file, `2026-11-21T10:00:12.000Z 2 ${last?.hash}\n`);
    expect(await verifyIn({ ...place.environment, AUDIT_HEAD_FILE: file })).toMatchObject({ code: 0 });
    appendFileSync(file, 'something else\n');
    expect(await verifyIn({ ...place.environment, AUDIT_HEAD_FILE: file })).toMatchObject({
      code: 2,
      said: expect.stringContaining('line 2'),
    });
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
  });
});
