import type { Message } from '../common/blocks.ts';
import { pagesOf, type Row, rowsMessage, startButton } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { type Pointer, writePointer } from '../pointer.ts';

export type UnitRow = {
  id: number;
  name?: string | undefined;
  code?: string | undefined;
  branch: string;
  /** What this person may start with it. */
  starts: readonly { action: string; label: string }[];
};

export type UnitListProps = {
  /** `Vienna`, or `all branches`. */
  where: string;
  units: readonly UnitRow[];
  total?: number | undefined;
  /** From 0. */
  page: number;
  hasNext: boolean;
  /** Undefined for all branches. */
  branch: number | undefined;
  mayCreate: boolean;
};

/** Business units, by which billing and reports are divided. */
export function unitListMessage({ where, units, total, page, hasNext, branch, mayCreate }: UnitListProps): Message {
  const about: Pointer = branch === undefined ? {} : { branch };
  return rowsMessage({
    heading: `Business units of ${where}${total === undefined ? '' : ` (${total})`}`,
    rows: units.map((unit) => rowOf(unit, true)),
    none: page > 0 ? 'There is nothing on this page any more.' : `There are no business units for ${where}.`,
    below: [
      ...pagesOf(actionIds.unitPage, about, page, hasNext),
      ...(mayCreate ? [startButton('unit.create', 'Create a unit', about, 'new')] : []),
    ],
  });
}

export function unitMessage({ unit, notes }: { unit: UnitRow; notes: readonly string[] }): Message {
  const row = rowOf(unit, false);
  return rowsMessage({ heading: row.title, rows: [{ ...row, title: `Business unit ${unit.id}` }], none: '', notes });
}

function rowOf({ id, name, code, branch, starts }: UnitRow, mayOpen: boolean): Row {
  return {
    key: String(id),
    title: name ?? `Business unit ${id}`,
    facts: [...(code === undefined ? [] : [`code ${code}`]), branch, `id ${id}`],
    buttons: [
      ...(mayOpen ? [{ text: 'Show', actionId: uniqueId(actionIds.openUnit, id), value: writePointer({ unit: id }) }] : []),
      ...starts.map(({ action, label }) => startButton(action, label, { unit: id }, id)),
    ],
  };
}
