import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { speak } from '../lib/language/speak.ts';

/** What a day's reads have come to, and those of each person where they are limited. `told` is the highest share, in percent, that somebody was told of. */
export type Spent = { day: string; reads: number; told: number; people?: Readonly<Record<string, number>> | undefined };

/** Where it is kept between two starts. Neither throws. */
export type CallBudgetStore = { load(): Spent | undefined; keep(spent: Spent): void };

export type BudgetReached = { percent: 80 | 100; used: number; limit: number };

/** How many reads a UTC day may cost upstream, which allows little extra load. Writes, and what proves them, are never held back. */
export type Budget = {
  /** One read goes out. */
  spend(): void;
  /** A read for this person. Throws Fault('refused') when they have none left today. */
  spendFor(person: string): void;
  /** Throws Fault('refused') when nothing is left today; for reads that can wait. */
  mustHaveLeft(): void;
  today(): { used: number; limit: number | null };
};

export type BudgetDeps = {
  /** Null if the policy names none: then it only counts. */
  limit: number | null;
  /** The same for each person; null if the policy names none. */
  perPerson?: number | null;
  clock: Clock;
  store: CallBudgetStore;
  /** Told once a day for each of the two. */
  onReached(reached: BudgetReached): void;
  /** Told once a day for each person. */
  onPersonReached?(person: string, limit: number): void;
};

const marks = [80, 100] as const;

export function createBudget({ limit, perPerson = null, clock, store, onReached, onPersonReached }: BudgetDeps): Budget {
  const dayOf = () => clock.now().toISOString().slice(0, 10);
  let spent = store.load() ?? { day: dayOf(), reads: 0, told: 0 };

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
      store.keep({ ...now });
    },
    spendFor(person) {
      if (perPerson === null) return;
      const now = current();
      const used = (now.people?.[person] ?? 0) + 1;
      if (used > perPerson + 1) throw noneLeftFor(perPerson);
      now.people = { ...now.people, [person]: used };
      if (used <= perPerson) return;
      onPersonReached?.(person, perPerson);
      throw noneLeftFor(perPerson);
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

function noneLeftFor(perPerson: number): Fault {
  return new Fault(
    'refused',
    speak(
      'You have used the {perPerson} look-ups that the policy gives each person a day. You can look things up again after midnight UTC. Requests that are on their way go on.',
      { perPerson },
    ),
    { message: 'the daily budget of one person is used up' },
  );
}
