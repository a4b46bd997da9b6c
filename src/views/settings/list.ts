import type { Message } from '../common/blocks.ts';
import { type RowButton, rowsMessage } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type SettingRow = {
  key: string;
  scope?: string | undefined;
  description?: string | undefined;
  /** `Vienna: 5`; empty where nothing is set. */
  values: readonly string[];
};

export type SettingsProps = {
  search: string;
  settings: readonly SettingRow[];
  total: number;
  /** What could not be read, or is not shown, and why. */
  notes: readonly string[];
  /** Values of the paging buttons; absent where there is no such page. */
  previous?: string;
  next?: string;
};

/** The operator's settings in the back office: what each is for, and what it is set to where. */
export function settingsMessage({ search, settings, total, notes, previous, next }: SettingsProps): Message {
  const pages: RowButton[] = [
    ...(previous === undefined
      ? []
      : [{ text: 'Previous', actionId: uniqueId(actionIds.settingsPage, 'previous'), value: previous }]),
    ...(next === undefined ? [] : [{ text: 'Next', actionId: uniqueId(actionIds.settingsPage, 'next'), value: next }]),
  ];
  return rowsMessage({
    heading: `${total === 1 ? '1 setting' : `${total} settings`}${search === '' ? '' : ` for “${search}”`}`,
    rows: settings.map(({ key, scope, description, values }) => ({
      key,
      title: key,
      facts: [
        ...(values.length === 0 ? ['no value to show'] : values),
        ...(description === undefined ? [] : [description]),
        ...(scope === undefined ? [] : [scope]),
      ],
      buttons: [],
    })),
    none: 'Type a part of its key or of what it is for: /wheelhouse settings invoice',
    notes,
    below: pages,
  });
}
