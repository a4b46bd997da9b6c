import { expect, it } from 'vitest';
import { briefMessage } from '../../../src/views/request/brief.ts';
import { now, request } from '../props.ts';
import { buttonsOf, readBlocks } from '../read.ts';
import { worlds } from '../worlds.ts';

const [world] = worlds();
const reading = { now, timeZone: 'Europe/Vienna', audience: 'asker' } as const;
const of = (state: Parameters<typeof request>[1]) => {
  if (world === undefined) throw new Error('no world');
  return { ...request(world, state), customer: { customer: 42, branch: 1 } };
};

it('what a locked phone shows of it names nobody and gives no reason', () => {
  const view = { ...of('rejected'), votes: [{ user: 'U0LEAD1', verdict: 'no' as const, at: now, reason: 'Anna Nowak lies' }] };
  const message = briefMessage(
    { ...view, headline: 'Apply voucher to A.N. · customer 42', plain: { title: 'Apply voucher to Anna Nowak' } },
    reading,
  );
  expect(message.text).toBe('Rejected: Apply voucher to A.N. · customer 42');
  expect(readBlocks(message.blocks)).toContain('Anna Nowak lies');
});

it('after a rejection the asker can ask again, after Done they are led back to the customer', () => {
  expect(buttonsOf(briefMessage(of('rejected'), reading).blocks)).toEqual(['Ask again', 'Back to the customer', 'Details']);
  expect(buttonsOf(briefMessage(of('done'), reading).blocks)).toEqual(['Back to the customer', 'Details']);
});

it('when facts changed it says which', () => {
  const view = { ...of('stale'), differences: [{ label: 'Block state', before: 'NOT_BLOCKED', after: 'BLOCKED' }] };
  expect(readBlocks(briefMessage(view, reading).blocks)).toContain('Block state: NOT_BLOCKED → BLOCKED');
});
