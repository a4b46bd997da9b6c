import { expect, test } from 'vitest';
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
const nothing = { now, timeZone: 'Europe/Vienna', canDecide: true, toDecide: [], toDecideTotal: 0, asked: [], askedTotal: 0 };

test('what waits for me can be decided, and what I asked for taken back, right there', () => {
  const home = homeTab({
    ...nothing,
    toDecide: waiting(1),
    toDecideTotal: 1,
    asked: waiting(1),
    askedTotal: 1,
    quick: [{ label: 'Look up a customer', command: 'customer lookup' }],
  });
  expect(buttonsOf(home.blocks)).toEqual([
    'Look up a customer',
    'Approve',
    'Reject',
    'Details',
    'Cancel request',
    'Details',
    'Refresh',
    'Help',
  ]);
});

test('an empty Home says what will show up there', () => {
  const read = readBlocks(homeTab({ ...nothing, quick: [] }).blocks);
  expect(read).toContain('Nothing waits for your decision.');
  expect(read).toContain('You have not asked for anything lately.');
  expect(read).toContain('You have no role in this app yet.');
});

test('who decides nothing is not told that nothing waits', () => {
  expect(readBlocks(homeTab({ ...nothing, canDecide: false, quick: [] }).blocks)).not.toContain('Waiting for you');
});

test('a long queue stays within a message and says how many more there are', () => {
  const message = queueMessage({ ...nothing, toDecide: waiting(40), toDecideTotal: 120, asked: waiting(3), askedTotal: 3 });
  const drawn = buttonsOf(message.blocks).filter((text) => text === 'Approve').length;
  expect(drawn).toBeGreaterThan(3);
  expect(message.blocks.length).toBeLessThanOrEqual(50);
  expect(readBlocks(message.blocks)).toContain(`${120 - drawn} more`);
  expect(buttonsOf(message.blocks)).toContain('Cancel request');
});
