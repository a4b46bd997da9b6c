import { speak } from '../../lib/language/speak.ts';
import { clean, cut, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, type Message } from '../common/blocks.ts';
import { code, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type DidYouMeanProps = {
  /** What was typed where a verb is. */
  word: string;
  /** Without its slash. */
  command: string;
  /** The lines that were probably meant, without their slash; with none of them, this person may use none. */
  meant: readonly string[];
  /** The line that looks up everything that was typed. */
  whole: string | undefined;
};

/** What a button's value holds (Slack). */
const longestValue = 2_000;

/** A first word that is almost a verb: the line is kept and runs at one press. */
export function didYouMeanMessage({ word, command, meant, whole }: DidYouMeanProps): Message {
  const [first, ...others] = meant.map((line) => `/${oneLine(line)}`);
  const isNone = speak('“{word}” isn’t a /{command} command.', { word: cut(oneLine(word), 60), command });
  const runs = [
    ...meant.map((line, index) => ({ text: `/${oneLine(line)}`, line, style: index === 0 ? ('primary' as const) : undefined })),
    ...(whole === undefined ? [] : [{ text: speak('Look up the whole line'), line: whole, style: undefined }]),
  ].filter(({ line }) => line.length <= longestValue);
  const question =
    first === undefined
      ? [say(speak(' Type /{command} help for those you can use.', { command }))]
      : [say(speak(' Did you mean ')), code(first), ...others.flatMap((line) => [say(speak(' or ')), code(line)]), say('?')];
  return {
    text: escapeMrkdwn(
      `${isNone} ${first === undefined ? speak('Type /{command} help for those you can use.', { command }) : speak('Did you mean {value}?', { value: [first, ...others].join(speak(' or ')) })}`,
      1_000,
    ),
    blocks: [
      richLines([say(isNone), ...question]),
      ...actions(
        runs.map(({ text, line, style }, index) =>
          button({
            text,
            actionId: uniqueId(actionIds.tryAgain, index),
            value: clean(line),
            style,
          }),
        ),
      ),
    ],
  };
}
