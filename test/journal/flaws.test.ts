import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../src/journal/entries.ts';
import type { Head } from '../../src/journal/heads.ts';
import type { Entry } from '../../src/journal/journal.ts';
import { verify } from '../../src/journal/verify.ts';
import { testKeys } from '../support/keys.ts';
import { chainOf, rewritten } from './support.ts';

async function* pagesOfTwo(entries: readonly StoredEntry[]): AsyncGenerator<StoredEntry[]> {
  for (let at = 0; at < entries.length; at += 2) yield entries.slice(at, at + 2);
}
const check = (entries: readonly StoredEntry[], heads: readonly Head[] = []) => verify(pagesOfTwo(entries), heads, testKeys.find);
const flawOf = async (entries: readonly StoredEntry[], heads: readonly Head[] = []) => {
  const verdict = await check(entries, heads);
  return verdict.ok ? undefined : { entries: verdict.entries, ...verdict.flaw };
};

const contents: Entry[] = Array.from({ length: 5 }, (_, index) => ({
  kind: 'reveal.customer',
  actor: 'U0A',
  data: { index },
  ...(index % 2 === 0 ? { personal: { name: `Anna ${index}` } } : {}),
}));
const chain = chainOf(contents);
const changed = (seq: number, of: Partial<StoredEntry>) =>
  chain.map((entry) => (entry.seq === seq ? { ...entry, ...of } : entry));
const hashAt = (seq: number) => chain[seq - 1]?.hash ?? '';
const head = (seq: number, hash = hashAt(seq)): Head => ({ seq, hash, from: 'the channel' });

