import { describe, expect, it } from 'vitest';
import { forget } from '../../src/approvals/forget.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { pagesOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { people } from '../support/people.ts';

const dayMs = 24 * 3_600_000;

describe('personal data older than the policy keeps it', () => {
  const fresh = fileDatabase();

  it('is erased if the request is over, stays if it is open, and the journal says how many and stays whole', async () => {
    const { database } = fresh;
    const gate = openGate(database);
    try {
      const done = await askFor(gate, 10, { customer: 1 });
      await stateOf(gate, done, 'done');
      await gate.deps.db.transaction().execute((tx) =>
        gate.deps.journal.append(tx, {
          kind: 'reveal.customer',
          actor: people.agent,
          data: { customer: 1 },
          personal: { reason: 'ticket' },
        }),
      );
      const open = await askFor(gate, 50, { customer: 2 });
      await stateOf(gate, open, 'pending');
      await gate.stop();
      const source = { entries: (after: number, limit: number) => readEntries(database.db, after, limit) };
      const before = await readEntries(database.db, 0, 100);

      expect(await forget(gate.deps, null)).toBe('done');
      gate.clock.forward(30 * dayMs - 60_000);
      expect(await forget(gate.deps, 30 * dayMs)).toEqual({ againInMs: 3_600_000 });
      expect(await readEntries(database.db, 0, 100)).toEqual(before);

      gate.clock.forward(dayMs);
      await forget(gate.deps, 30 * dayMs);
      const after = await readEntries(database.db, 0, 100);
      const gone = after.filter(({ personal }) => personal !== null && personal.content === null);
      expect(gone.length).toBe(before.filter(({ personal, requestId }) => personal !== null && requestId !== open).length);
      expect(gone.every(({ personal, requestId }) => personal?.salt === null && requestId !== open)).toBe(true);
      expect(after.filter(({ requestId }) => requestId === open)).toEqual(before.filter(({ requestId }) => requestId === open));
      const last = after.at(-1);
      expect(last).toMatchObject({ kind: 'journal.erased', actor: 'app' });
      expect(JSON.parse(last?.data ?? '{}')).toMatchObject({ data: { entries: gone.length, requests: 1 } });
      expect(await verify(pagesOf(source), [], testKeys.find)).toMatchObject({ ok: true, erased: gone.length });

      expect(await gate.approvals.postedMessages.load(done)).toMatchObject({
        state: 'done',
        reason: '',
        input: null,
        preview: undefined,
        outcome: undefined,
      });
      expect(await gate.approvals.postedMessages.load(open)).toMatchObject({
        reason: 'Waited in the rain',
        input: { customer: 2, amount: 50 },
      });

      // Nothing is left to erase: nothing is written.
      await forget(gate.deps, 30 * dayMs);
      expect(await readEntries(database.db, 0, 100)).toHaveLength(after.length);
    } finally {
      await gate.stop();
    }
  });
});
