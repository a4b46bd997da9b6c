import type {
  EmailInput,
  NumberInput,
  PlainTextInput,
  RichTextBlock,
  RichTextInput as RichTextInputElement,
  URLInput,
} from '@slack/types';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type ElementProps, useField } from './field.ts';

type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput;

const KINDS = {
  plain_text_input: { type: 'text', inputMode: 'text' },
  email_text_input: { type: 'text', inputMode: 'email' },
  url_text_input: { type: 'text', inputMode: 'url' },
  number_input: { type: 'text', inputMode: 'decimal' },
} as const;

/** How long the page waits after a keystroke before it tells the app, as Slack does. */
const TYPING_MS = 300;
/** From how much of the greatest length on the counter is shown. */
const COUNTER_FROM = 0.7;

export function TextInput(props: ElementProps<TextElement>) {
  const { element, dispatch } = props;
  const field = useField(props);
  const value = typeof field.value?.value === 'string' ? field.value.value : '';
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(field);
  latest.current = field;
  useEffect(() => () => clearTimeout(timer.current), []);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const multiline = element.type === 'plain_text_input' && element.multiline === true;

  const write = (text: string) => {
    field.set({ value: text === '' ? null : text });
    if (!dispatch || !triggers.includes('on_character_entered')) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current.tell(), TYPING_MS);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || multiline) return;
    if (!dispatch || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    field.tell();
  };
  const shared = {
    className: 'input',
    value,
    placeholder: element.placeholder?.text,
    onKeyDown,
    dir: 'auto',
    'data-autofocus': element.focus_on_load || undefined,
    ...field.aria,
  };
  return (
    <div className="text-input">
      {multiline ? (
        <textarea {...shared} rows={4} onChange={(event) => write(event.target.value)} />
      ) : (
        <input {...shared} {...KINDS[element.type]} autoComplete="off" onChange={(event) => write(event.target.value)} />
      )}
      {element.type === 'plain_text_input' && <Counter length={value.length} element={element} />}
    </div>
  );
}

function Counter({ length, element }: { length: number; element: PlainTextInput }) {
  const { min_length: least, max_length: most } = element;
  if (least !== undefined && length > 0 && length < least) {
    return <p className="counter counter-bad">{least - length} more characters needed</p>;
  }
  if (most === undefined || length < most * COUNTER_FROM) return null;
  return (
    <p className={`counter ${length > most ? 'counter-bad' : ''}`}>
      {length > most ? `${length - most} characters too many` : `${most - length} characters left`}
    </p>
  );
}

/** Slack's formatted text field, with plain text only: what is typed is sent as one rich text section. */
export function RichTextInput(props: ElementProps<RichTextInputElement>) {
  const field = useField(props);
  return (
    <textarea
      className="input"
      rows={props.element.min_lines ?? 4}
      placeholder={props.element.placeholder?.text}
      dir="auto"
      value={textOf(field.value?.rich_text_value)}
      {...field.aria}
      onChange={(event) => field.set({ rich_text_value: event.target.value === '' ? null : richText(event.target.value) })}
      onBlur={() => {
        if (props.dispatch) field.tell();
      }}
    />
  );
}

function richText(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('elements' in value)) return '';
  const { elements } = value as RichTextBlock; // safe: the field's own value, or the view's initial one
  return elements
    .map((section) => section.elements.map((part) => ('text' in part && typeof part.text === 'string' ? part.text : '')).join(''))
    .join('\n');
}
