import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../src/journal/entries.ts';
import type { Head } from '../../src/journal/heads.ts';
import type { Entry } from '../../src/journal/journal.ts';
import { verify } from '../../src/journal/verify.ts';
import type { Json } from '../../src/lib/json.ts';
import { fc } from '../support/fast-check.ts';
import { testKeys } from '../support/keys.ts';
import { chainOf, rewritten, someEntries } from './support.ts';

async function* inPages(entries: readonly StoredEntry[], size = 3): AsyncGenerator<StoredEntry[]> {
  for (let at = 0; at < entries.length; at += size) yield entries.slice(at, at + size);
}
const check = (entries: readonly StoredEntry[], heads: readonly Head[] = []) => verify(inPages(entries), heads, testKeys.find);
const headOf = (entry: StoredEntry | undefined, digits = 64): Head => ({
  seq: entry?.seq ?? 0,
  hash: entry?.hash.slice(0, digits) ?? '',
  from: 'a file',
});

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json); // safe: jsonValue makes what JSON can hold
const content: fc.Arbitrary<Entry> = fc.record(
  {
    kind: fc.string({ minLength: 1, maxLength: 12 }).map((kind) => `k.${kind}`),
    actor: fc.string({ minLength: 1, maxLength: 12 }),
    requestId: fc.string({ maxLength: 10 }),
    data: json,
    personal: json,
  },
  { requiredKeys: ['kind', 'actor'] },
);
const chain = fc.array(content, { minLength: 1, maxLength: 12 }).map(chainOf);
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('', '0', '{}', '0'.repeat(64)));

/** One stored value of one entry made another. */
const mutation = fc.record({
  place: fc.nat(),
  change: fc.oneof(
    fc.record({ field: fc.constantFrom('at', 'kind', 'actor', 'data', 'previousHash', 'hash' as const), to: text }),
    fc.record({ field: fc.constant('requestId' as const), to: fc.option(text) }),
    fc.record({ field: fc.constant('seq' as const), to: fc.integer({ min: -5, max: 40 }) }),
    fc.record({ field: fc.constantFrom('salt', 'content' as const), to: fc.option(text) }),
    fc.record({ field: fc.constant('personal' as const), to: fc.constant(null) }),
  ),
});

function mutated(entry: StoredEntry, { field, to }: { field: string; to: string | number | null }): StoredEntry {
  if (field !== 'salt' && field !== 'content') return { ...entry, [field]: to };
  const personal = entry.personal ?? { salt: null, content: null };
  return { ...entry, personal: { ...personal, [field]: to } };
}

describe('property', () => {
  it('a journal as it was written is whole, whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(chain, async (entries) => {
        const verdict = await check(
          entries,
          entries.map((entry) => headOf(entry)),
        );
        expect(verdict).toMatchObject({ ok: true, entries: entries.length, agreed: entries.length });
      }),
    );
  });

  it('any single change of any stored value of any entry is found', async () => {
    await fc.assert(
      fc.asyncProperty(chain, mutation, async (entries, { place, change }) => {
        const at = place % entries.length;
        const original = entries[at];
        if (original === undefined) throw new Error('an empty chain');
        const changed = mutated(original, change);
        fc.pre(JSON.stringify(changed) !== JSON.stringify(original));
        const after = entries.with(at, changed).sort((one, other) => one.seq - other.seq);
        expect((await check(after)).ok).toBe(false);
      }),
      { numRuns: 800 },
    );
  });

  it('one letter of the content changed is found, and the entry is named', async () => {
    await fc.assert(
      fc.asyncProperty(chain, fc.nat(), fc.nat(), async (entries, place, letter) => {
        const at = place % entries.length;
        const original = entries[at];
        if (original === undefined) throw new Error('an empty chain');
        const spot = letter % original.data.length;
        const other = original.data.charAt(spot) === 'x' ? 'y' : 'x';
        const data = original.data.slice(0, spot) + other + original.data.slice(spot + 1);
        expect(await check(entries.with(at, { ...original, data }))).toMatchObject({ ok: false, flaw: { seq: at + 1 } });
      }),
    );
  });

  it('an entry removed, doubled or exchanged with another is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        chain.filter((entries) => entries.length > 2),
        fc.nat(),
        fc.nat(),
        async (entries, one, other) => {
          const first = one % (entries.length - 1);
          const second = (first + 1 + (other % (entries.length - 1))) % entries.length;
          const [a, b] = [entries[first], entries[second]];
          if (a === undefined || b === undefined) throw new Error('an empty chain');
          const removed = await check(entries.toSpliced(first, 1));
          expect(removed).toMatchObject({ ok: false, flaw: { seq: first + 1, say: expect.stringContaining('missing') } });
          expect((await check(entries.toSpliced(first, 0, a))).ok).toBe(false);
          expect((await check(entries.with(first, b).with(second, a))).ok).toBe(false);
          // Also when the numbers are put right again.
          const exchanged = entries.with(first, { ...b, seq: a.seq }).with(second, { ...a, seq: b.seq });
          expect((await check(exchanged)).ok).toBe(false);
          const renumbered = entries.toSpliced(first, 1).map((entry, index) => ({ ...entry, seq: index + 1 }));
          expect((await check(renumbered)).ok).toBe(false);
        },
      ),
    );
  });

  it('a tail cut anywhere is found by the last head, also by the beginning of its hash', async () => {
    await fc.assert(
      fc.asyncProperty(chain, fc.nat(), async (entries, cut) => {
        const left = cut % entries.length;
        const verdict = await check(entries.slice(0, left), [headOf(entries.at(-1), 16)]);
        expect(verdict).toMatchObject({ ok: false, flaw: { seq: left + 1, say: expect.stringContaining('cut off') } });
      }),
    );
  });

  it('a chain rewritten from some entry on holds against itself, and not against a head from after that', async () => {
    await fc.assert(
      fc.asyncProperty(chain, fc.nat(), async (entries, place) => {
        const at = place % entries.length;
        const original = entries[at];
        if (original === undefined) throw new Error('an empty chain');
        const forged = rewritten(entries.with(at, { ...original, actor: `${original.actor}!` }), at + 1);
        expect((await check(forged)).ok).toBe(true);
        expect(await check(forged, [headOf(entries.at(-1), 16)])).toMatchObject({ ok: false, flaw: { seq: entries.length } });
        // A head from before that says nothing about it.
        if (at > 0) expect((await check(forged, [headOf(entries[at - 1])])).ok).toBe(true);
      }),
    );
  });
});

