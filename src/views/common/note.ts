import type { ModalView } from '@slack/types';
import { spokenWord } from '../../lib/language/speak.ts';
import { callbackIds } from '../ids.ts';
import { type Message, modal } from './blocks.ts';
import type { PlainWords } from './plain.ts';
import { plainBlock, plainText } from './plain-blocks.ts';
import { richLines, say, withMentions } from './rich.ts';

/** A sentence to one person. */
export function noteMessage(what: string): Message {
  return noteOf({ title: spokenWord(what) }, false);
}

/** A sentence of the app's own to the policy's owners; people in it are mentioned as Slack writes them (`<@U0ANA>`). */
export function ownersMessage(what: string): Message {
  return { text: what, blocks: [richLines(withMentions(what))] };
}

/** Plain words to one person: a title and what belongs to it. */
export function plainMessage(plain: PlainWords): Message {
  return noteOf(plain, true);
}

function noteOf(plain: PlainWords, bold: boolean): Message {
  return { text: plainText(plain), blocks: [bold ? plainBlock(plain) : richLines([say(plain.title, 2000)])] };
}

/** Plain words in a modal that only informs. */
export function noteView({ title, plain }: { title: string; plain: PlainWords }): ModalView {
  return modal({ title, callbackId: callbackIds.information, blocks: [plainBlock(plain)] });
}
