import type { ModalView } from '@slack/types';
import type { Choice } from '../common/blocks.ts';
import { labels } from '../form/fields.ts';
import { formView } from '../form/form.ts';
import { callbackIds, fieldNames } from '../ids.ts';

export type SearchElsewhereProps = {
  search: string;
  branches: readonly Choice[];
  /** Value of the branch chosen at first. */
  branch?: string;
  metadata?: string;
  problem?: string;
};

/** The same search in another branch. */
export function searchElsewhereView(props: SearchElsewhereProps): ModalView {
  return formView({
    callbackId: callbackIds.searchElsewhere,
    title: 'Search elsewhere',
    submit: 'Search',
    fields: [
      {
        kind: 'text',
        name: fieldNames.search,
        label: labels.customer,
        hint: 'A name, an e-mail address, a phone number or an id.',
        initial: props.search,
        // A search by filters alone goes on without words.
        ...(props.search === '' ? { optional: true } : {}),
        maxLength: 200,
      },
      {
        kind: 'select',
        name: fieldNames.branch,
        label: labels.branch,
        choices: props.branches,
        source: 'branch',
        none: 'the branches could not be loaded.',
        ...(props.branch === undefined ? {} : { initial: props.branch }),
      },
    ],
    ...(props.metadata === undefined ? {} : { metadata: props.metadata }),
    ...(props.problem === undefined ? {} : { problem: props.problem }),
  });
}
