import { z } from 'zod';
import { type Branches, type Risk, risks } from '../../actions/define.ts';
import { dataOf, type StoredEntry } from '../../journal/entries.ts';
import type { Money } from '../../lib/money.ts';
import { takesIn } from '../machine.ts';
import { traitsOf } from './catalogue.ts';

/** A request as the journal tells of it: what a policy judges, what was decided then, and what became of it. */
export type PastRequest = {
  id: string;
  asker: string;
  action: string;
  risk: Risk;
  amount: Money | undefined;
  /** It gave more than money alone. */
  givesMore: boolean;
  branches: Branches;
  /** How many things it touched. */
  count: number;
  beneficiary: string | undefined;
  /** The accounts that the customer was in, or the account's members; null when that was not known. */
  around: readonly string[] | null;
  /** Why it was asked whatever the rules said. */
  alwaysAsks: string | undefined;
  /** False if the entry is of a version that did not note whom a request was for: what they were given is not known then. */
  isComplete: boolean;
  askedAt: Date;
  /** The envelope that it was drawn from. */
  envelope: string | undefined;
  /** The number of the entry with which it began to wait, or to run, as it is. */
  admitted: number;
  /** The rule that decided; null if none matched. */
  rule: string | null;
  /** Whom it waited for; null if it ran when confirmed. */
  waitedFor: { role: string; count: number } | null;
  /** The number of the entry of the last vote that was needed. */
  approved: number | undefined;
  /** How it ended, with the number of that entry; undefined while it is open, or its outcome is unknown. */
  ended: { state: EndState; entry: number } | undefined;
};

const endStates = ['rejected', 'expired', 'cancelled', 'stale', 'done', 'failed'] as const;
export type EndState = (typeof endStates)[number];

/** What is written when a version of a request is taken in (intake.ts). */
const Admission = z.object({
  action: z.string(),
  facts: z.object({
    risk: z.enum(risks),
    rule: z.string().nullable(),
    touches: z.number().optional(),
    beneficiary: z.string().optional(),
    /** Where its subjects belonged. */
    branches: z.array(z.number().nullable()).optional(),
    /** Of entries before that: the branch that the form named. */
    branch: z.number().optional(),
    givesMore: z.boolean().optional(),
    around: z.array(z.string()).nullable().optional(),
    alwaysAsks: z.string().optional(),
    envelope: z.string().optional(),
    amount: z.object({ amount: z.number(), currency: z.string() }).optional(),
    role: z.string().optional(),
    count: z.number().optional(),
  }),
});

/**
 * The requests that the journal's entries tell of, in the order in which they began to wait or to run. Those that were refused before
 * that are not among them. Entries that are not what the app writes are passed over: `audit verify` is there to find them.
 */
export async function readHistory(pages: AsyncIterable<readonly StoredEntry[]>): Promise<PastRequest[]> {
  const requests = new Map<string, PastRequest>();
  const askedAt = new Map<string, Date>();
  for await (const page of pages) {
    for (const entry of page) {
      const { requestId } = entry;
      if (requestId === null) continue;
      if (entry.kind === 'request.asked') askedAt.set(requestId, new Date(entry.at));
      const known = requests.get(requestId);
      if (known !== undefined) follow(known, entry);
      else {
        const begun = begin(requestId, entry, askedAt.get(requestId));
        if (begun !== undefined) requests.set(requestId, begun);
      }
    }
  }
  return [...requests.values()];
}

function begin(id: string, entry: StoredEntry, askedAt: Date | undefined): PastRequest | undefined {
  if (!takesIn(entry.kind)) return undefined;
  const told = Admission.safeParse(dataOf(entry)?.data);
  if (!told.success) return undefined;
  const { action, facts } = told.data;
  return {
    id,
    asker: entry.actor,
    action,
    risk: facts.risk,
    amount: facts.amount,
    givesMore: facts.givesMore ?? false,
    branches: branchesOf(action, facts),
    count: facts.touches ?? 1,
    beneficiary: facts.beneficiary,
    around: facts.around === undefined ? [] : facts.around,
    alwaysAsks: facts.alwaysAsks,
    envelope: facts.envelope,
    isComplete: facts.touches !== undefined,
    askedAt: askedAt ?? new Date(entry.at),
    admitted: entry.seq,
    rule: facts.rule,
    waitedFor: waitedFor(entry.kind, facts),
    approved: undefined,
    ended: undefined,
  };
}

/** Older entries name the branch of the form, or none: if nothing else is known, that is taken for the subject's. */
function branchesOf(action: string, { branches, branch }: z.output<typeof Admission>['facts']): Branches {
  if (branches !== undefined) return branches.map((one) => one ?? undefined);
  return traitsOf(action).isNowhere === true ? [] : [branch];
}

/** A version that came of an offer may ask nobody, and says so by naming no role. */
function waitedFor(kind: string, { role, count }: z.output<typeof Admission>['facts']): PastRequest['waitedFor'] {
  if (kind === 'request.approved' || (kind === 'request.revised' && role === undefined)) return null;
  return { role: role ?? '', count: count ?? 1 };
}

function follow(request: PastRequest, entry: StoredEntry): void {
  const { kind, seq } = entry;
  // What was judged is the newest version.
  if (kind === 'request.revised') Object.assign(request, begin(request.id, entry, request.askedAt));
  if (kind === 'request.approved') request.approved = seq;
  const state = endStates.find((one) => kind === `request.${one}`);
  if (state !== undefined) request.ended = { state, entry: seq };
}
