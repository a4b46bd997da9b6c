import type { Message } from './blocks.ts';
import { noteMessage } from './note.ts';

export type BudgetProps = { percent: 80 | 100; used: number; limit: number };

/** To an owner of the policy: how much of the day is used, and what follows. */
export function budgetMessage({ percent, used, limit }: BudgetProps): Message {
  return noteMessage(
    percent === 100
      ? `Today’s budget of ${limit} calls to the back office is used up. Until midnight UTC, lists that search as somebody types, previews of links and the extras of a profile rest; look-ups by a command and changes go on. The budget is dailyBudget in the policy file.`
      : `${used} of today’s ${limit} calls to the back office are used. When all are, what can wait is refused until midnight UTC. The budget is dailyBudget in the policy file.`,
  );
}
