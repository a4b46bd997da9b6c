import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { actions, button } from '../common/blocks.ts';
import { type LatelyFacts, latelyBlocks } from '../common/lately.ts';
import { bold, type Line, lines, rich, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type SmartmoveUserProps = {
  /** Worded for the reader. */
  name: string;
  id: string;
  parts: readonly { heading: string; facts: readonly { label: string; value: string }[] }[];
  notes: readonly string[];
  /** Who else was lately at this user. */
  lately?: LatelyFacts;
  /** Opens the form filled in; absent for those who may not. */
  edit?: string | undefined;
};

/** A Smartmove user, part by part, contacts and numbers masked. */
export function smartmoveUserMessage({ name, id, parts, notes, lately, edit }: SmartmoveUserProps): Message {
  const shown = parts.filter(({ facts }) => facts.length > 0).slice(0, 10);
  const part = ({ heading, facts }: (typeof shown)[number]): Line[] => [
    [bold(heading, 80)],
    ...facts.slice(0, 12).map(({ label, value }): Line => [say(`${label}: ${value}`, 100)]),
  ];
  const text = shown.flatMap(({ heading, facts }) => [
    heading,
    ...facts.slice(0, 12).map(({ label, value }) => `${label}: ${value}`),
  ]);
  return {
    text: [speak('Smartmove: {name}', { name }), ...text, ...notes]
      .map((line) => escapeMrkdwn(line, 200))
      .join('\n')
      .slice(0, 6000),
    blocks: [
      rich(lines([bold(name, 200)], [say(speak('Id {id}', { id }), 80)])),
      ...latelyBlocks(lately),
      ...shown.map((one) => rich(lines(...part(one)))),
      ...(notes.length === 0 ? [] : [rich(lines(...notes.slice(0, 5).map((note): Line => [say(note, 300)])))]),
      ...actions(
        edit === undefined
          ? []
          : [
              button({
                text: speak('Edit'),
                actionId: uniqueId(actionIds.start, 'smartmove.update'),
                value: edit,
                label: speak('Edit {name}', { name }),
              }),
            ],
      ),
    ],
  };
}
