import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { useRef } from 'react';
import { epochOfWallClock, wallClockOf } from '../texts/dates.ts';
import { useWorkspace } from '../workspace.ts';
import { type ElementProps, type FieldHandle, useField } from './field.ts';

/** The browser's own date and time fields: they work by keyboard, by screen reader and on a phone. */
type NativeProps = {
  type: 'date' | 'time' | 'datetime-local';
  field: FieldHandle;
  value: string;
  dispatch: boolean;
  read(text: string): Record<string, unknown>;
  note?: string;
};

function Native({ type, field, value, dispatch, read, note }: NativeProps) {
  const told = useRef(value);
  // While a date is typed every keystroke is a date; the app hears of it when the field is left, or on Enter.
  const tell = () => {
    if (!dispatch || told.current === value) return;
    told.current = value;
    void field.choose(read(value));
  };
  return (
    <span className="picker">
      <input
        type={type}
        className="input picker-input"
        value={value}
        {...field.aria}
        onChange={(event) => field.set(read(event.target.value))}
        onBlur={tell}
        onKeyDown={(event) => {
          if (event.key === 'Enter') tell();
        }}
      />
      {note && <span className="picker-note">{note}</span>}
    </span>
  );
}

export function DatePicker(props: ElementProps<Datepicker>) {
  const field = useField(props);
  const value = typeof field.value?.selected_date === 'string' ? field.value.selected_date : '';
  return (
    <Native
      type="date"
      field={field}
      value={value}
      dispatch={props.dispatch}
      read={(text) => ({ selected_date: text || null })}
    />
  );
}

export function TimePicker(props: ElementProps<Timepicker>) {
  const field = useField(props);
  const value = typeof field.value?.selected_time === 'string' ? field.value.selected_time : '';
  const zone = props.element.timezone;
  return (
    <Native
      type="time"
      field={field}
      value={value}
      dispatch={props.dispatch}
      read={(text) => ({ selected_time: text || null, timezone: zone || undefined })}
      note={zone || undefined}
    />
  );
}

export function DateTimePicker(props: ElementProps<DateTimepicker>) {
  const { me } = useWorkspace();
  const field = useField(props);
  const epoch = field.value?.selected_date_time;
  return (
    <Native
      type="datetime-local"
      field={field}
      value={typeof epoch === 'number' ? wallClockOf(epoch, me.timeZone) : ''}
      dispatch={props.dispatch}
      read={(text) => ({ selected_date_time: text ? (epochOfWallClock(text, me.timeZone) ?? null) : null })}
      note={me.timeZone}
    />
  );
}
