import { isTicket, longestTicket, ticketIn } from '../../approvals/policy/tickets.ts';
import type { Policy } from '../../approvals/policy/types.ts';
import { notTicket, ticketMissing } from '../../approvals/tickets.ts';
import { speak } from '../../lib/language/speak.ts';
import { type Field, labels } from '../../views/form/form.ts';
import type { ViewValues } from '../context.ts';
import { textOf } from './values.ts';

const name = 'ticket';

/** What a sent or changed form says at *Ticket*; empty when nothing was typed there. */
export function ticketFrom(values: ViewValues): string {
  return textOf(values, name) ?? '';
}

/** The field, if the policy says how tickets are written. */
export function ticketFields(tickets: Policy['tickets'], text: string, required: boolean): Field[] {
  if (tickets === null) return [];
  const hint = required
    ? speak('Your policy asks for one here. One in the reason is found, too.')
    : speak('The help desk’s number. One in the reason is found, too.');
  // Never required by Slack itself: one in the reason is enough.
  return [
    {
      kind: 'text',
      name,
      label: labels.ticket,
      optional: true,
      hint,
      maxLength: longestTicket,
      initial: text === '' ? undefined : text,
    },
  ];
}

/** The ticket of a sent form: what was typed at the field, else what is found in the reason; or what is wrong, by field. */
export function readTicket(
  tickets: Policy['tickets'],
  { typed, reason, required }: { typed: string; reason: string; required: boolean },
): { ok: true; ticket: string | undefined } | { ok: false; errors: Readonly<Record<string, string>> } {
  if (tickets === null) return { ok: true, ticket: undefined };
  if (typed !== '' && !isTicket(tickets, typed)) return { ok: false, errors: { [name]: notTicket(tickets) } };
  const ticket = typed === '' ? ticketIn(tickets, reason) : typed;
  if (ticket === undefined && required) return { ok: false, errors: { [name]: ticketMissing() } };
  return { ok: true, ticket };
}
