import { describe, expect, it } from 'vitest';
import { envelopeFact, roomFor } from '../../../src/approvals/envelopes/room.ts';
import { createGiven, type Given } from '../../../src/approvals/given.ts';
import { handClock } from '../../support/clock.ts';

const clock = handClock('2026-11-21T10:00:00Z');
const askedAt = Date.parse('2026-11-21T09:00:00Z');
const room = { template: 7, branch: 1, most: 3, until: '2026-11-21T12:00:00Z', askedAt, left: 2 };
const given = (more: Partial<typeof room> = {}): Given => ({
  ...createGiven({}),
  roomIn: (id) => (id === 'E' ? { ...room, ...more, hasDrawn: (target) => target === 'customer:1' } : undefined),
});
const tree = new Map([
  [1, null],
  [2, 1],
  [3, null],
]);
const wanted = { template: { id: 7 }, party: { target: 'customer:2', around: [] }, branches: [1], tree };
const inRoom = (more: Partial<Parameters<typeof roomFor>[3]> = {}, of: Partial<typeof room> = {}) =>
  roomFor({ clock }, given(of), { id: 'E', except: undefined }, { ...wanted, ...more });

describe('the room in an envelope', () => {
  it('is for a customer of its branch, or of one below it, and its template', () => {
    expect(inRoom()).toEqual({ left: 2, endsInMs: 2 * 3_600_000, askedAt });
    expect(inRoom({ branches: [2] })).toBeDefined();
    for (const branches of [[3], [undefined], [], [1, 3]]) expect(inRoom({ branches })).toBeUndefined();
    expect(inRoom({ tree: 'unreadable' })).toBeUndefined();
    expect(inRoom({ template: { id: 8 } })).toBeUndefined();
    expect(inRoom({ template: undefined })).toBeUndefined();
  });

  it('is for no business account, so that nobody draws for their own through its members', () => {
    expect(inRoom({ party: { target: 'account:3', around: ['customer:2'] } })).toBeUndefined();
    expect(inRoom({ party: undefined })).toBeUndefined();
  });

  it('is for nobody a second time, none when it is empty, and none from its last instant on', () => {
    expect(inRoom({ party: { target: 'customer:1', around: [] } })).toBeUndefined();
    expect(inRoom({}, { left: 0 })).toBeUndefined();
    expect(inRoom({}, { until: '2026-11-21T10:00:00Z' })).toBeUndefined();
    expect(inRoom({}, { until: '2026-11-21T10:00:00.001Z' })).toMatchObject({ endsInMs: 1 });
  });

  it('is not known over a range that a restored database lost, or while the journal is not whole', () => {
    const fact = (gap: Date | undefined) =>
      envelopeFact({ clock }, { given: given() }, { id: 'E', except: undefined, gap }, wanted);
    expect(fact(undefined)).toMatchObject({ id: 'E', left: 2 });
    expect(fact(new Date(askedAt - 1))).toMatchObject({ id: 'E' });
    expect(fact(new Date(askedAt))).toBeUndefined();
    expect(
      envelopeFact({ clock }, { trouble: 'entry 3' }, { id: 'E', except: undefined, gap: undefined }, wanted),
    ).toBeUndefined();
  });
});
