import type { MultiSelect as MultiSelectElement } from '@slack/types';
import { useRef, useState } from 'react';
import { useWorkspace } from '../workspace.ts';
import { type ElementProps, useField } from './field.ts';
import { SelectList } from './select-list.tsx';
import { chosenLines, type Line, memberOf } from './select-source.ts';

/** A select of several: what is chosen is as chips, each with a button that takes it out again. */
export function MultiSelect(props: ElementProps<MultiSelectElement>) {
  const { element, blockId, actionId } = props;
  const { state } = useWorkspace();
  const field = useField(props);
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = chosenLines(element, field.value, state);
  const placeholder = element.placeholder?.text ?? 'Choose options';
  const full = element.max_selected_items !== undefined && chosen.length >= element.max_selected_items;

  const take = (lines: readonly Line[]) => void field.choose({ [memberOf(element)]: lines.map((line) => line.chosen) });
  const toggle = (line: Line) => {
    const without = chosen.filter(({ value }) => value !== line.value);
    if (without.length === chosen.length && full) return;
    take(without.length < chosen.length ? without : [...chosen, line]);
  };
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  };
  const { 'aria-label': label, ...aria } = field.aria;
  return (
    <div className="select multi">
      {chosen.map((line) => (
        <span key={line.value} className="chip">
          <span className="chip-text" dir="auto">
            {line.label}
          </span>
          <button type="button" className="chip-remove" aria-label={`Remove ${line.label}`} onClick={() => toggle(line)}>
            ×
          </button>
        </span>
      ))}
      <button
        ref={anchor}
        type="button"
        className="select-button select-empty"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${blockId}-${actionId}-list`.replaceAll(/[^\w-]/g, '_')}
        aria-label={label}
        {...aria}
        data-autofocus={element.focus_on_load || undefined}
        onClick={() => setOpen((now) => !now)}
      >
        <span className="select-value" dir="auto">
          {full ? `At most ${element.max_selected_items}` : placeholder}
        </span>
        <span className="caret" aria-hidden="true" />
      </button>
      {open && (
        <SelectList
          anchor={anchor}
          element={element}
          blockId={blockId}
          actionId={actionId}
          label={placeholder}
          chosen={chosen.map(({ value }) => value)}
          multi
          onChoose={toggle}
          onClose={close}
        />
      )}
    </div>
  );
}
