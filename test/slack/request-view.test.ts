import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../src/approvals/request.ts';
import { requestView } from '../../src/slack/request-view.ts';

/** What is shown of facts that changed, in a card whose channel's version has `changes`. */
function differencesFor(audience: 'asker' | 'channel', [label, before, after]: readonly [string, string, string], mask = true) {
  const record = {
    ...{ state: 'stale', snapshot: {}, input: {}, reason: '', votes: [], questions: [], offers: [], subjects: [] },
    preview: {
      one: { title: '' },
      many: { title: '', changes: [{ label: 'Street', before: '••••', after: '•••• (a different one)' }] },
    },
    differences: [{ label, before, after }],
  };
  // safe: a view needs no more of a request
  const view = requestView(record as unknown as RequestRecord, {
    label: '',
    audience,
    policy: {
      tickets: null,
      dashboardLink: { customer: null, account: null, card: null },
      privacy: { mask, media: 'never', forgetAfterMs: null },
    },
  });
  return view?.differences?.map((one) => `${one.before} → ${one.after}`)[0];
}

describe('the facts that changed', () => {
  it.each([
    [
      ['E-mail', 'lena@example.org', 'lisa@example.org'],
      'l…@example.org → l…@example.org (its domain stays, the name before the @ changes)',
    ],
    [['Phone', '+43 660 1000010', '+43 664 2222010'], '•••010 → •••010 (another number)'],
    [['Birth date', '1990-01-02', '1990-02-01'], '1990 → 1990 (a different one)'],
    [['Valid from', '2026-01-02', '2026-02-01'], '2026-01-02 → 2026-02-01'],
    [['Street', 'Hauptstr. 5', 'Ring 1'], 'Hauptstr. 5 → Ring 1'],
  ] as const)('are masked for one reader as in a profile, and told apart: %s', (fact, shown) => {
    expect(differencesFor('asker', fact)).toBe(shown);
  });

  it('are whole for one reader where the policy masks nothing', () => {
    expect(differencesFor('asker', ['E-mail', 'a@b.example', 'c@b.example'], false)).toBe('a@b.example → c@b.example');
  });

  it.each([
    [['E-mail', 'lena@example.org', 'lena@evil.example'], '•••• → •••• (its domain changes)'],
    [['Street', 'Hauptstr. 5', 'Ring 1'], '•••• → •••• (a different one)'],
    [['Branch', 'Vienna', 'Graz'], 'Vienna → Graz'],
  ] as const)('show many neither of what is hidden, and how they differ: %s', (fact, shown) => {
    expect(differencesFor('channel', fact)).toBe(shown);
  });
});
