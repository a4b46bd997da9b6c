import type { ModalView } from '@slack/types';
import { modal } from './blocks.ts';
import type { PlainWords } from './plain.ts';
import { plainBlock } from './plain-blocks.ts';

/** A last question before something that needs no further words. */
export function confirmView(props: {
  title: string;
  callbackId: string;
  submit: string;
  plain: PlainWords;
  metadata?: string;
}): ModalView {
  return modal({
    title: props.title,
    callbackId: props.callbackId,
    submit: props.submit,
    close: 'Back',
    blocks: [plainBlock(props.plain)],
    ...(props.metadata === undefined ? {} : { metadata: props.metadata }),
  });
}
