import type { KnownBlock } from '@slack/types';
import { clip, counted, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, context, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS, sizeOf } from '../common/fit.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { fixerWords, type RequirementFacts, requirementMet, requirementShort, requirementWords } from './requirements.ts';

/** An action that mends it, ready to start: `value` opens its form filled in. */
export type Fix = { action: string; label: string; value: string };

export type EligibilityProps = {
  /** Worded for the reader: `Anna Nowak (customer 4711)`. */
  customer: string;
  /** The back office's own verdict; absent where it gave none. */
  fulfilled?: boolean | undefined;
  requirements: readonly (RequirementFacts & { fix?: Fix | undefined })[];
  asked: { branch: string; category?: string | undefined; time?: string | undefined; account?: string | undefined };
  /** Value of *Change*, which opens the form with what was asked. */
  change: string;
  /** Value of a button that opens the profile. */
  profile?: string;
};

/** Whether this customer may start, as the back office says, and who can do what about each thing that is missing. */
export function eligibilityMessage(props: EligibilityProps): Message {
  const unmet = props.requirements.filter(({ fulfilled }) => !fulfilled);
  const met = props.requirements.filter(({ fulfilled }) => fulfilled);
  const head = [richLines([say(verdictSign(props, unmet.length)), bold(verdict(props, unmet.length), 400)])];
  const foot = footOf(props, met);
  const { blocks, leftOut } = drawWhatFits(unmet, requirementBlocks, {
    blocks: 50 - head.length - foot.length - 1,
    characters: MESSAGE_CHARACTERS - sizeOf(head) - sizeOf(foot) - 200,
  });
  const more =
    leftOut === 0 ? [] : [context(`${counted(leftOut, 'further requirement')} not met; see the back office for all of them.`)];
  const why = unmet.length === 0 ? '' : `: ${clip(unmet.slice(0, 20).map(requirementShort).join('; '), 1000)}`;
  return {
    text: escapeMrkdwn(`${verdict(props, unmet.length)}${why}\n${askedLine(props)}`, 3000),
    blocks: [...head, ...blocks, ...more, ...foot],
  };
}

function mayStart(props: EligibilityProps, unmet: number): boolean {
  return props.fulfilled ?? unmet === 0;
}

function verdictSign(props: EligibilityProps, unmet: number): string {
  return mayStart(props, unmet) ? '✅ ' : '⛔ ';
}

/** The verdict is the back office's; where its list says otherwise, both are said. */
function verdict(props: EligibilityProps, unmet: number): string {
  const { customer, fulfilled } = props;
  const branch = oneLine(props.asked.branch);
  if (fulfilled === true && unmet > 0)
    return `${customer} can start in ${branch}, says the back office, though it lists ${counted(unmet, 'open point')}`;
  if (fulfilled === false && unmet === 0) return `${customer} cannot start in ${branch}; the back office does not say why`;
  return mayStart(props, unmet) ? `${customer} can start in ${branch}` : `${customer} cannot start in ${branch}`;
}

function requirementBlocks(requirement: EligibilityProps['requirements'][number], index: number): KnownBlock[] {
  const { title, means, who, known } = requirementWords(requirement);
  const code =
    requirement.errorCode === undefined || oneLine(requirement.errorCode) === '' ? '' : ` (${oneLine(requirement.errorCode)})`;
  const message = known ? oneLine(requirement.message ?? '') : '';
  const { fix } = requirement;
  return [
    richLines(
      [bold(title, 150)],
      [say(means, 500)],
      ...(message === '' ? [] : [[say(`The back office says: ${message}${code}`, 300)]]),
      [say(`Who can fix it: ${fixerWords[who]}`)],
    ),
    ...actions(
      fix === undefined
        ? []
        : [
            button({
              text: fix.label,
              actionId: uniqueId(actionIds.start, `${fix.action}.${index}`),
              value: fix.value,
              style: 'primary',
            }),
          ],
    ),
  ];
}

function footOf(props: EligibilityProps, met: readonly RequirementFacts[]): KnownBlock[] {
  return [
    ...(met.length === 0 ? [] : [context(`Met: ${clip(met.slice(0, 30).map(requirementMet).join(', '), 600)}`)]),
    context(askedLine(props)),
    ...actions([
      button({ text: 'Refresh', actionId: actionIds.refreshEligibility, value: props.change, label: 'Ask the same again' }),
      button({
        text: 'Change',
        actionId: actionIds.changeEligibility,
        value: props.change,
        label: 'Change branch, category, time or business account',
      }),
      ...(props.profile === undefined
        ? []
        : [button({ text: 'Profile', actionId: actionIds.openCustomer, value: props.profile })]),
    ]),
  ];
}

function askedLine({ asked }: EligibilityProps): string {
  const parts = [
    `Asked for ${oneLine(asked.branch)}`,
    asked.category === undefined ? 'any category' : oneLine(asked.category),
    asked.time === undefined ? 'now' : oneLine(asked.time),
    asked.account === undefined ? 'private ride' : `business account ${oneLine(asked.account)}`,
  ];
  return clip(parts.join(' · '), 600);
}
