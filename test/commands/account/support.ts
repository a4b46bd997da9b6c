import type { ModalView } from '@slack/types';
import { fieldName } from '../../support/form-harness.ts';

/** The labels of a form's fields, in their order. */
export function labelsOf(view: ModalView): string[] {
  return view.blocks.flatMap((block) => (block.type === 'input' && 'label' in block ? [block.label.text] : []));
}

/** What a field of several has to begin with. */
export function multiOf(view: ModalView, name: string): string[] {
  const block = view.blocks.find(({ block_id: id }) => fieldName(id ?? '') === name);
  if (block?.type !== 'input' || !('element' in block) || !('initial_options' in block.element)) return [];
  return (block.element.initial_options ?? []).map(({ value }) => value ?? '');
}
