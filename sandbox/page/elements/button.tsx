import type { Button, FeedbackButtons, WorkflowButton } from '@slack/types';
import { pendingKey, useSurface } from '../blocks/surface.tsx';
import { plainText } from '../texts/text.tsx';
import type { ElementProps } from './field.ts';

const STYLES = { primary: 'button-primary', danger: 'button-danger' } as const;

export function ButtonElement({ element, blockId, actionId }: ElementProps<Button>) {
  const surface = useSurface();
  const pending = surface.pending === pendingKey(blockId, actionId, element.value);
  const press = async () => {
    if (pending || !(await surface.confirm(element.confirm))) return;
    if (element.url) window.open(element.url, '_blank', 'noopener,noreferrer');
    // A button with an address tells the app as well.
    surface.send(element, blockId, actionId);
  };
  return (
    <button
      type="button"
      className={`button ${element.style ? STYLES[element.style] : ''} ${pending ? 'pending' : ''}`}
      aria-label={element.accessibility_label}
      aria-busy={pending}
      onClick={() => void press()}
    >
      <span className="button-text" dir="auto">
        {plainText(element.text)}
      </span>
      {element.url && (
        <span className="button-out" aria-hidden="true">
          ↗
        </span>
      )}
    </button>
  );
}

export function FeedbackButtonsElement({ element, blockId, actionId }: ElementProps<FeedbackButtons>) {
  const surface = useSurface();
  return (
    <>
      {[element.positive_button, element.negative_button].map((button) => (
        <button
          key={button.value}
          type="button"
          className="button"
          aria-label={button.accessibility_label}
          onClick={() => surface.send(element, blockId, actionId, { type: element.type, value: button.value, text: button.text })}
        >
          {plainText(button.text)}
        </button>
      ))}
    </>
  );
}

export function WorkflowButtonElement({ element }: ElementProps<WorkflowButton>) {
  return (
    <button type="button" className="button" disabled title="Workflows do not run in the sandbox">
      {plainText(element.text)}
    </button>
  );
}
