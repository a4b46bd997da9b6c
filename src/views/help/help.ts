import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine, short } from '../../lib/text.ts';
import { context, type Message } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { bold, bullets, code, lines, rich, say, spokenLine } from '../common/rich.ts';

export type CommandHelp = {
  /** With its slash: `/card`. */
  command: string;
  description: string;
  /** `usage` without the command: `assign <card> <customer>`; empty if the command has no verb. */
  verbs: readonly { usage: string; description: string }[];
};

export type HelpProps = {
  /** Only the commands and verbs this person may use. */
  commands: readonly CommandHelp[];
  /** Help for one command says every verb; for all, a line each. */
  only?: string;
};

/** What this person can type. */
export function helpMessage({ commands, only }: HelpProps): Message {
  const shown = only === undefined ? commands : commands.filter(({ command }) => command === only);
  if (shown.length === 0) {
    const none =
      only === undefined
        ? speak('You don’t have a role in this app yet. Ask your admin to add you to a group that has one.')
        : speak('There is nothing in {only} that you may use.', { only: oneLine(only) });
    return { text: escapeMrkdwn(none, 500), blocks: [rich(lines([say(none, 400)]))] };
  }
  const blocks = firstThatFits((detail): KnownBlock[] => [
    ...shown
      .slice(0, 20)
      .map((command) =>
        rich(
          lines([code(command.command), say(` ${command.description}`, 200)]),
          ...(detail === 'bare'
            ? []
            : bullets(
                command.verbs
                  .slice(0, 20)
                  .map((verb) => [
                    code(usageOf(command, verb)),
                    ...(detail === 'full' ? [say(` ${verb.description}`, 150)] : []),
                  ]),
              )),
        ),
      ),
    rich(
      lines([
        ...spokenLine('{leaveOut} and a form will ask for it.', { leaveOut: bold(speak('Leave anything out')) }),
        say(' '),
        ...spokenLine('{customer} is an id, an e-mail address, a phone number or a name.', {
          customer: bold(speak('A customer')),
        }),
        say(' '),
        ...spokenLine('Put {help} after a command for details.', { help: code('help') }),
      ]),
    ),
    context(speak('Only you see the answers, unless you share one.')),
  ]);
  const text = shown
    .slice(0, 20)
    .flatMap((command) => [
      `${command.command}: ${command.description}`,
      ...command.verbs.slice(0, 20).map((verb) => `  ${usageOf(command, verb)}`),
    ]);
  return { text: escapeMrkdwn(text.join('\n'), 3000), blocks };
}

function usageOf({ command }: CommandHelp, { usage }: { usage: string }): string {
  return short(`${command} ${usage}`, 100);
}
