import type { Submission } from '../context.ts';
import type { ActionForm, Filled } from './action-form.ts';

/** What was sent; a time in it is the sender's own. */
export async function sentAt({ app, who }: Submission, form: ActionForm, filled: Filled): Promise<Filled> {
  if (form.readsTime !== true) return filled;
  const { timeZone } = await app.directory.standing(who.id, { freshMs: 600_000, withinMs: 700, stale: 'at-once' });
  return { ...filled, at: { now: app.clock.now(), timeZone } };
}
