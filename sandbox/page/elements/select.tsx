import type { Select } from '@slack/types';
import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../workspace.ts';
import { type ElementProps, useField } from './field.ts';
import { SelectList } from './select-list.tsx';
import { chosenLines, memberOf } from './select-source.ts';

/** A select of one: static, from the app, a person, a channel, a conversation. */
export function SelectElement(props: ElementProps<Select>) {
  const { element, blockId, actionId, dispatch } = props;
  const { state, at } = useWorkspace();
  const field = useField(props);
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [chosen] = chosenLines(element, field.value, state);
  const placeholder = element.placeholder?.text ?? 'Choose an option';
  const id = `${blockId}-${actionId}-value`.replaceAll(/[^\w-]/g, '_');

  const wantsCurrent =
    element.type === 'conversations_select' && element.default_to_current_conversation === true && !element.initial_conversation;
  const settled = useRef(false);
  useEffect(() => {
    if (settled.current || !wantsCurrent || chosen || at === 'home') return;
    settled.current = true;
    field.set({ selected_conversation: at });
  });

  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  };
  const { 'aria-label': label, ...aria } = field.aria;
  return (
    <div className="select">
      <button
        ref={anchor}
        type="button"
        className={`select-button ${chosen ? '' : 'select-empty'}`}
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-label={label ? `${label}${chosen ? `: ${chosen.label}` : ''}` : undefined}
        {...aria}
        data-autofocus={element.focus_on_load || undefined}
        onClick={() => setOpen((now) => !now)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <span className="select-value" dir="auto" id={id}>
          {chosen?.label ?? placeholder}
        </span>
        <span className="caret" aria-hidden="true" />
      </button>
      {chosen && !dispatch && (
        <button
          type="button"
          className="select-clear"
          aria-label="Clear the choice"
          onClick={() => void field.choose({ [memberOf(element)]: null })}
        >
          ×
        </button>
      )}
      {open && (
        <SelectList
          anchor={anchor}
          element={element}
          blockId={blockId}
          actionId={actionId}
          label={placeholder}
          chosen={chosen ? [chosen.value] : []}
          multi={false}
          onChoose={(line) => {
            close(true);
            void field.choose({ [memberOf(element)]: line.chosen });
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
