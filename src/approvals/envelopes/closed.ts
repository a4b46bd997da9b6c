import { z } from 'zod';
import type { ApprovalDeps } from '../deps.ts';
import { closedKind } from '../given.ts';
import type { Closed, RequestRecord } from '../request.ts';
import type { Story } from '../seal/story.ts';

const Told = z.object({ facts: z.object({ closed: z.string() }) });

/** How it was closed, as the journal tells; undefined if it was not. */
export function closedIn({ entries }: Pick<Story, 'entries'>): Closed | undefined {
  const entry = entries.find(({ kind, isKeyed }) => isKeyed && kind === closedKind);
  return entry && { by: entry.actor, at: entry.at, why: Told.safeParse(entry.data).data?.facts.closed ?? '' };
}

/** What a request allows, if it is an envelope that was opened. */
export function openedBy(
  { actions, clock }: Pick<ApprovalDeps, 'actions' | 'clock'>,
  { action, state, snapshot, input }: RequestRecord,
): RequestRecord['opened'] {
  if (state !== 'done' || snapshot === undefined || input === null) return undefined;
  const allowed = actions[action]?.opens?.(snapshot, input);
  if (allowed === undefined) return undefined;
  const until = new Date(allowed.until);
  return { most: allowed.most, until, isOver: until <= clock.now() };
}
