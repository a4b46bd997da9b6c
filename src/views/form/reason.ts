import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { fieldNames } from '../ids.ts';
import { labels } from './fields.ts';
import { formView } from './form.ts';

/** Fewer letters are no reason. */
export const shortestReason = 3;
const longestReason = 300;

/** Asks for nothing but why; `intro` says what follows, `metadata` is a pointer. */
export function reasonForm(props: {
  callbackId: string;
  title: string;
  submit: string;
  intro: string;
  metadata: string;
}): ModalView {
  return formView({
    ...props,
    fields: [
      {
        kind: 'text',
        name: fieldNames.reason,
        label: labels.reason,
        hint: speak('e.g. the ticket number'),
        minLength: shortestReason,
        maxLength: longestReason,
      },
    ],
  });
}
