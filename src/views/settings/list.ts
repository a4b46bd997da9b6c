import { speak } from '../../lib/language/speak.ts';
import type { Message } from '../common/blocks.ts';
import { type RowButton, rowsMessage } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type SettingRow = {
  key: string;
  scope?: string | undefined;
  description?: string | undefined;
  /** `Vienna: 5`; empty if nothing is set. */
  values: readonly string[];
};

export type SettingsProps = {
  search: string;
  settings: readonly SettingRow[];
  total: number;
  /** What could not be read, or is not shown, and why. */
  notes: readonly string[];
  /** Values of the paging buttons; absent if there is no such page. */
  previous?: string;
  next?: string;
};

/** The operator's settings in the back office: what each is for, and what it is set to where. */
export function settingsMessage({ search, settings, total, notes, previous, next }: SettingsProps): Message {
  const pages: RowButton[] = [
    ...(previous === undefined
      ? []
      : [{ text: speak('Previous'), actionId: uniqueId(actionIds.settingsPage, 'previous'), value: previous }]),
    ...(next === undefined ? [] : [{ text: speak('Next'), actionId: uniqueId(actionIds.settingsPage, 'next'), value: next }]),
  ];
  return rowsMessage({
    heading: `${total === 1 ? speak('1 setting') : speak('{total} settings', { total })}${search === '' ? '' : speak(' for “{search}”', { search })}`,
    rows: settings.map(({ key, scope, description, values }) => ({
      key,
      title: key,
      facts: [
        ...(values.length === 0 ? [speak('no value to show')] : values),
        ...(description === undefined ? [] : [description]),
        ...(scope === undefined ? [] : [scope]),
      ],
      buttons: [],
    })),
    none: speak('Type a part of its key or of what it is for: /wheelhouse settings invoice'),
    notes,
    below: pages,
  });
}
