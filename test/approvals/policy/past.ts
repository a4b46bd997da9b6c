import type { PastRequest } from '../../../src/approvals/policy/history.ts';
import type { StoredEntry } from '../../../src/journal/entries.ts';

export const startMs = Date.parse('2026-11-01T08:00:00.000Z');

export type JournalLine = readonly [kind: string, requestId: string | null, actor: string, facts?: unknown];

/** A journal that is written line by line: each entry is numbered, and a minute after the one before. */
export function journalOf(...lines: readonly JournalLine[]): StoredEntry[] {
  return lines.map(([kind, requestId, actor, facts], index) => ({
    seq: index + 1,
    at: new Date(startMs + index * 60_000).toISOString(),
    kind,
    requestId,
    actor,
    data: JSON.stringify({ data: { action: 'voucher.apply', facts } }),
    previousHash: '',
    hash: '',
    keyId: null,
    personal: null,
  }));
}

export async function* pages(...all: readonly StoredEntry[][]): AsyncGenerator<StoredEntry[]> {
  for (const page of all) yield page;
}

/** A request of 10 EUR for customer 1 that ran at once and is done, but for what is reported about it. */
export function past(of: Partial<PastRequest> & { admitted: number }): PastRequest {
  return {
    id: `R${of.admitted}`,
    asker: 'U0A',
    action: 'voucher.apply',
    risk: 'costly',
    amount: { amount: 10, currency: 'EUR' },
    givesMore: false,
    branches: [],
    count: 1,
    beneficiary: 'customer:1',
    around: [],
    alwaysAsks: undefined,
    envelope: undefined,
    isComplete: true,
    askedAt: new Date(startMs + of.admitted * 60_000),
    rule: 'small',
    waitedFor: null,
    approved: undefined,
    ended: { state: 'done', entry: of.admitted },
    ...of,
  };
}
