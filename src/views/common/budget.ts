import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import type { Message } from './blocks.ts';
import { noteMessage } from './note.ts';
import { isUserId, mention, richLines, say, spokenLine } from './rich.ts';

export type BudgetProps = { percent: 80 | 100; used: number; limit: number };

/** To an owner of the policy: how much of the day is used, and what follows. */
export function budgetMessage({ percent, used, limit }: BudgetProps): Message {
  return noteMessage(
    percent === 100
      ? speak(
          'Today’s budget of {limit} calls to the back office is used up. Until midnight UTC, lists that search as somebody types, previews of links and the extras of a profile rest; look-ups by a command and changes go on. The budget is dailyBudget in the policy file.',
          { limit },
        )
      : speak(
          '{used} of today’s {limit} calls to the back office are used. When all are, what can wait is refused until midnight UTC. The budget is dailyBudget in the policy file.',
          { used, limit },
        ),
  );
}

const used =
  '{person} has used the {limit} look-ups that dailyBudget.perPerson of the policy file gives each person a day. Until midnight UTC Wheelhouse reads nothing for them.';

/** To an owner of the policy: somebody has used their part of the day. */
export function personBudgetMessage({ person, limit }: { person: string; limit: number }): Message {
  const isKnown = isUserId(person);
  return {
    text: speak(used, { person: isKnown ? `<@${person}>` : escapeMrkdwn(oneLine(person), 60), limit }),
    blocks: [richLines(spokenLine(used, { person: isKnown ? mention(person) : say(person, 60), limit }))],
  };
}
