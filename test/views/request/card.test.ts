import { describe, expect, it } from 'vitest';
import { requestCard, requestModal } from '../../../src/views/request/card.ts';
import { notificationMessage } from '../../../src/views/request/notification.ts';
import type { RequestAudience, RequestView } from '../../../src/views/request/view.ts';
import { requestStates, stateWords } from '../../../src/views/request/words.ts';
import { now, reading } from '../props.ts';
import { buttonObjects, buttonsOf, readBlocks } from '../read.ts';

const pending: RequestView = {
  id: '7F3KQ2M9XA',
  state: 'pending',
  label: 'Apply a voucher',
  risk: 'costly',
  plain: { title: 'Apply 50 EUR to A.N. · customer 42', warning: 'It is told by e-mail.', undo: 'It cannot be taken back.' },
  asker: 'U0AGENT1',
  askedAt: now,
  reason: 'Scooter broke down',
  rule: { name: 'goodwill', role: 'lead', count: 2 },
  votes: [],
  questions: [],
  decideBy: new Date('2026-11-21T17:05:00Z'),
  approvers: { named: ['U0LEAD1', 'U0LEAD2'], others: 3 },
};
const card = (change: Partial<RequestView>, audience: RequestAudience = 'channel') =>
  requestCard({ ...pending, ...change }, reading(audience));

it.each(requestStates)('a card that is %s carries the word of its state, in its blocks and first in its text', (state) => {
  for (const audience of ['channel', 'approver', 'asker'] as const) {
    const message = card({ state }, audience);
    expect(readBlocks(message.blocks)).toContain(stateWords[state]);
    expect(message.text.startsWith(`${stateWords[state]}: `)).toBe(true);
  }
});