describe('what is reported about a journal', () => {
  it('that is whole: how long it is, its head, how many kept heads agree, and how much was erased', async () => {
    expect(await check(chain, [head(2), head(2, hashAt(2).slice(0, 16)), head(5)])).toEqual({
      ok: true,
      entries: 5,
      head: { seq: 5, hash: hashAt(5) },
      agreed: 3,
      passedOver: 0,
      erased: 0,
      keyedFrom: 1,
      unknownKey: undefined,
      behindMs: 0,
    });
  });

  it.each<[string, StoredEntry[], { entries: number; seq: number; say: string }]>([
    ['one entry is missing', chain.toSpliced(1, 1), { entries: 1, seq: 2, say: 'it is missing' }],
    ['several are missing', chain.toSpliced(1, 2), { entries: 1, seq: 2, say: 'it is missing, with all up to 3' }],
    ['the first is missing', chain.slice(1), { entries: 0, seq: 1, say: 'it is missing' }],
    ['one is there twice', chain.toSpliced(2, 0, ...chain.slice(1, 2)), { entries: 2, seq: 2, say: 'it is not in its place' }],
    [
      'it does not follow',
      changed(3, { previousHash: hashAt(1) }),
      { entries: 2, seq: 3, say: 'it does not follow from the entry before it: one of the two was changed or exchanged' },
    ],
    [
      'the first follows from something',
      changed(1, { previousHash: hashAt(1) }),
      { entries: 0, seq: 1, say: 'it does not follow from the entry before it: one of the two was changed or exchanged' },
    ],
    [
      'its content was changed',
      changed(4, { actor: 'U0B' }),
      { entries: 3, seq: 4, say: 'its content does not give its hash: it was changed after it was written' },
    ],
    [
      'its content cannot be read',
      rewritten(changed(2, { data: '[' }), 1),
      { entries: 1, seq: 2, say: 'its content cannot be read' },
    ],
    [
      'personal data was put beside it',
      changed(2, { personal: { salt: 'a', content: '{}' } }),
      { entries: 1, seq: 2, say: 'personal data was put beside it that it does not know of' },
    ],
    [
      'its personal data was removed',
      changed(3, { personal: null }),
      { entries: 2, seq: 3, say: 'its personal data was removed, and not erased by the app' },
    ],
    [
      'its personal data was changed',
      changed(3, { personal: { salt: '2'.repeat(32), content: '{"name":"Bea"}' } }),
      { entries: 2, seq: 3, say: 'its personal data was changed after it was written' },
    ],
    [
      'only the salt is gone',
      changed(3, { personal: { salt: null, content: '{"name":"Anna 2"}' } }),
      { entries: 2, seq: 3, say: 'its personal data was changed after it was written' },
    ],
    [
      'only the content is gone',
      changed(3, { personal: { salt: '2'.repeat(32), content: null } }),
      { entries: 2, seq: 3, say: 'its personal data was changed after it was written' },
    ],
    [
      'its personal data is gone and nobody said so',
      changed(5, { personal: { salt: null, content: null } }),
      { entries: 5, seq: 5, say: 'its personal data is gone, and no entry says that it was erased' },
    ],
  ])('where %s', async (_, entries, flaw) => {
    expect(await flawOf(entries)).toEqual(flaw);
  });

  it('if it was rewritten, against a head that was kept', async () => {
    const forged = rewritten(changed(1, { actor: 'U0B' }), 1);
    expect(await flawOf(forged)).toBeUndefined();
    const found = forged[2]?.hash.slice(0, 16);
    expect(await flawOf(forged, [head(3)])).toEqual({
      entries: 2,
      seq: 3,
      say: `its hash is ${found}, and ${hashAt(3).slice(0, 16)} was published (the channel): it or an entry before it was rewritten`,
    });
    expect((await flawOf(forged, [head(1)]))?.say).toMatch(/\(the channel\): it was rewritten$/);
    // One that agrees does not make up for one that does not.
    const agreeing = { ...head(3), hash: forged[2]?.hash ?? '' };
    expect((await flawOf(forged, [agreeing, head(3)]))?.seq).toBe(3);
  });

  it('if its tail was cut, against the latest head that was kept', async () => {
    expect(await flawOf(chain.slice(0, 4), [head(5)])).toEqual({
      entries: 4,
      seq: 5,
      say: 'the journal ends before it, and head 5 was published (the channel): at least 1 entry was cut off',
    });
    expect(await flawOf(chain.slice(0, 2), [head(3), head(5), head(4), head(1)])).toEqual({
      entries: 2,
      seq: 3,
      say: 'the journal ends before it, and head 5 was published (the channel): at least 3 entries were cut off',
    });
  });

  it('if something was erased: as much as was said, before the time that was said', async () => {
    const erasing = (data: Entry['data']) => chainOf([...contents, { kind: 'journal.erased', actor: 'app', data }]);
    const gone = (entries: StoredEntry[], ...seqs: number[]) =>
      entries.map((entry) => (seqs.includes(entry.seq) ? { ...entry, personal: { salt: null, content: null } } : entry));
    const after = '2026-06-01T00:00:00.000Z';
    const at3 = chain[2]?.at ?? '';
    expect(await check(gone(erasing({ erased: '1,3', before: after }), 1, 3))).toMatchObject({ ok: true, erased: 2, entries: 6 });
    expect(await check(gone(erasing({ erased: '1,3', before: after }), 1))).toMatchObject({ ok: true, erased: 1 });
    expect(await flawOf(gone(erasing({ erased: '1', before: after }), 1, 3))).toMatchObject({ seq: 3 });
    // An entry of just that time is not before it.
    expect(await flawOf(gone(erasing({ erased: '1-3', before: at3 }), 1, 3))).toMatchObject({ seq: 3 });
    for (const told of [undefined, { erased: '1' }, { before: after }, { erased: 1, before: after }])
      expect(await flawOf(gone(erasing(told), 1))).toMatchObject({ seq: 1 });
    // Another kind of entry explains nothing.
    const other = chainOf([...contents, { kind: 'reveal.journal', actor: 'app', data: { erased: '1', before: after } }]);
    expect(await flawOf(gone(other, 1))).toMatchObject({ seq: 1 });
  });

  it('if something was erased for one customer: only with who and why, and only what lies before', async () => {
    const erasing = (entry: Partial<Entry>) =>
      chainOf([
        ...contents,
        { kind: 'journal.erased', actor: 'cli:ana', data: { erased: '1,3,5' }, ...entry },
        ...contents.slice(0, 1),
      ]);
    const gone = (entries: StoredEntry[], ...seqs: number[]) =>
      entries.map((entry) => (seqs.includes(entry.seq) ? { ...entry, personal: { salt: null, content: null } } : entry));
    const why = { personal: { reason: 'asked by the customer' } };
    expect(await check(gone(erasing(why), 1, 5))).toMatchObject({ ok: true, erased: 2 });
    expect(await flawOf(gone(erasing({}), 1))).toMatchObject({ seq: 1 });
    expect(await flawOf(gone(erasing({ ...why, actor: 'app' }), 1))).toMatchObject({ seq: 1 });
    expect(await flawOf(gone(erasing({ ...why, data: { erased: '1-9' } }), 7))).toMatchObject({ seq: 7 });
  });

  it('how far the newest head from elsewhere is behind: by the time that entries cover, also over a clock that stepped back', async () => {
    const times = ['10:00:00', '10:00:05', '10:00:20', '09:00:00', '09:00:03'];
    const timed = rewritten(
      chain.map((entry, index) => ({ ...entry, at: `2026-11-21T${times[index]}.000Z` })),
      1,
    );
    const at = (seq: number): Head => ({ seq, hash: timed[seq - 1]?.hash ?? '', from: 'a file' });
    const behind = async (...heads: Head[]) => {
      const verdict = await check(timed, heads);
      return verdict.ok ? verdict.behindMs : 'broken';
    };
    expect(await behind(at(5))).toBe(0);
    expect(await behind(at(1), at(3))).toBe(3_000);
    expect(await behind(at(1))).toBe(23_000);
    // What the database itself remembers is not from elsewhere.
    expect(await behind({ ...at(5), isInDatabase: true })).toBeUndefined();
  });

  it('if a restore was accepted: heads of the range that it names are passed over, and no others', async () => {
    const restored = chainOf([
      ...contents,
      { kind: 'journal.restored', actor: 'cli:ana', data: { after: 5, head: { seq: 9, hash: 'ab'.repeat(32) } } },
      ...contents.slice(0, 1),
    ]);
    expect(await check(restored, [head(9, 'ab'.repeat(32)), head(7, 'cd'.repeat(32))])).toMatchObject({
      ok: true,
      passedOver: 2,
    });
    expect(await flawOf(restored, [head(10, 'ab'.repeat(32))])).toMatchObject({ seq: 8 });
    expect(await flawOf(restored, [head(5, 'ab'.repeat(32))])).toMatchObject({ seq: 5 });
  });
});
