import { afterDeskTime } from '../../lib/desk-hours.ts';
import type { Policy } from './types.ts';

/** How a rule's time to decide, and until it is passed on, is counted: in all hours, or in the desk's. */
export function clockOf({ desk }: Pick<Policy, 'desk'>, { clock }: { clock?: 'desk' }): (from: Date, ms: number) => Date {
  if (clock === 'desk' && desk !== null) return (from, ms) => afterDeskTime(from, ms, desk);
  return (from, ms) => new Date(from.getTime() + ms);
}
