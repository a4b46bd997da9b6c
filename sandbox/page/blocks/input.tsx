import type { InputBlock } from '@slack/types';
import { useId } from 'react';
import { ElementView } from '../elements/element.tsx';
import { plainText } from '../texts/text.tsx';
import { actionIdOf } from '../values.ts';
import { useSurface } from './surface.tsx';

/** A field of a form: its label, the element, its hint, and what is wrong with it. */
export function InputView({ block, blockId }: { block: InputBlock; blockId: string }) {
  const id = useId();
  const error = useSurface().errors[blockId];
  const described = [error ? `${id}-error` : '', block.hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div className={`block-input ${error ? 'has-error' : ''}`} data-block={blockId}>
      <div className="input-label" id={`${id}-label`} dir="auto">
        {plainText(block.label)}
        {block.optional && <span className="input-optional"> (optional)</span>}
      </div>
      <ElementView
        element={block.element}
        blockId={blockId}
        actionId={actionIdOf(block.element)}
        dispatch={block.dispatch_action === true}
        labelledBy={`${id}-label`}
        describedBy={described || undefined}
      />
      {error && (
        <p className="input-error" id={`${id}-error`} role="alert" dir="auto">
          {error}
        </p>
      )}
      {block.hint && (
        <p className="input-hint" id={`${id}-hint`} dir="auto">
          {plainText(block.hint)}
        </p>
      )}
    </div>
  );
}
