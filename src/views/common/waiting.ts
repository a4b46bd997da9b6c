import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { callbackIds } from '../ids.ts';
import { modal } from './blocks.ts';
import { richLines, say } from './rich.ts';

/** Opened at once, while its trigger is still valid, and updated when the answer is there. */
export function waitingView({
  title,
  say: what = speak('Looking it up…'),
  metadata,
}: {
  title: string;
  say?: string;
  metadata?: string;
}): ModalView {
  return modal({
    title,
    callbackId: callbackIds.waiting,
    blocks: [richLines([say(what, 300)])],
    metadata,
  });
}
