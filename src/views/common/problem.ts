import type { KnownBlock, ModalView } from '@slack/types';
import { speak, spokenWord } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { actionIds, callbackIds } from '../ids.ts';
import { actions, button, context, type Message, modal } from './blocks.ts';
import { richLines, say } from './rich.ts';
import { type WayOn, waysOnBlocks } from './ways-on.ts';

export type ProblemProps = {
  /** What happened and what to do next, for the person who waits. */
  say: string;
  /** The reference that the log has too. */
  ref?: string;
  /** Value of a *Try again* button; absent if trying again is no use. */
  tryAgain?: string;
  /** What that button says if it does not simply repeat. */
  tryAgainText?: string;
  /** What it is instead, if something else was looked for. */
  ways?: readonly WayOn[];
};

const UNSAID = 'Something went wrong. Try again.';

function problemBlocks({ say: what, ref, tryAgain, tryAgainText = 'Try again', ways = [] }: ProblemProps): KnownBlock[] {
  return [
    richLines([say(spokenWord(what.trim() || UNSAID), 2000)]),
    ...waysOnBlocks(ways),
    ...actions(tryAgain === undefined ? [] : [button({ text: tryAgainText, actionId: actionIds.tryAgain, value: tryAgain })]),
    ...(ref === undefined ? [] : [context(speak('Reference {ref}', { ref }))]),
  ];
}

export function problemMessage(props: ProblemProps): Message {
  const ref = props.ref === undefined ? '' : speak(' (Reference {ref})', { ref: escapeMrkdwn(props.ref, 40) });
  return { text: `${escapeMrkdwn(spokenWord(props.say.trim() || UNSAID), 2000)}${ref}`, blocks: problemBlocks(props) };
}

export function problemView({ title, ...props }: ProblemProps & { title: string }): ModalView {
  return modal({ title, callbackId: callbackIds.problem, blocks: problemBlocks(props) });
}
