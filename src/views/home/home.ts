import type { HomeView, KnownBlock } from '@slack/types';
import { formatInstant } from '../../lib/when.ts';
import { type QueueProps, queueBlocks } from '../approvals/lists.ts';
import { actions, button, context, header, homeView } from '../common/blocks.ts';
import { MESSAGE_CHARACTERS, sizeOf, VIEW_BLOCKS } from '../common/fit.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type HomeProps = QueueProps & {
  /** The main commands this person may use, as buttons; `command` is what the button's value says (`customer lookup`). */
  quick: readonly { label: string; command: string }[];
  /** Something this person should know: the app is not set up, a back office is down. */
  problem?: string;
};

/** App Home: start something, decide what waits, see what became of what was asked. */
export function homeTab(props: HomeProps): HomeView {
  const head: KnownBlock[] = [
    ...(props.problem === undefined ? [] : [richLines([bold('⚠️ '), say(props.problem, 500)])]),
    ...(props.quick.length === 0
      ? [richLines([say('You have no role in this app yet. Ask whoever runs it to add you to a group that has one.')])]
      : [
          header('Start'),
          ...actions(
            props.quick.slice(0, 8).map(({ label, command }, index) =>
              button({
                text: label,
                actionId: uniqueId(actionIds.quick, command.replaceAll(' ', '.')),
                value: command,
                ...(index === 0 ? { style: 'primary' as const } : {}),
              }),
            ),
          ),
        ]),
  ];
  const foot: KnownBlock[] = [
    ...actions([
      button({ text: 'Refresh', actionId: actionIds.refreshHome, value: 'home' }),
      button({ text: 'Help', actionId: actionIds.openHelp, value: 'help' }),
    ]),
    context(`As of ${formatInstant(props.now, props.timeZone)}`),
  ];
  const budget = {
    blocks: VIEW_BLOCKS - head.length - foot.length,
    characters: MESSAGE_CHARACTERS - sizeOf(head) - sizeOf(foot),
  };
  return homeView([...head, ...queueBlocks(props, budget), ...foot]);
}
