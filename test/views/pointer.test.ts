import { expect, it } from 'vitest';
import { baseOf, idPattern, uniqueId } from '../../src/views/ids.ts';
import { readPointer, writePointer } from '../../src/views/pointer.ts';

it('a pointer survives the way through Slack', () => {
  const pointer = { action: 'card.assign', request: '7F3KQ2M9XA', customer: 42, branch: 1, page: 0, from: 'profile' };
  expect(readPointer(writePointer(pointer))).toEqual(pointer);
});

it('what is not a pointer is nothing, whatever it says', () => {
  for (const value of [
    undefined,
    '',
    'customer:',
    'customer:1e9',
    'customer:-1',
    'admin:1',
    '__proto__:1',
    `action:${'x'.repeat(101)}`,
    'action:<!channel>',
  ]) {
    expect(readPointer(value)).toEqual({});
  }
});

it('an id is routed by its base alone', () => {
  const id = uniqueId('request.approve', '7F3K');
  expect(baseOf(id)).toBe('request.approve');
  expect([
    idPattern('request.approve').test(id),
    idPattern('request.approve').test('request.approve'),
    idPattern('request').test(id),
    idPattern('requestXapprove').test(id),
  ]).toEqual([true, true, false, false]);
});
