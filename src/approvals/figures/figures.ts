import { z } from 'zod';
import { type RequestState, stateTold, takesIn } from '../machine.ts';

/** What figures are made of: an entry of the journal about a request. */
export type FigureEntry = { at: Date; kind: string; requestId: string; actor: string; data: unknown };

/** From the first instant on, up to and without the second. */
export type Span = { from: Date; to: Date };

/** `now`: when what waits is counted; the end of the span where it is left out. */
type Asked = Span & { now?: Date };

/** What was given of one template in one branch, by one rule and one person, in one currency. */
export type GivenFigure = {
  /** null if it has none, or the entry does not say. */
  branch: number | null;
  /** Its name; null if the entry does not say. */
  template: string | null;
  /** null if none matched. */
  rule: string | null;
  person: string;
  /** null if it gives no money. */
  currency: string | null;
  vouchers: number;
  amount: number;
};

export type Figures = {
  asked: number;
  /** Refused at once, of those asked. */
  refused: number;
  approved: number;
  rejected: number;
  /** From the ask to the yes or no that ended the waiting; undefined while nothing was decided. */
  timeToDecide: { medianMs: number; ninetiethMs: number } | undefined;
  given: readonly GivenFigure[];
  expired: number;
  unknown: number;
  /** What waits for a yes or to be carried out, and what for a person to say what happened; since when the oldest was asked. */
  waiting: { requests: number; oldestAskedAt: Date } | undefined;
  unsettled: { requests: number; oldestAskedAt: Date } | undefined;
};

/** What an entry says that took a version of a request in (intake.ts); older ones say less. */
const Taken = z.object({
  facts: z.object({
    rule: z.string().nullable(),
    branches: z.array(z.number().nullable()).optional(),
    amount: z.object({ amount: z.number(), currency: z.string() }).optional(),
    template: z.object({ id: z.number(), name: z.string() }).optional(),
    /** An envelope: what is drawn from it is given, and not the envelope. */
    opens: z.unknown().optional(),
  }),
});
type Taken = z.output<typeof Taken>['facts'];

type Told = { askedAt: Date; asker: string; state: RequestState; waited: boolean; taken: Taken | undefined };

/** Figures of a span, from the journal's entries in their order; those before it are needed of requests that reach into it. */
export function figuresOf(entries: Iterable<FigureEntry>, { from, to, now = to }: Asked): Figures {
  const requests = new Map<string, Told>();
  const decidedAfterMs: number[] = [];
  const given = new Map<string, GivenFigure>();
  const counts = { asked: 0, refused: 0, approved: 0, rejected: 0, expired: 0, unknown: 0 };
  for (const entry of entries) {
    if (entry.at >= now) continue;
    const before = requests.get(entry.requestId);
    if (before !== undefined && takesIn(entry.kind)) before.taken = takenIn(entry) ?? before.taken;
    const state = stateTold(entry.kind);
    if (state === undefined) continue;
    const isWithin = entry.at >= from && entry.at < to;
    const known = before ?? { askedAt: entry.at, asker: entry.actor, state, waited: false, taken: takenIn(entry) };
    requests.set(entry.requestId, known);
    const wasPending = before?.state === 'pending';
    known.state = state;
    if (state === 'pending') known.waited = true;
    if (!isWithin) continue;
    if (state === 'checking') counts.asked += 1;
    if (state === 'refused' || state === 'expired' || state === 'unknown') counts[state] += 1;
    if (wasPending && (state === 'approved' || state === 'rejected')) {
      counts[state] += 1;
      decidedAfterMs.push(entry.at.getTime() - known.askedAt.getTime());
    }
    if (state === 'done') addGift(given, known);
  }
  const open = [...requests.values()];
  return {
    ...counts,
    timeToDecide: timesOf(decidedAfterMs),
    given: [...given.values()].sort(inOrder),
    waiting: waitingOf(open.filter(({ state }) => state === 'pending' || state === 'approved' || state === 'running')),
    unsettled: waitingOf(open.filter(({ state }) => state === 'unknown')),
  };
}

/** An approval says nothing of it where the request waited. */
function takenIn({ data }: FigureEntry): Taken | undefined {
  return Taken.safeParse(data).data?.facts;
}

function addGift(given: Map<string, GivenFigure>, { taken, asker }: Told): void {
  if (taken === undefined || taken.opens !== undefined || (taken.amount === undefined && taken.template === undefined)) return;
  const key = {
    branch: taken.branches?.[0] ?? null,
    template: taken.template?.name ?? null,
    rule: taken.rule,
    person: asker,
    currency: taken.amount?.currency ?? null,
  };
  const name = JSON.stringify(Object.values(key));
  const known = given.get(name) ?? { ...key, vouchers: 0, amount: 0 };
  known.vouchers += 1;
  known.amount = sum(known.amount, taken.amount?.amount ?? 0);
  given.set(name, known);
}

/** Decimal amounts are off by a little in binary. */
export function sum(one: number, other: number): number {
  return Math.round((one + other) * 10_000) / 10_000;
}

/** What was given, grouped by something, each currency by itself. */
export function givenBy<Key extends 'branch' | 'template' | 'rule' | 'person'>(
  given: readonly GivenFigure[],
  by: Key,
): { key: GivenFigure[Key]; vouchers: number; money: ReadonlyMap<string, number> }[] {
  const groups = new Map<GivenFigure[Key], { key: GivenFigure[Key]; vouchers: number; money: Map<string, number> }>();
  for (const one of given) {
    const group = groups.get(one[by]) ?? { key: one[by], vouchers: 0, money: new Map<string, number>() };
    group.vouchers += one.vouchers;
    if (one.currency !== null) group.money.set(one.currency, sum(group.money.get(one.currency) ?? 0, one.amount));
    groups.set(one[by], group);
  }
  return [...groups.values()];
}

/** The median, and the time within which nine of ten were decided. */
function timesOf(all: readonly number[]): Figures['timeToDecide'] {
  const sorted = [...all].sort((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? 0;
  if (sorted.length === 0) return undefined;
  const middle = sorted.length / 2;
  return {
    medianMs: Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle)),
    ninetiethMs: at(Math.ceil(sorted.length * 0.9) - 1),
  };
}

function waitingOf(requests: readonly Told[]): Figures['waiting'] {
  if (requests.length === 0) return undefined;
  return { requests: requests.length, oldestAskedAt: new Date(Math.min(...requests.map(({ askedAt }) => askedAt.getTime()))) };
}

function inOrder(one: GivenFigure, other: GivenFigure): number {
  return (
    (one.branch ?? Number.POSITIVE_INFINITY) - (other.branch ?? Number.POSITIVE_INFINITY) ||
    (one.template ?? '').localeCompare(other.template ?? '', 'en') ||
    (one.rule ?? '').localeCompare(other.rule ?? '', 'en') ||
    one.person.localeCompare(other.person, 'en') ||
    (one.currency ?? '').localeCompare(other.currency ?? '', 'en')
  );
}
