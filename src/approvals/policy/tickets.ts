import { createRequire } from 'node:module';
import type { isSafe } from 'redos-detector';
import { type Risk, risks } from '../../actions/define.ts';
import { anyMeans } from './pattern.ts';
import type { Policy, Tickets } from './types.ts';

/** A field of Slack's holds more; no help desk's numbers are longer. */
export const longestTicket = 64;
/** Patterns that take this many steps to judge repeat what repeats itself. Steps and not seconds: a busy machine judges alike. */
const mostSteps = 500;

/** What is wrong with a pattern, in a sentence; undefined when tickets can be held against it. */
export function patternProblem(pattern: string): string | undefined {
  const whole = compiled(`^(?:${pattern})$`);
  // By itself, too: `a)|(b` becomes another expression within brackets.
  if (whole === undefined || compiled(pattern) === undefined)
    return 'This cannot be read as a regular expression: a bracket, a brace or a backslash is missing or too many.';
  // Read when it is needed: few policies name a pattern, and every command reads a policy.
  const detector = createRequire(import.meta.url)('redos-detector') as { isSafe: typeof isSafe }; // safe: the package's own types
  try {
    if (detector.isSafe(whole, { maxSteps: mostSteps }).safe) return undefined;
  } catch {
    return 'It cannot be judged whether this pattern can hang. Use letters, digits, [ ], { }, ( ), |, ? and + alone, such as [A-Z]{2,5}-\\d{1,7}.';
  }
  return 'This pattern can hang: a part of it repeats what repeats already, or two repeated parts next to each other fit the same letters. Write how often each part comes, such as [A-Z]{2,5}-\\d{1,7}.';
}

/** Whether the whole of a text is a ticket. */
export function isTicket({ pattern }: Pick<Tickets, 'pattern'>, text: string): boolean {
  return text !== '' && text.length <= longestTicket && (compiled(`^(?:${pattern})$`)?.test(text) ?? false);
}

/** The first ticket in a text that somebody typed; it is a word of its own, and no part of a longer word. */
export function ticketIn({ pattern }: Pick<Tickets, 'pattern'>, text: string): string | undefined {
  const expression = compiled(`(?:${pattern})(?![\\w\u00c0-\u024f]|-\\w)`, 'y');
  if (expression === undefined) return undefined;
  // Each place is tried by itself on as many letters as a ticket may have, so that a long text costs no more than its length.
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_])\S/gu)) {
    expression.lastIndex = 0;
    const found = expression.exec(text.slice(index, index + longestTicket + 1))?.[0].trim();
    if (found !== undefined && isTicket({ pattern }, found)) return found;
  }
  return undefined;
}

/** Whether this is not asked for without a ticket. */
export function needsTicket({ tickets }: Pick<Policy, 'tickets'>, of: { action: string; risk: Risk }): boolean {
  if (tickets === null) return false;
  return tickets.required.includes(of.risk) || anyMeans(tickets.required.filter(isName), of.action);
}

/** Where a ticket is found; undefined if the policy does not say. */
export function ticketAddress({ tickets }: Pick<Policy, 'tickets'>, ticket: string): string | undefined {
  return tickets?.url?.replaceAll('{ticket}', () => encodeURIComponent(ticket));
}

/** A word of `required` that is no risk. */
export function isName(word: string): boolean {
  return !risks.some((risk) => risk === word);
}

/** With Unicode's classes if the pattern allows that: `\-` is an escape without it alone. */
function compiled(source: string, flags = ''): RegExp | undefined {
  for (const all of [`u${flags}`, flags]) {
    try {
      return new RegExp(source, all);
    } catch {
      // Not with these flags.
    }
  }
  return undefined;
}