describe('buttons are only where they work', () => {
  const expected: Record<string, { approvers: string[]; asker: string[] }> = {
    pending: { approvers: ['Approve', 'Reject', 'Ask back'], asker: ['Cancel request'] },
    rejected: { approvers: [], asker: ['Ask again'] },
    unknown: { approvers: ['Look again', 'It happened', 'It did not happen'], asker: [] },
    stale: { approvers: [], asker: ['Ask again'] },
    expired: { approvers: [], asker: ['Ask again'] },
    failed: { approvers: [], asker: ['Ask again'] },
  };

  it.each(requestStates)('%s', (state) => {
    const { approvers, asker } = expected[state] ?? { approvers: [], asker: [] };
    expect(buttonsOf(card({ state }, 'channel').blocks)).toEqual([...approvers, 'Details']);
    expect(buttonsOf(card({ state }, 'approver').blocks)).toEqual([...approvers, 'Details']);
    expect(buttonsOf(card({ state }, 'asker').blocks)).toEqual([...asker, 'Details']);
    // Where the details are what is shown, no button leads to them.
    expect(buttonsOf(requestModal({ ...pending, state }, reading('approver')).blocks)).toEqual(approvers);
  });

  it('what was done in part offers the one who asked, and nobody else, to try the failed ones again', () => {
    const done = { state: 'done', failedInPart: true } as const;
    expect(buttonsOf(card(done, 'asker').blocks)).toEqual(['Try the failed ones again', 'Details']);
    for (const audience of ['channel', 'approver'] as const) expect(buttonsOf(card(done, audience).blocks)).toEqual(['Details']);
    expect(buttonsOf(card({ state: 'unknown', failedInPart: true }, 'asker').blocks)).toEqual(['Details']);
  });

  it('each carries the id of the request and nothing else', () => {
    for (const audience of ['approver', 'asker'] as const) {
      for (const { value } of buttonObjects(card({}, audience).blocks)) expect(value).toBe('7F3KQ2M9XA');
    }
  });

  it('one press approves; what cannot be undone or touches many asks once more', () => {
    const asks = (risk: RequestView['risk']) =>
      buttonObjects(card({ risk }).blocks).find(({ text }) => text === 'Approve')?.confirm;
    expect([asks('routine'), asks('sensitive'), asks('costly'), asks('destructive'), asks('bulk')]).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('the card says', () => {
  it('what is needed, by when and in which zone, why and by whom it was asked', () => {
    const read = readBlocks(card({}).blocks);
    for (const part of [
      'needs 2 leads by 18:05 CET',
      'Scooter broke down',
      'Asked by @U0AGENT1',
      'rule “goodwill”',
      'request 7F3KQ2M9XA',
      'It cannot be taken back.',
    ]) {
      expect(read).toContain(part);
    }
  });

  it('how many are still missing after the first yes', () => {
    const votes = [{ user: 'U0LEAD1', verdict: 'yes' as const, at: now }];
    expect(readBlocks(card({ votes }).blocks)).toContain('1 of 2 approvals, 1 more needed by 18:05');
    expect(readBlocks(card({ votes }).blocks)).toContain('@U0LEAD1 approved, 14:05');
  });

  it('names of possible approvers to the asker alone, so that a channel calls nobody', () => {
    expect(readBlocks(card({}, 'asker').blocks)).toContain('any 2 of @U0LEAD1, @U0LEAD2 and 3 others');
    expect(readBlocks(card({}, 'channel').blocks)).not.toContain('@U0LEAD');
  });

  it('who said no and why', () => {
    const votes = [{ user: 'U0LEAD2', verdict: 'no' as const, at: now, reason: 'too much' }];
    expect(readBlocks(card({ state: 'rejected', votes }).blocks)).toContain('Rejected · by @U0LEAD2: too much');
  });

  it('which of the two clocks ran out', () => {
    expect(readBlocks(card({ state: 'expired', expired: 'not-decided' }).blocks)).toContain('not decided in time');
    expect(readBlocks(card({ state: 'expired', expired: 'not-executed' }).blocks)).toContain(
      'approved, but not carried out in time',
    );
  });

  it('the difference, after the facts changed', () => {
    const read = readBlocks(
      card({ state: 'stale', differences: [{ label: 'Block state', before: 'NOT_BLOCKED', after: 'BLOCKED' }] }).blocks,
    );
    expect(read).toContain('Block state: NOT_BLOCKED → BLOCKED');
  });

  it('who settled an outcome that nobody knew', () => {
    expect(readBlocks(card({ state: 'done', settledBy: 'U0LEAD1' }).blocks)).toContain('@U0LEAD1 checked: it happened');
    expect(readBlocks(card({ state: 'failed', settledBy: 'U0LEAD1' }).blocks)).toContain('@U0LEAD1 checked: it did not happen');
  });

  it('that an unknown outcome is not repeated, and what to do about it', () => {
    expect(readBlocks(card({ state: 'unknown' }).blocks)).toContain(
      'It isn’t repeated. Check in the back office, then say what happened.',
    );
  });

  it('no warning to decide by, once it is decided', () => {
    expect(readBlocks(card({ state: 'done' }).blocks)).not.toContain('Careful');
    expect(card({ state: 'done' }).text).not.toContain('Careful');
  });
});

describe('a notification', () => {
  const props = {
    id: pending.id,
    state: 'done' as const,
    plain: pending.plain,
    asker: { id: 'U0AGENT1', name: 'Mira' },
    decidedBy: [{ id: 'U0LEAD1', name: 'Jo' }],
  };

  it('is one line that links to the card', () => {
    const url = 'https://workspace.example/archives/C1/p1';
    const message = notificationMessage({ ...props, cardUrl: url });
    expect(message.text).toBe(
      `Done: Apply 50 EUR to A.N. · customer 42 · asked by Mira · approved by Jo · <${url}|request 7F3KQ2M9XA>`,
    );
    expect(message.blocks).toHaveLength(1);
    expect(JSON.stringify(message.blocks)).toContain(`"url":"${url}"`);
  });

  it('calls nobody whose name is known', () => {
    expect(JSON.stringify(notificationMessage(props))).not.toContain('U0');
  });
});
