import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { modal } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { reasonForm } from '../form/reason.ts';
import { callbackIds } from '../ids.ts';

export const mediaTitle = 'Picture of a document';

/** Asks why somebody wants to see a picture; `metadata` is a pointer. */
export function mediaForm({ customerId, metadata }: { customerId: number; metadata: string }): ModalView {
  return reasonForm({
    callbackId: callbackIds.mediaReason,
    title: speak(mediaTitle),
    submit: speak('Send it to me'),
    metadata,
    intro: speak(
      'The picture of customer {customerId} comes into your own direct message with Wheelhouse and is deleted after ten minutes. This is logged with your reason.',
      { customerId },
    ),
  });
}

/** Where it is and until when; `until` is worded for the reader. */
export function mediaSentView({ until }: { until: string }): ModalView {
  return modal({
    title: speak(mediaTitle),
    callbackId: callbackIds.information,
    blocks: [
      richLines(
        [bold(speak('It is in your direct message with Wheelhouse.'))],
        [say(speak('It is deleted at {until}. Do not save it or pass it on.', { until }), 300)],
      ),
    ],
  });
}
