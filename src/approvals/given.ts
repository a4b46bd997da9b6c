import { z } from 'zod';
import type { Allowance, AnyAction, Party } from '../actions/define.ts';
import { dataOf, type StoredEntry } from '../journal/entries.ts';
import { journalKinds } from '../journal/kinds.ts';
import { restoredOf } from '../journal/restored.ts';
import { isFinal, isIn, type RequestState, requestStates, takesIn } from './machine.ts';

/** What an entry says that took a version of a request in (intake.ts); older ones say less. */
const Admission = z.object({
  action: z.string(),
  facts: z.object({
    risk: z.string(),
    beneficiary: z.string().optional(),
    target: z.string().optional(),
    around: z.array(z.string()).nullable().optional(),
    amount: z.object({ amount: z.number(), currency: z.string() }).optional(),
    opens: z.object({ template: z.number(), branch: z.number(), most: z.number(), until: z.string() }).optional(),
    envelope: z.string().optional(),
  }),
  sealed: z.object({ asker: z.string(), askedAt: z.iso.datetime() }).loose().optional(),
});
const Made = z.object({ facts: z.object({ created: z.string() }) });

type Request = {
  id: string;
  asker: string;
  action: string;
  askedAt: number;
  state: RequestState;
  /** What it gives away, and to whom; undefined if it gives nothing. */
  gift: { target: string; around: readonly string[]; amount: number; currency: string | undefined } | undefined;
  /** The envelope that it is drawn from. */
  envelope: string | undefined;
  /** The customer that it makes or made, null while nobody can say which, and since when. */
  made: { customer: string | null; at: number } | undefined;
};

/** An envelope that was opened. */
type Envelope = Allowance & { askedAt: number; isOpen: boolean };

/** What is left of an envelope for one more customer; `except` is the draw that is being judged. */
export type Room = Allowance & { askedAt: number; left: number; hasDrawn(target: string): boolean };

/** Of the entry with which an envelope is closed before its end. */
export const closedKind = 'envelope.closed';

/** What limits look back at. `except` is the request that is being judged. */
export type Looking = { since: Date; except?: string | undefined };

/** What this app gave, made and was asked for, as far as the journal was read. */
export type Given = {
  /** Takes the next entry; they come in order. */
  hear(entry: StoredEntry): void;
  /**
   * What the same customer was given. What an account was given counts for each of its members, of then and of now; what its members were
   * given counts for the account; two members do not count for each other.
   */
  to(party: Party, currency: string, looking: Looking): number;
  /** Whether it was sent, or has ended. */
  hasEnded(id: string): boolean;
  /** What this person gave. */
  by(asker: string, currency: string, looking: Looking): number;
  /** How many of this action somebody asked for; what was refused before anybody was asked does not count. */
  askedFor(asker: string, action: string, looking: Looking): number;
  /** The envelopes that were opened and not closed, by their ids; whether their time is over is not looked at. */
  openEnvelopes(): readonly (Allowance & { id: string })[];
  /** Of one of them; undefined if it is not open. A draw that certainly sent nothing leaves its place to the next. */
  roomIn(id: string, except?: string): Room | undefined;
  /** When somebody last went on from a restored database: what was given before may have a gap. */
  gapAt(): Date | undefined;
  /** Whether this person made one of these customers lately, or one that nobody can name; null means that it may be any. */
  hasMade(asker: string, customers: readonly string[] | null, since: Date): boolean;
};

const isSpent = ({ state }: Request) => isIn('spent', state);
const mayHaveMade = ({ state }: Request) => isIn('sent', state);