describe('erased personal data', () => {
  const before = '2026-06-01T00:00:00.000Z';
  const erasing = (erased: string): Entry => ({
    kind: 'journal.erased',
    actor: 'app',
    data: { entries: 2, requests: 0, before, erased },
  });
  const withErased = (erased: string, ...gone: number[]) =>
    chainOf([...someEntries(4), erasing(erased)]).map((entry) =>
      gone.includes(entry.seq) ? { ...entry, personal: { salt: null, content: null } } : entry,
    );

  it('does not break the chain when an entry says that it was erased', async () => {
    expect(await check(withErased('1,3', 1, 3))).toMatchObject({ ok: true, erased: 2 });
    expect(await check(withErased('1-3', 1, 3))).toMatchObject({ ok: true, erased: 2 });
  });

  it('that no entry accounts for is found', async () => {
    expect(await check(withErased('1', 1, 3))).toMatchObject({ ok: false, flaw: { seq: 3 } });
    expect(await check(withErased('', 1))).toMatchObject({ ok: false, flaw: { seq: 1 } });
    expect(await check(chainOf(someEntries(1)).map((entry) => ({ ...entry, personal: { salt: null, content: null } })))).toEqual({
      ok: false,
      entries: 1,
      flaw: { seq: 1, say: 'its personal data is gone, and no entry says that it was erased' },
    });
  });

  it('that was younger than what the entry says is found', async () => {
    const [first, ...rest] = withErased('1', 1);
    const young = first === undefined ? [] : [{ ...first, at: before }, ...rest];
    expect(await check(rewritten(young, 1))).toMatchObject({ ok: false, flaw: { seq: 1 } });
  });

  it('a row that was removed instead, or given to an entry that had none, is found', async () => {
    const entries = chainOf(someEntries(4));
    const without = entries.map((entry) => (entry.seq === 3 ? { ...entry, personal: null } : entry));
    expect(await check(without)).toMatchObject({ ok: false, flaw: { seq: 3, say: expect.stringContaining('removed') } });
    const added = entries.map((entry) => (entry.seq === 2 ? { ...entry, personal: { salt: 'a', content: '{}' } } : entry));
    expect(await check(added)).toMatchObject({ ok: false, flaw: { seq: 2, say: expect.stringContaining('does not know') } });
  });
});

it('an empty journal is whole, and is not when a head was published', async () => {
  expect(await check([])).toMatchObject({ ok: true, entries: 0, head: undefined });
  expect(await check([], [{ seq: 7, hash: 'ab'.repeat(8), from: 'the channel' }])).toMatchObject({
    ok: false,
    flaw: { seq: 1, say: expect.stringContaining('at least 7 entries were cut off') },
  });
});
