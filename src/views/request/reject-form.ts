import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import type { PlainWords } from '../common/plain.ts';
import { labels } from '../form/fields.ts';
import { formView } from '../form/form.ts';
import { callbackIds, fieldNames } from '../ids.ts';

/** Asks why, before a no is counted. `metadata` is the request as it was shown. */
export function rejectForm({ shown, plain }: { shown: string; plain: PlainWords }): ModalView {
  return formView({
    callbackId: callbackIds.rejectReason,
    title: speak('Reject'),
    submit: speak('Reject'),
    metadata: shown,
    intro: plain.title,
    fields: [
      {
        kind: 'multiline',
        name: fieldNames.reason,
        label: labels.reason,
        hint: speak('The person who asked will read it.'),
        maxLength: 500,
      },
    ],
  });
}
