import type { Risk } from '../actions/define.ts';
import { Fault, refuse } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { isTicket, longestTicket, needsTicket } from './policy/tickets.ts';
import type { Policy, Tickets } from './policy/types.ts';

/** Throws a sentence where it is none. */
export function mustBeTicket(tickets: Policy['tickets'], ticket: string | undefined): void {
  if (ticket === undefined) return;
  if (tickets === null)
    throw new Fault('bad_input', speak('This policy has no tickets any more. Close the form and open it again.'));
  if (!isTicket(tickets, ticket)) throw new Fault('bad_input', notTicket(tickets));
}

/** Throws a sentence if the policy asks for one and there is none. */
export function mustHaveTicket(
  policy: Pick<Policy, 'tickets'>,
  { action, ticket }: { action: string; ticket: string | undefined },
  risk: Risk,
): void {
  if (ticket === undefined && needsTicket(policy, { action, risk })) throw refuse(ticketMissing());
}

/** What to say at the field about something else. */
export function notTicket({ pattern }: Pick<Tickets, 'pattern'>): string {
  return speak('This is not the number of a ticket: at most {most} letters, written as {pattern}.', {
    most: longestTicket,
    pattern,
  });
}

/** What to say at the field, or of the request, if one is missing. */
export const ticketMissing = (): string => speak('This needs a ticket: write its number at Ticket, or in the reason.');
