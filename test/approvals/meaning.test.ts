import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meaningOf } from '../../src/approvals/seal/meaning.ts';
import { voteStatement } from '../../src/approvals/seal/statement.ts';
import { readEntries, type StoredEntry } from '../../src/journal/entries.ts';
import { createSeals } from '../../src/journal/seals.ts';
import { verify } from '../../src/journal/verify.ts';
import { canonicalJson, type Json } from '../../src/lib/json.ts';
import { rewritten } from '../journal/support.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { people } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const entries = () => readEntries(file.database.db, 0, 100_000);
async function* pages(all: readonly StoredEntry[]) {
  yield all;
}
const judge = (all: readonly StoredEntry[]) => verify(pages(all), [], testKeys.find, meaningOf(testKeys.find));
const yes = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'approve' });
const large = async () => {
  const id = await askFor(gate, 250);
  await stateOf(gate, id, 'pending');
  await yes(id, people.lead);
  await yes(id, people.second);
  await stateOf(gate, id, 'done');
  return id;
};

/** What somebody could write who has the key: the chain fits, and what it tells does not. */
async function forged(change: (entry: StoredEntry) => StoredEntry | undefined): Promise<string> {
  const all = (await entries()).flatMap((entry) => change(entry) ?? []).map((entry, index) => ({ ...entry, seq: index + 1 }));
  const verdict = await judge(rewritten(all, 1));
  return verdict.ok ? 'whole' : verdict.flaw.say;
}
const withData = (entry: StoredEntry, change: (data: Record<string, Json>) => Record<string, Json>): StoredEntry => {
  const parts = JSON.parse(entry.data) as { data: Record<string, Json> }; // safe: the app wrote it
  return { ...entry, data: canonicalJson({ ...parts, data: change(parts.data) }) };
};

describe('what the journal tells', () => {
  it('makes sense for what ran at once, waited, was rejected, failed, got lost and was settled', async () => {
    await large();
    const small = await askFor(gate, 10, { customer: 2 });
    await stateOf(gate, small, 'done');
    const rejected = await askFor(gate, 50);
    await stateOf(gate, rejected, 'pending');
    await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'no' });
    gate.backOffice.answers.push('lose-undone');
    const lost = await askFor(gate, 50, { customer: 3 });
    await stateOf(gate, lost, 'pending');
    await yes(lost, people.lead);
    await stateOf(gate, lost, 'unknown');
    await gate.approvals.settle({ id: lost, person: people.lead, happened: true });
    expect(await judge(await entries())).toMatchObject({ ok: true });
  });

  it('is found out when something was sent without a vote that it needed', async () => {
    const id = await large();
    expect(await forged((entry) => (entry.requestId === id && entry.kind === 'request.vote' ? undefined : entry))).toBe(
      `it says that ${id} was sent, which needed 2 approvals, and the entries before it have 1`,
    );
  });

  it('is found out when the asker’s own vote, or one for another request, is counted as one that is needed', async () => {
    const [id, other] = [await large(), await large()];
    const seals = createSeals(testKeys);
    const all = await entries();
    const taken = all.find(({ requestId, kind }) => requestId === id && kind === 'request.pending');
    const seal = (JSON.parse(taken?.data ?? '{}') as { data: { seal: string } }).data.seal;
    const isVote = (entry: StoredEntry) => entry.requestId === id && entry.kind === 'request.vote';
    const own = await forged((entry) => {
      if (!isVote(entry)) return entry;
      const at = new Date('2026-11-21T10:00:00.000Z');
      const vote = { person: people.agent, givenFor: undefined, verdict: 'approve' as const, at };
      const told = { verdict: 'approve', for: null, at: at.toISOString(), seal: seals.seal(voteStatement(seal, vote)) };
      return withData({ ...entry, actor: people.agent }, (data) => ({ ...data, vote: told }));
    });
    expect(own).toContain('which needed 2 approvals, and the entries before it have 1');
    const theirs = all.find(({ requestId, kind }) => requestId === other && kind === 'request.vote');
    expect(await forged((entry) => (isVote(entry) && theirs ? { ...theirs, requestId: id } : entry))).toContain('have 1');
  });

  it('is found out when the same was sent twice, or after its end', async () => {
    const id = await large();
    const all = await entries();
    const sent = all.find(({ requestId, kind }) => requestId === id && kind === 'request.sent');
    const end = all.find(({ requestId, kind }) => requestId === id && kind === 'request.done');
    if (sent === undefined || end === undefined) throw new Error('it was sent and done');
    const twice = rewritten([...all, { ...sent, seq: all.length + 1 }], 1);
    expect(await judge(twice)).toMatchObject({
      ok: false,
      flaw: { seq: all.length + 1, say: expect.stringContaining('already') },
    });
    expect(
      await forged((entry) => (entry === sent || entry.hash === sent.hash ? end : entry.hash === end.hash ? sent : entry)),
    ).toContain('which ended in entry');
  });

  it('is found out when it was sent under no seal, another’s seal, or one over something else', async () => {
    const id = await large();
    const other = await large();
    const sealOf = async (one: string) =>
      (await entries()).find(({ requestId, kind }) => requestId === one && kind === 'request.pending')?.data ?? '';
    const theirs = (JSON.parse(await sealOf(other)) as { data: Record<string, Json> }).data;
    const atPending = (change: (data: Record<string, Json>) => Record<string, Json>) =>
      forged((entry) => (entry.requestId === id && entry.kind === 'request.pending' ? withData(entry, change) : entry));
    const unsealed = `it says that ${id} was sent, and no entry has the seal under which that was allowed`;
    expect(await atPending(({ sealed: _, seal: __, ...rest }) => rest)).toBe(unsealed);
    expect(await atPending((data) => ({ ...data, sealed: theirs.sealed ?? null, seal: theirs.seal ?? null }))).toBe(unsealed);
    expect(await atPending((data) => ({ ...data, sealed: { ...(data.sealed as Record<string, Json>), require: 'none' } }))).toBe(
      unsealed,
    );
  });

  it('is found out when another version is told of that no offer made, that was declined, or that somebody else accepted', async () => {
    const id = await askFor(gate, 250, { customer: 31 });
    await stateOf(gate, id, 'pending');
    await gate.approvals.offers.make({ id, person: people.lead, revision: 0, choice: '50', reason: 'Less', origin: 'one form' });
    const offer = (await gate.approvals.postedMessages.load(id))?.offers[0]?.id ?? '';
    await gate.approvals.offers.accept({ id, person: people.agent, offer });
    await stateOf(gate, id, 'done');
    expect(await forged((entry) => entry)).toBe('whole');
    const strange = `it says that an offer made another version of ${id}, and no entry before it has an offer that stood and could be accepted so`;
    const isOf = (kind: string) => (entry: StoredEntry) => entry.requestId === id && entry.kind === kind;
    const [isOffer, isRevised] = [isOf('request.offered'), isOf('request.revised')];
    expect(await forged((entry) => (isOffer(entry) ? undefined : entry))).toBe(strange);
    expect(await forged((entry) => (isOffer(entry) ? { ...entry, kind: 'request.offer-declined' } : entry))).toBe(strange);
    expect(await forged((entry) => (isOffer(entry) ? { ...entry, actor: people.agent } : entry))).toBe(strange);
    expect(await forged((entry) => (isRevised(entry) ? { ...entry, actor: people.lead } : entry))).toBe(strange);
    expect(await forged((entry) => (isRevised(entry) ? withData(entry, (data) => ({ ...data, offer: 'another' })) : entry))).toBe(
      strange,
    );
  });
});
