import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { clip, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { blockSentence, interpret } from '../../states/interpret.ts';
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
  /** The account's block state as it came; absent if the customer could not be read. */
  block?: { state?: string | undefined };
  /** The back office's own verdict; absent if it gave none. */
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
    leftOut === 0
      ? []
      : [
          context(
            speak(
              '{leftOut, plural, one {# further requirement} other {# further requirements}} not met; see the back office for all of them.',
              { leftOut },
            ),
          ),
        ];
  const why = unmet.length === 0 ? '' : `: ${clip(unmet.slice(0, 20).map(requirementShort).join('; '), 1000)}`;
  return {
    text: escapeMrkdwn(`${verdict(props, unmet.length)}${why}\n${askedLine(props)}`, 3000),
    blocks: [...head, ...blocks, ...more, ...foot],
  };
}

type Verdict = 'can' | 'cannot' | 'not-known';

/** The back office's verdict, unless it contradicts itself or the account's block state is none that is known to be fine. */
function verdictOf({ fulfilled, block }: EligibilityProps, unmet: number): Verdict {
  const { known, fine } = interpret('block', block?.state);
  if (fulfilled === false || (fulfilled === undefined && unmet > 0)) return 'cannot';
  if (block !== undefined && known && !fine) return 'cannot';
  return unmet > 0 || (block !== undefined && !fine) ? 'not-known' : 'can';
}

const signs: Readonly<Record<Verdict, string>> = { can: '✅ ', cannot: '⛔ ', 'not-known': '❔ ' };

function verdictSign(props: EligibilityProps, unmet: number): string {
  return signs[verdictOf(props, unmet)];
}

/** The verdict is the back office's; if its list says otherwise, both are reported. */
function verdict(props: EligibilityProps, unmet: number): string {
  const { customer, fulfilled } = props;
  const branch = oneLine(props.asked.branch);
  const block = props.block === undefined ? undefined : blockSentence(speak('the account'), props.block.state);
  const why = block === undefined ? '' : `: ${block.replace(/\.$/, '')}`;
  switch (verdictOf(props, unmet)) {
    case 'can':
      return speak('{customer} is eligible to rent in {branch}', { customer, branch });
    case 'not-known':
      return unmet > 0
        ? speak(
            'Whether {customer} can rent in {branch} is not known: the back office says yes, and lists {unmet, plural, one {# open point} other {# open points}}',
            { customer, branch, unmet },
          )
        : speak('Whether {customer} can rent in {branch} is not known{why}', { customer, branch, why });
    case 'cannot':
      if (fulfilled === false && unmet === 0 && why === '')
        return speak('{customer} can’t rent in {branch}; the back office doesn’t say why', { customer, branch });
      return speak('{customer} can’t rent in {branch}{why}', { customer, branch, why });
  }
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
      ...(message === '' ? [] : [[say(speak('The back office says: {message}{code}', { message, code }), 300)]]),
      [say(speak('Who can fix it: {fixerWords}', { fixerWords: fixerWords[who] }))],
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
    ...(met.length === 0
      ? []
      : [context(speak('OK: {met}', { met: clip(met.slice(0, 30).map(requirementMet).join(', '), 600) }))]),
    context(askedLine(props)),
    ...actions([
      button({
        text: speak('Refresh'),
        actionId: actionIds.refreshEligibility,
        value: props.change,
        label: speak('Ask the same again'),
      }),
      button({
        text: speak('Check another branch or vehicle'),
        actionId: actionIds.changeEligibility,
        value: props.change,
        label: speak('Change branch, category, time or business account'),
      }),
      ...(props.profile === undefined
        ? []
        : [button({ text: speak('Profile'), actionId: actionIds.openCustomer, value: props.profile })]),
    ]),
  ];
}

function askedLine({ asked }: EligibilityProps): string {
  const parts = [
    speak('Asked for {branch}', { branch: oneLine(asked.branch) }),
    asked.category === undefined ? speak('any category') : oneLine(asked.category),
    asked.time === undefined ? speak('now') : oneLine(asked.time),
    asked.account === undefined
      ? speak('personal ride')
      : speak('business account {account}', { account: oneLine(asked.account) }),
  ];
  return clip(parts.join(' · '), 600);
}
