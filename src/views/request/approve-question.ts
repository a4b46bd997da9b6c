import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { modal } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import type { PlainWords } from '../common/plain.ts';
import { changeLines, plainElements } from '../common/plain-blocks.ts';
import { bold, bullets, lines, quote, rich, say } from '../common/rich.ts';
import { callbackIds } from '../ids.ts';
import { buttonWords } from './words.ts';

/** What an approver is asked before a yes that hands something over: old and new in full, which a card in a channel can't show. */
export function approveQuestion({ id, plain, reason }: { id: string; plain: PlainWords; reason: string }): ModalView {
  const { changes = [], ...rest } = plain;
  return modal({
    title: speak('Approve this?'),
    callbackId: callbackIds.approveQuestion,
    metadata: id,
    submit: buttonWords.approve,
    close: speak('Back'),
    // If Slack would refuse so much, the facts beside old and new are shortened.
    blocks: firstThatFits((detail) => [
      rich(
        lines([bold(plain.title, 300)]),
        ...bullets(changeLines(changes, 'full')),
        ...plainElements(rest, { title: false, detail }),
        ...(reason === '' ? [] : [quote(reason, 1_000)]),
        lines([say(speak('Your access to these values is logged.'))]),
      ),
    ]),
  });
}
