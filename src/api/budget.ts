import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';

/** What a day's reads have come to. `told` is the highest share, in percent, that somebody was told of. */
export type Spent = { day: string; reads: number; told: number };

/** Where it is kept between two starts. Neither throws. */
export type SpentShelf = { load(): Spent | undefined; keep(spent: Spent): void };

export type BudgetReached = { percent: 80 | 100; used: number; limit: number };

/** How many reads a UTC day may cost upstream, which allows little extra load. Writes, and what proves them, are never held back. */
export type Budget = {
  /** One read goes out. */
  spend(): void;
  /** Throws Fault('refused') when nothing is left today; for reads that can wait. */
  mustHaveLeft(): void;
  today(): { used: number; limit: number | null };
};

export type BudgetDeps = {
  /** Null where the policy names none: then it only counts. */
  limit: number | null;
  clock: Clock;
  shelf: SpentShelf;
  /** Told once a day for each of the two. */
  onReached(reached: BudgetReached): void;
};

const marks = [80, 100] as const;

export function createBudget({ limit, clock, shelf, onReached }: BudgetDeps): Budget {
  const dayOf = () => clock.now().toISOString().slice(0, 10);
  let spent = shelf.load() ?? { day: dayOf(), reads: 0, told: 0 };

  function current(): Spent {
    const day = dayOf();
    if (spent.day !== day) spent = { day, reads: 0, told: 0 };
    return spent;
  }

  function tell(now: Spent, most: number): void {
    const percent = marks.findLast((mark) => now.reads * 100 >= most * mark && now.told < mark);
    if (percent === undefined) return;
    now.told = percent;
    onReached({ percent, used: now.reads, limit: most });
  }

  return {
    spend() {
      const now = current();
      now.reads += 1;
      if (limit !== null) tell(now, limit);
      shelf.keep({ ...now });
    },
    mustHaveLeft() {
      if (limit === null || current().reads < limit) return;
      throw new Fault(
        'refused',
        'Today’s calls to the back office are used up, so what can wait is not read before midnight UTC. Commands with an id, an e-mail address or a card’s number still work.',
        { message: 'the daily budget is used up' },
      );
    },
    today: () => ({ used: current().reads, limit }),
  };
}
