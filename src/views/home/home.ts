import type { HomeView, KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { formatInstant } from '../../lib/when.ts';
import { declineButton, type ShownAbsence, untilWords } from '../approvals/away-notes.ts';
import { ownBlocks, type QueueProps, waitingBlocks } from '../approvals/lists.ts';
import { actions, button, context, header, homeView } from '../common/blocks.ts';
import { MESSAGE_CHARACTERS, sizeOf, VIEW_BLOCKS } from '../common/fit.ts';
import { bold, mention, richLines, say, spokenLine } from '../common/rich.ts';
import { type RecentFacts, recentBlocks } from '../customer/recent.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { envelopeBlocks, type HomeEnvelope } from '../request/envelope.ts';

export type HomeProps = QueueProps & {
  /** The main commands this person may use, as buttons; `command` is what the button's value says (`customer lookup`). */
  quick: readonly { label: string; command: string }[];
  /** Whom this person has looked up lately, the last one first; `value` opens their profile. */
  recent?: readonly RecentFacts[];
  /** Their own absence, for whom they stand in, and whether they can say that they are away. */
  away?: AwayFacts;
  /** What may be given at once, without a yes for each. */
  envelopes?: readonly HomeEnvelope[];
  /** Something this person should know: the app is not set up, a back office is down. */
  problem?: string;
};

export type AwayFacts = { canLeave: boolean; own?: ShownAbsence; standingIn: readonly ShownAbsence[] };

/** App Home: decide what waits, start something, see what became of what was asked. What waits comes first. */
export function homeTab(props: HomeProps): HomeView {
  const problem = props.problem === undefined ? [] : [richLines([bold('⚠️ '), say(props.problem, 500)])];
  const start = [...startBlocks(props.quick), ...recentBlocks(props.recent ?? [])];
  const foot: KnownBlock[] = [
    ...actions([
      ...(props.away?.canLeave === true && props.away.own === undefined
        ? [button({ text: speak('I am away'), actionId: actionIds.leave, value: 'away' })]
        : []),
      button({ text: speak('Refresh'), actionId: actionIds.refreshHome, value: 'home' }),
      button({ text: speak('Help'), actionId: actionIds.openHelp, value: 'help' }),
    ]),
    context(speak('As of {now}', { now: formatInstant(props.now, props.timeZone) })),
  ];
  const away = awayBlocks(props.away);
  const envelopes = envelopeBlocks(props.envelopes ?? [], { ...props, audience: 'approver' });
  const fixed = [...problem, ...away, ...envelopes, ...start, ...foot];
  const budget = { blocks: VIEW_BLOCKS - fixed.length, characters: MESSAGE_CHARACTERS - sizeOf(fixed) };
  const waiting = waitingBlocks(props, {
    blocks: Math.floor(budget.blocks * 0.7),
    characters: Math.floor(budget.characters * 0.7),
  });
  const own = ownBlocks(props, {
    blocks: budget.blocks - waiting.length,
    characters: budget.characters - sizeOf(waiting),
  });
  const isWaiting = props.toDecide.length > 0;
  return homeView([
    ...problem,
    ...away,
    ...envelopes,
    ...(isWaiting ? [...waiting, ...start] : [...start, ...waiting]),
    ...own,
    ...foot,
  ]);
}

const timesOf = ({ from, until, timeZone }: ShownAbsence) => ({
  from: formatInstant(from, timeZone),
  until: untilWords(until, timeZone),
});

function awayBlocks(away: AwayFacts | undefined): KnownBlock[] {
  if (away === undefined) return [];
  const { own, standingIn } = away;
  return [
    ...(own === undefined
      ? []
      : [
          richLines(
            [bold(speak('You are away from {from} until {until}.', timesOf(own)))],
            own.standIn === undefined
              ? [say(speak('Nobody stands in.'))]
              : spokenLine('{person} stands in for you.', { person: mention(own.standIn) }),
          ),
          ...actions([
            button({ text: speak('I am back'), actionId: actionIds.comeBack, value: 'back' }),
            button({ text: speak('Change'), actionId: actionIds.leave, value: 'away' }),
          ]),
        ]),
    ...standingIn
      .slice(0, 5)
      .flatMap((one) => [
        richLines(
          spokenLine('You stand in for {person} from {from} until {until}.', { person: mention(one.person), ...timesOf(one) }),
        ),
        ...actions([declineButton(one.id)]),
      ]),
  ];
}

function startBlocks(quick: HomeProps['quick']): KnownBlock[] {
  if (quick.length === 0)
    return [richLines([say(speak('You don’t have a role in this app yet. Ask your admin to add you to a group that has one.'))])];
  return [
    header(speak('Start')),
    ...actions(
      quick.slice(0, 8).map(({ label, command }, index) =>
        button({
          text: label,
          actionId: uniqueId(actionIds.quick, command.replaceAll(' ', '.')),
          value: command,
          style: index === 0 ? ('primary' as const) : undefined,
        }),
      ),
    ),
  ];
}
