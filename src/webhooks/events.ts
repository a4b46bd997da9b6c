import { z } from 'zod';
import { type WebhookEvent, webhookEvents } from '../approvals/policy/types.ts';
import type { ToldEntry } from '../journal/of-request.ts';
import { saltedDigest } from '../journal/seals.ts';

/** What a receiver is told: ids alone, nobody's name and no reason. */
export type WebhookBody = {
  /** The event's, the same at each try. */
  id: string;
  at: string;
  event: WebhookEvent;
  request: {
    ref: string;
    action: string;
    risk: string | null;
    state: string;
    subject: { kind: string; id: number | string } | null;
    branch: number | null;
    amount: number | null;
    currency: string | null;
    ticket: string | null;
    rule: string | null;
    askedBy: string | null;
    decidedBy: string[];
  };
};

const Told = z.object({
  action: z.string().optional(),
  facts: z
    .object({
      risk: z.string().optional(),
      rule: z.string().nullable().optional(),
      branches: z.array(z.number().nullable()).optional(),
      amount: z.object({ amount: z.number(), currency: z.string() }).optional(),
    })
    .optional(),
  sealed: z
    .object({
      asker: z.string(),
      subjects: z.array(z.string()),
      beneficiary: z.string().nullable(),
      ticket: z.string().optional(),
    })
    .optional(),
  vote: z.object({ verdict: z.enum(['approve', 'reject']) }).optional(),
});
type Told = z.output<typeof Told>;

/** What the row has and the journal only a digest of. */
export type KeptTicket = { ticket: string | undefined; salt: string | undefined };

/**
 * The events of a request, in order, each as it was then. They are made of the journal alone, so that somebody who can write to the
 * database has nothing told; there are only ever more of them.
 */
export function eventsOf(ref: string, entries: readonly ToldEntry[], kept: KeptTicket): WebhookBody[] {
  const events: WebhookBody[] = [];
  let taken: Told | undefined;
  const votes: { person: string; verdict: 'approve' | 'reject' }[] = [];
  for (const { seq, at, kind, actor, data } of entries) {
    const told = Told.safeParse(data).data ?? {};
    const state = kind.replace(/^request\./, '');
    const takesIn = told.sealed !== undefined && told.facts?.risk !== undefined;
    const isFirst = takesIn && taken === undefined;
    // A yes was for the version of then.
    if (takesIn && !isFirst) votes.length = 0;
    if (takesIn) taken = told;
    if (told.vote !== undefined) votes.push({ person: actor, verdict: told.vote.verdict });
    if (taken === undefined) continue;
    const add = (event: WebhookEvent, stateThen: string) =>
      events.push({
        id: `${ref}-${seq}-${event}`,
        at: at.toISOString(),
        event,
        request: requestOf(ref, taken ?? {}, kept, { state: stateThen, decidedBy: decidersOf(votes, event) }),
      });
    if (isFirst) add('asked', state);
    const event = webhookEvents.find((known) => known === state);
    if (event !== undefined && event !== 'asked') add(event, event === 'offered' ? 'pending' : state);
  }
  return events;
}

function requestOf(
  ref: string,
  { action, facts, sealed }: Told,
  kept: KeptTicket,
  { state, decidedBy }: { state: string; decidedBy: string[] },
): WebhookBody['request'] {
  return {
    ref,
    action: action ?? '',
    risk: facts?.risk ?? null,
    state,
    subject: subjectOf(sealed?.beneficiary ?? sealed?.subjects[0]),
    branch: facts?.branches?.[0] ?? null,
    amount: facts?.amount?.amount ?? null,
    currency: facts?.amount?.currency ?? null,
    ticket: ticketOf(sealed?.ticket, kept),
    rule: facts?.rule ?? null,
    askedBy: sealed?.asker ?? null,
    decidedBy,
  };
}

/** One that was changed or erased since is not told. */
function ticketOf(digest: string | undefined, { ticket, salt }: KeptTicket): string | null {
  if (digest === undefined || ticket === undefined || salt === undefined) return null;
  return saltedDigest(salt, ticket) === digest ? ticket : null;
}

/** What requests are kept apart by, if that is a thing with an id: `new:customer` is none. */
function subjectOf(subject: string | undefined): WebhookBody['request']['subject'] {
  const [, kind, id] = /^(customer|account|card|card-number|terms|unit|smartmove):([\w.-]{1,64})$/.exec(subject ?? '') ?? [];
  if (kind === undefined || id === undefined || id === 'new') return null;
  return { kind, id: /^\d{1,15}$/.test(id) && kind !== 'card-number' ? Number(id) : id };
}

function decidersOf(votes: readonly { person: string; verdict: 'approve' | 'reject' }[], event: WebhookEvent): string[] {
  const verdict = event === 'rejected' ? 'reject' : 'approve';
  return [...new Set(votes.filter((vote) => vote.verdict === verdict).map(({ person }) => person))];
}
