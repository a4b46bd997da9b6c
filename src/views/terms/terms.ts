import { speak } from '../../lib/language/speak.ts';
import { inQuotes } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import type { Message } from '../common/blocks.ts';
import { pagesOf, type Row, type RowButton, rowsMessage, startButton } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { type Pointer, writePointer } from '../pointer.ts';

export type TermsRow = {
  id: number;
  branch: string;
  /** The words of the two links. */
  label?: string | undefined;
  url?: string | undefined;
  privacyLabel?: string | undefined;
  privacyUrl?: string | undefined;
  createdAt?: string | undefined;
  /** The newest of its branch: the ones that customers are held against. Absent if not all are seen. */
  holds?: boolean | undefined;
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
  /** Whose terms these are, if the branch has none of its own. */
  inheritedFrom?: string | undefined;
};

/** A branch's terms, the newest first. */
export function termsListMessage({
  where,
  terms,
  total,
  page,
  hasNext,
  branch,
  mayCreate,
  inheritedFrom,
}: TermsListProps): Message {
  const about: Pointer = branch === undefined ? {} : { branch };
  return rowsMessage({
    heading: speak('Terms of {inheritedFrom}{rest}', {
      inheritedFrom: inheritedFrom ?? where,
      rest: total === undefined ? '' : ` (${total})`,
    }),
    rows: terms.map((one) => rowOf(one, true)),
    none:
      page > 0
        ? speak('There is nothing on this page any more.')
        : speak('There are no terms for {where}, nor for a branch above it.', { where }),
    notes:
      inheritedFrom === undefined
        ? []
        : [speak('{where} has no terms of its own: those of {inheritedFrom} apply there.', { where, inheritedFrom })],
    below: [
      ...pagesOf(actionIds.termsPage, about, page, hasNext),
      ...(mayCreate ? [startButton('terms.create', speak('Create terms'), about, 'new')] : []),
    ],
  });
}

/** One record, with its consequence in words. */
export function termsMessage(props: { terms: TermsRow; notes: readonly string[] }): Message {
  const { title, facts, buttons, link, key } = rowOf(props.terms, false);
  return rowsMessage({
    heading: title,
    rows: [{ title: speak('Terms {terms}', { terms: props.terms.id }), facts, buttons, link, key }],
    none: '',
    notes: props.notes,
  });
}

function rowOf(terms: TermsRow, mayOpen: boolean): Row {
  const { id, branch, label, url, privacyLabel, privacyUrl, createdAt, holds, starts } = terms;
  return {
    key: String(id),
    title: speak('{branch} · terms {id}', { branch, id }),
    facts: [
      speak('terms: {link}', { link: linkWords(label, url) }),
      speak('privacy: {link}', { link: linkWords(privacyLabel, privacyUrl) }),
      ...(createdAt === undefined ? [] : [speak('since {createdAt}', { createdAt: formatDay(createdAt) })]),
      ...(holds === undefined ? [] : [holds ? speak('in force') : speak('older')]),
    ],
    link: url,
    buttons: [
      ...(mayOpen
        ? [
            {
              text: speak('Show'),
              actionId: uniqueId(actionIds.openTerms, id),
              value: writePointer({ terms: id }),
            } satisfies RowButton,
          ]
        : []),
      ...starts.map(({ action, label: text }) => startButton(action, text, { terms: id }, id)),
    ],
  };
}

/** `“Terms of use” (https://…)`. */
function linkWords(label: string | undefined, url: string | undefined): string {
  if (label === undefined && url === undefined) return speak('none');
  return [...(label === undefined ? [] : [inQuotes(label)]), ...(url === undefined ? [speak('no link')] : [`(${url})`])].join(
    ' ',
  );
}
