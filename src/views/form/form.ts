import type { KnownBlock, ModalView } from '@slack/types';
import { speak, spokenWord } from '../../lib/language/speak.ts';
import { actions, button, divider, modal } from '../common/blocks.ts';
import { type LatelyFacts, latelyBlocks } from '../common/lately.ts';
import type { PlainWords } from '../common/plain.ts';
import { plainBlock } from '../common/plain-blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { blockIds } from '../ids.ts';
import { type Field, fieldBlocks } from './fields.ts';
import { type GateNote, gateLine } from './gate-note.ts';

export type { Choice } from '../common/blocks.ts';
export { notSet } from './choices.ts';
export { type ChoiceGroup, type Field, labels } from './fields.ts';
export type { GateNote } from './gate-note.ts';

export type FormProps = {
  callbackId: string;
  /** 24 characters are shown. */
  title: string;
  submit: string;
  /** At most 3000 characters; a pointer, never a secret. */
  metadata?: string;
  intro?: string;
  /** It was sent before it had shown what it does: that comes first then, under this line. */
  check?: string | undefined;
  fields: readonly Field[];
  /** What will change, as far as it can be said yet. */
  preview?: PlainWords;
  gate?: GateNote;
  /** Who else was lately at what the form is about. */
  lately?: LatelyFacts;
  /** Why the last sending did not work, if it belongs to no field. */
  problem?: string;
  /** What goes on without what the problem is about. */
  instead?: { text: string; actionId: string; value: string };
  /** `first-empty` (the default) when the form opens; `none` when it is drawn again under somebody's hands. */
  focus?: 'first-empty' | 'none';
};

/** A preview shares the view's 13,200 characters with what can be chosen (fields.ts). */
const PREVIEW_CHARACTERS = 4500;

/** The form of any action or question: problem, intro, fields, what will change, whom it asks. */
export function formView(props: FormProps): ModalView {
  const blocks: KnownBlock[] = [];
  if (props.problem !== undefined)
    blocks.push({ ...richLines([say('⚠️ '), say(spokenWord(props.problem), 800)]), block_id: blockIds.problem });
  if (props.instead !== undefined) blocks.push(...actions([button({ ...props.instead, style: 'primary' })]));
  const effect = effectBlocks(props);
  if (props.check !== undefined) blocks.push(richLines([bold(spokenWord(props.check), 300)]), ...effect, divider());
  if (props.intro !== undefined) blocks.push(richLines([say(spokenWord(props.intro), 1000)]));
  // Room for what follows the fields: no form of ours comes near, but a hundred blocks are Slack's end.
  blocks.push(...fieldBlocks(props.fields.slice(0, 90), props.focus ?? 'first-empty'));
  if (props.check === undefined && effect.length > 0) blocks.push(divider(), ...effect);
  blocks.push(...latelyBlocks(props.lately));
  return modal({
    callbackId: props.callbackId,
    title: props.title,
    submit: props.submit,
    close: speak('Cancel'),
    metadata: props.metadata,
    blocks: blocks.length === 0 ? [richLines([say(speak('There is nothing to fill in.'))])] : blocks,
  });
}

function effectBlocks({ preview, gate }: FormProps): KnownBlock[] {
  return [
    ...(preview === undefined
      ? []
      : [{ ...plainBlock(preview, { characters: PREVIEW_CHARACTERS }), block_id: blockIds.preview }]),
    ...(gate === undefined ? [] : [{ ...richLines(gateLine(gate)), block_id: blockIds.gate }]),
  ];
}
