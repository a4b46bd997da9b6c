import { formatDay } from '../../lib/when.ts';
import type { Message } from '../common/blocks.ts';
import { pagesOf, type Row, type RowButton, rowsMessage, startButton } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { type Pointer, writePointer } from '../pointer.ts';

export type TermsRow = {
  id: number;
  version?: string | undefined;
  title?: string | undefined;
  branch: string;
  validFrom?: string | undefined;
  active?: boolean | undefined;
  url?: string | undefined;
  /** What this person may start with it. */
  starts: readonly { action: string; label: string }[];
};

export type TermsListProps = {
  /** `Vienna`, or `all branches`. */
  where: string;
  terms: readonly TermsRow[];
  total?: number | undefined;
  /** From 0. */
  page: number;
  hasNext: boolean;
  /** Undefined for all branches. */
  branch: number | undefined;
  mayCreate: boolean;
};

/** The versions of a branch's terms. */
export function termsListMessage({ where, terms, total, page, hasNext, branch, mayCreate }: TermsListProps): Message {
  const about: Pointer = branch === undefined ? {} : { branch };
  return rowsMessage({
    heading: `Terms of ${where}${total === undefined ? '' : ` (${total})`}`,
    rows: terms.map((one) => rowOf(one, true)),
    none: `${page > 0 ? 'There is nothing on this page any more.' : `There are no terms for ${where}.`}`,
    below: [
      ...pagesOf(actionIds.termsPage, about, page, hasNext),
      ...(mayCreate ? [startButton('terms.create', 'Create terms', about, 'new')] : []),
    ],
  });
}

/** One version, with its consequence in words. */
export function termsMessage(props: { terms: TermsRow; notes: readonly string[] }): Message {
  const { title, facts, buttons, link, key } = rowOf(props.terms, false);
  return rowsMessage({
    heading: title,
    rows: [{ title: `Terms ${props.terms.id}`, facts, buttons, link, key }],
    none: '',
    notes: props.notes,
  });
}

function rowOf(terms: TermsRow, mayOpen: boolean): Row {
  const { id, version, title, branch, validFrom, active, url, starts } = terms;
  return {
    key: String(id),
    title: `${branch} · ${version === undefined ? `no. ${id}` : `version ${version}`}`,
    facts: [
      ...(title === undefined ? [] : [title]),
      ...(active === undefined ? [] : [active ? 'in force' : 'not in force']),
      ...(validFrom === undefined ? [] : [`valid from ${formatDay(validFrom)}`]),
      `id ${id}`,
    ],
    link: url,
    buttons: [
      ...(mayOpen
        ? [{ text: 'Show', actionId: uniqueId(actionIds.openTerms, id), value: writePointer({ terms: id }) } satisfies RowButton]
        : []),
      ...starts.map(({ action, label }) => startButton(action, label, { terms: id }, id)),
    ],
  };
}
