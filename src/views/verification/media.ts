import type { ModalView } from '@slack/types';
import { modal } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { reasonForm } from '../form/reason.ts';
import { callbackIds } from '../ids.ts';

export const mediaTitle = 'Picture of a document';

/** Asks why somebody wants to see a picture; `metadata` is a pointer. */
export function mediaForm({ customerId, metadata }: { customerId: number; metadata: string }): ModalView {
  return reasonForm({
    callbackId: callbackIds.mediaReason,
    title: mediaTitle,
    submit: 'Send it to me',
    metadata,
    intro: `The picture of customer ${customerId} comes into your own direct message with Wheelhouse and is deleted after ten minutes. It is recorded, with your reason.`,
  });
}

/** Where it is and until when; `until` is worded for the reader. */
export function mediaSentView({ until }: { until: string }): ModalView {
  return modal({
    title: mediaTitle,
    callbackId: callbackIds.information,
    blocks: [
      richLines(
        [bold('It is in your direct message with Wheelhouse.')],
        [say(`It is deleted at ${until}. Do not save it or pass it on.`, 300)],
      ),
    ],
  });
}
