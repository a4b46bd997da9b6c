import { expect, it } from 'vitest';
import { offered } from '../../../src/commands/listeners/options.ts';
import { fieldBlocks } from '../../../src/views/form/fields.ts';
import { notSet } from '../../../src/views/form/form.ts';

const branches = Array.from({ length: 150 }, (_, index) => ({ value: String(index + 1), text: `Branch ${index + 1}` }));

/** The id of the list in which the branch is searched. */
function idOf(choices: typeof branches): string {
  const field = { kind: 'select', name: 'branch', label: 'Branch', source: 'branch', choices } as const;
  const [block] = fieldBlocks([field], 'none');
  if (block?.type !== 'input' || !('action_id' in block.element)) throw new Error('no field');
  expect(block.element.type).toBe('external_select');
  return block.element.action_id ?? '';
}

it('a long list offers Not set first if the value can be taken away, and while that can be what is typed', () => {
  const id = idOf([notSet, ...branches]);
  expect(offered(id, '', branches).slice(0, 2)).toEqual([notSet, branches[0]]);
  expect(offered(id, '', branches)).toHaveLength(100);
  expect(offered(id, 'NOT', [])).toEqual([notSet]);
  expect(offered(id, 'Branch 7', branches.slice(6, 7))).toEqual([branches[6]]);
});

it('a long list of what cannot be without a value offers only what was found', () => {
  expect(offered(idOf(branches), '', branches)[0]).toEqual(branches[0]);
});
