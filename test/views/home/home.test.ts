import { expect, it } from 'vitest';
import { queueMessage } from '../../../src/views/approvals/queue.ts';
import { homeTab } from '../../../src/views/home/home.ts';
import { now, request } from '../props.ts';
import { buttonsOf, readBlocks } from '../read.ts';
import { worlds } from '../worlds.ts';

const [ordinary] = worlds();
const waiting = (count: number) =>
  ordinary === undefined
    ? []
    : Array.from({ length: count }, (_, index) => ({ ...request(ordinary, 'pending'), id: `R${index}` }));
const nothing = {
  now,
  timeZone: 'Europe/Vienna',
  canDecide: true,
  toDecide: [],
  toDecideTotal: 0,
  from: 0,
  open: [],
  openTotal: 0,
  ended: [],
};

it('what waits for me can be decided, and what I asked for taken back, right there', () => {
  const home = homeTab({
    ...nothing,
    toDecide: waiting(1),
    toDecideTotal: 1,
    open: waiting(1),
    openTotal: 1,
    quick: [{ label: 'Look up a customer', command: 'customer lookup' }],
  });
  expect(buttonsOf(home.blocks)).toEqual([
    'Approve',
    'Reject',
    'Details',
    'Look up a customer',
    'Answer',
    'Cancel request',
    'Details',
    'Refresh',
    'Help',
  ]);
});

it('an empty Home says what will show up there', () => {
  const read = readBlocks(homeTab({ ...nothing, quick: [] }).blocks);
  expect(read).toContain('Nothing is waiting for your decision.');
  expect(read).toContain('No recent requests.');
  expect(read).toContain('You don’t have a role in this app yet.');
});

it('who decides nothing is not told that nothing waits', () => {
  expect(readBlocks(homeTab({ ...nothing, canDecide: false, quick: [] }).blocks)).not.toContain('Waiting for you');
});

it('a long queue stays within a message and leads on to the rest', () => {
  const message = queueMessage({ ...nothing, toDecide: waiting(40), toDecideTotal: 120, open: waiting(3), openTotal: 3 });
  const drawn = buttonsOf(message.blocks).filter((text) => text === 'Approve').length;
  expect(drawn).toBeGreaterThan(2);
  expect(message.blocks.length).toBeLessThanOrEqual(50);
  expect(readBlocks(message.blocks)).toContain(`Showing 1–${drawn} of 120`);
  expect(buttonsOf(message.blocks)).toContain('Next');
  expect(buttonsOf(message.blocks)).toContain('Cancel request');
});
