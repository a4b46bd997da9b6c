import { speak } from '../../lib/language/speak.ts';
import type { Message } from '../common/blocks.ts';
import { pagesOf, type Row, rowsMessage, startButton } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { type Pointer, writePointer } from '../pointer.ts';

export type UnitRow = {
  id: number;
  name?: string | undefined;
  timezone?: string | undefined;
  currency?: string | undefined;
  taxPercentage?: number | undefined;
  /** Absent if it names none. */
  branch?: string | undefined;
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

/** Business units: the legal entities that bill. */
export function unitListMessage({ where, units, total, page, hasNext, branch, mayCreate }: UnitListProps): Message {
  const about: Pointer = branch === undefined ? {} : { branch };
  return rowsMessage({
    heading: speak('Business units of {where}{rest}', { where, rest: total === undefined ? '' : ` (${total})` }),
    rows: units.map((unit) => rowOf(unit, true)),
    none:
      page > 0 ? speak('There is nothing on this page any more.') : speak('There are no business units for {where}.', { where }),
    below: [
      ...pagesOf(actionIds.unitPage, about, page, hasNext),
      ...(mayCreate ? [startButton('unit.create', speak('Create a unit'), about, 'new')] : []),
    ],
  });
}

export function unitMessage({ unit, notes }: { unit: UnitRow; notes: readonly string[] }): Message {
  const row = rowOf(unit, false);
  return rowsMessage({
    heading: row.title,
    rows: [{ ...row, title: speak('Business unit {unit}', { unit: unit.id }) }],
    none: '',
    notes,
  });
}

function rowOf({ id, name, timezone, currency, taxPercentage, branch, starts }: UnitRow, mayOpen: boolean): Row {
  return {
    key: String(id),
    title: name ?? speak('Business unit {id}', { id }),
    facts: [
      ...(timezone === undefined ? [] : [timezone]),
      ...(currency === undefined ? [] : [currency]),
      ...(taxPercentage === undefined ? [] : [speak('{taxPercentage} % tax', { taxPercentage })]),
      ...(branch === undefined ? [] : [branch]),
      speak('id {id}', { id }),
    ],
    buttons: [
      ...(mayOpen
        ? [{ text: speak('Show'), actionId: uniqueId(actionIds.openUnit, id), value: writePointer({ unit: id }) }]
        : []),
      ...starts.map(({ action, label }) => startButton(action, label, { unit: id }, id)),
    ],
  };
}
