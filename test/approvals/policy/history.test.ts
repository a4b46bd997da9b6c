import { expect, it } from 'vitest';
import { readHistory } from '../../../src/approvals/policy/history.ts';
import { type JournalLine, journalOf, pages, startMs } from './past.ts';

const facts = {
  risk: 'costly',
  rule: 'goodwill',
  touches: 1,
  beneficiary: 'customer:1',
  branch: 2,
  amount: { amount: 50, currency: 'EUR' },
};
const minute = (number: number) => new Date(startMs + number * 60_000);

it('a request that waited is read with what it was judged by, whom it waited for, and how it ended', async () => {
  const [first, ...rest] = await readHistory(
    pages(
      journalOf(
        ['request.asked', 'A', 'U0A'],
        ['request.pending', 'A', 'U0A', { ...facts, touches: 3, role: 'lead', count: 2 }],
        ['request.vote', 'A', 'U0L', { have: 1, need: 2 }],
        ['request.approved', 'A', 'U0M', { have: 2, need: 2 }],
        ['request.running', 'A', 'app'],
        ['request.done', 'A', 'app'],
      ),
    ),
  );
  expect(rest).toEqual([]);
  expect(first).toEqual({
    id: 'A',
    asker: 'U0A',
    action: 'voucher.apply',
    risk: 'costly',
    amount: { amount: 50, currency: 'EUR' },
    givesMore: false,
    branches: [2],
    count: 3,
    beneficiary: 'customer:1',
    around: [],
    alwaysAsks: undefined,
    isComplete: true,
    askedAt: minute(0),
    admitted: 2,
    rule: 'goodwill',
    waitedFor: { role: 'lead', count: 2 },
    approved: 4,
    ended: { state: 'done', entry: 6 },
  });
});

it('one that ran at once waited for nobody, and its approval is no vote', async () => {
  const history = await readHistory(
    pages(
      journalOf(
        ['request.asked', 'A', 'U0A'],
        ['request.approved', 'A', 'U0A', { ...facts, rule: null }],
        ['request.running', 'A', 'app'],
      ),
    ),
  );
  expect(history).toMatchObject([{ waitedFor: null, rule: null, approved: undefined, ended: undefined, admitted: 2 }]);
});

it('what was changed while it waited is judged as it is now', async () => {
  const [first, ...rest] = await readHistory(
    pages(
      journalOf(
        ['request.asked', 'A', 'U0A'],
        ['request.pending', 'A', 'U0A', { ...facts, role: 'lead', count: 2 }],
        [
          'request.revised',
          'A',
          'U0A',
          { ...facts, rule: 'small', amount: { amount: 20, currency: 'EUR' }, role: 'senior', count: 1 },
        ],
        ['request.approved', 'A', 'U0M', { have: 1, need: 1 }],
      ),
    ),
  );
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    ...{ amount: { amount: 20 }, rule: 'small', waitedFor: { role: 'senior', count: 1 } },
    ...{ askedAt: minute(0), admitted: 3, approved: 4 },
  });
  const atOnce = await readHistory(
    pages(journalOf(['request.pending', 'A', 'U0A', { ...facts, role: 'lead' }], ['request.revised', 'A', 'U0A', facts])),
  );
  expect(atOnce).toMatchObject([{ waitedFor: null }]);
});

it.each(['rejected', 'expired', 'cancelled', 'stale', 'done', 'failed'])('one that ended as %s is read so', async (state) => {
  const history = await readHistory(pages(journalOf(['request.pending', 'A', 'U0A', facts], [`request.${state}`, 'A', 'app'])));
  expect(history).toMatchObject([{ ended: { state, entry: 2 }, approved: undefined }]);
});

it('an outcome that nobody knows has not ended; who settles it ends it', async () => {
  const lines: JournalLine[] = [
    ['request.approved', 'A', 'U0A', facts],
    ['request.unknown', 'A', 'app'],
  ];
  expect(await readHistory(pages(journalOf(...lines)))).toMatchObject([{ ended: undefined }]);
  expect(await readHistory(pages(journalOf(...lines, ['request.failed', 'A', 'U0L'])))).toMatchObject([
    { ended: { state: 'failed', entry: 3 } },
  ]);
});

it('requests are in the order in which they began to wait or to run, over the ends of pages', async () => {
  const all = journalOf(
    ['request.asked', 'A', 'U0A'],
    ['request.asked', 'B', 'U0B'],
    ['request.pending', 'B', 'U0B', facts],
    ['request.approved', 'A', 'U0A', facts],
    ['request.rejected', 'B', 'U0L'],
  );
  const history = await readHistory(pages(all.slice(0, 1), all.slice(1, 3), [], all.slice(3)));
  expect(history).toMatchObject([
    { id: 'B', askedAt: minute(1), ended: { state: 'rejected', entry: 5 } },
    { id: 'A', askedAt: minute(0), ended: undefined },
  ]);
});

it('an entry of a version that noted less is read as far as it goes, and said to be incomplete', async () => {
  const old = { risk: 'sensitive', rule: null };
  expect(await readHistory(pages(journalOf(['request.pending', 'A', 'U0A', old])))).toEqual([
    expect.objectContaining({
      isComplete: false,
      count: 1,
      amount: undefined,
      branches: [undefined],
      beneficiary: undefined,
      waitedFor: { role: '', count: 1 },
      askedAt: minute(0),
    }),
  ]);
});

it('what is refused, of no request, or not what the app writes, is passed over', async () => {
  const broken = { ...journalOf(['request.pending', 'C', 'U0A'])[0], data: '{' } as ReturnType<typeof journalOf>[number]; // safe: journalOf gave one entry
  const history = await readHistory(
    pages(
      journalOf(
        ['request.asked', 'A', 'U0A'],
        ['request.refused', 'A', 'app', { code: 'refused' }],
        ['reveal.customer', null, 'U0A', facts],
        ['request.pending', null, 'U0A', facts],
        ['request.pending', 'B', 'U0A', { ...facts, risk: 'hair-raising' }],
        ['request.done', 'B', 'app'],
        ['request.noted', 'D', 'app', facts],
      ),
      [broken],
    ),
  );
  expect(history).toEqual([]);
});