/** All that limits are judged by is read from the journal and nothing else: anyone who can write to the database cannot write that. */
export function createGiven(actions: Readonly<Record<string, Pick<AnyAction, 'party' | 'creates' | 'opens'>>>): Given {
  const askedAt = new Map<string, number>();
  const requests = new Map<string, Request>();
  const ended = new Set<string>();
  const envelopes = new Map<string, Envelope>();
  let gap: Date | undefined;

  function admit(id: string, { actor, at, ...entry }: StoredEntry): void {
    const told = Admission.safeParse(dataOf(entry)?.data);
    if (!told.success) return;
    const { action, facts, sealed } = told.data;
    const target = facts.target ?? facts.beneficiary;
    const { amount, currency } = facts.amount ?? { amount: 0, currency: undefined };
    requests.set(id, {
      id,
      asker: sealed?.asker ?? actor,
      action,
      askedAt: sealed === undefined ? (askedAt.get(id) ?? Date.parse(at)) : Date.parse(sealed.askedAt),
      state: 'pending',
      gift:
        target === undefined || actions[action]?.party === undefined
          ? undefined
          : { target, around: facts.around ?? [], amount, currency },
      envelope: facts.envelope,
      made: actions[action]?.creates === undefined ? undefined : { customer: null, at: Date.parse(at) },
    });
    const admitted = requests.get(id);
    if (facts.opens !== undefined && actions[action]?.opens !== undefined && admitted !== undefined)
      envelopes.set(id, { ...facts.opens, askedAt: admitted.askedAt, isOpen: false });
    askedAt.delete(id);
  }

  const sumOf = (currency: string, { since, except }: Looking, counts: (request: Request) => boolean) => {
    let sum = 0;
    for (const request of requests.values()) {
      if (request.askedAt < since.getTime() || request.id === except || !isSpent(request)) continue;
      if (request.gift?.currency === currency && counts(request)) sum += request.gift.amount;
    }
    return sum;
  };

  return {
    hear(entry) {
      const { requestId: id, kind, at } = entry;
      if (kind === journalKinds.restored && entry.keyId !== null && restoredOf(entry) !== undefined) gap = new Date(at);
      if (id === null) return;
      if (kind === 'request.asked') askedAt.set(id, Date.parse(at));
      if (takesIn(kind)) admit(id, entry);
      const envelope = envelopes.get(id);
      if (envelope !== undefined && (kind === 'request.done' || kind === closedKind)) envelope.isOpen = kind !== closedKind;
      const request = requests.get(id);
      const state = requestStates.find((one) => kind === `request.${one}`);
      if (kind === 'request.sent' || (state !== undefined && (isFinal(state) || state === 'unknown'))) ended.add(id);
      if (request === undefined || state === undefined) return;
      request.state = state;
      const made = Made.safeParse(dataOf(entry)?.data);
      if (made.success) request.made = { customer: made.data.facts.created, at: Date.parse(at) };
    },
    to({ target, around }, currency, looking) {
      if (around === null) return Number.NaN;
      return sumOf(
        currency,
        looking,
        ({ gift }) =>
          gift !== undefined && (gift.target === target || gift.around.includes(target) || around.includes(gift.target)),
      );
    },
    hasEnded: (id) => ended.has(id),
    by: (asker, currency, looking) => sumOf(currency, looking, (request) => request.asker === asker),
    askedFor: (asker, action, { since, except }) =>
      [...requests.values()].filter(
        (one) => one.asker === asker && one.action === action && one.askedAt >= since.getTime() && one.id !== except,
      ).length,
    openEnvelopes: () => [...envelopes].flatMap(([id, { isOpen, ...envelope }]) => (isOpen ? [{ id, ...envelope }] : [])),
    roomIn(id, except) {
      const envelope = envelopes.get(id);
      if (envelope?.isOpen !== true) return undefined;
      const draws = [...requests.values()].filter((one) => one.envelope === id && one.id !== except && isSpent(one));
      const { askedAt, most, ...allowed } = envelope;
      return {
        ...{ ...allowed, askedAt, most },
        left: most - draws.length,
        hasDrawn: (target) => draws.some(({ gift }) => gift?.target === target),
      };
    },
    gapAt: () => gap,
    hasMade: (asker, customers, since) =>
      [...requests.values()].some((request) => {
        if (request.made === undefined || request.asker !== asker || request.made.at < since.getTime()) return false;
        const { customer } = request.made;
        if (customer !== null && customers?.includes(customer) === true) return true;
        return (customers === null || customer === null) && mayHaveMade(request);
      }),
  };
}
