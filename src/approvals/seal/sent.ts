import { z } from 'zod';
import type { Json } from '../../lib/json.ts';
import type { ApprovalDeps } from '../deps.ts';
import { takesIn } from '../machine.ts';
import type { RequestRecord } from '../request.ts';
import { mustAgree, mustBeAsSeen, mustHold } from './check.ts';
import { takenStatement } from './statement.ts';
import type { Story } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

const Taken = z.object({ sealed: z.record(z.string(), z.unknown()), seal: z.string() });
/** Parts of which the statement has a digest, whose salt goes when they are erased. */
const salted = ['input', 'reason', 'ticket', 'facts', 'shown'] as const;

/**
 * Holds what was sent against its seal, and what was read before: a proof over anything else proves nothing, and who settles it is judged
 * by who asked. What was erased since is left out, and so is what was sent before there were seals. @throws Tampered
 */
export function mustBeAsSent(deps: ApprovalDeps, record: RequestRecord, story: Story): void {
  mustAgree(record, story);
  if (!isSealed(story)) return;
  // Only an unknown one is erased before it is over, and what was read before goes first.
  if (record.isErased && (record.state !== 'unknown' || record.snapshot !== undefined))
    throw new Tampered(record.id, [changedOutside('What was erased')]);
  mustBeAsTaken(deps, record, story);
  if (!record.isErased) mustBeAsSeen(record, story);
}

/** Holds what was taken in against its seal, as far as it is not erased. @throws Tampered */
export function mustBeAsTaken(deps: ApprovalDeps, record: RequestRecord, story: Story): void {
  const told = record.isErased ? (takenIn(story)?.sealed ?? {}) : {};
  const erased = record.isErased ? Object.fromEntries(salted.map((part) => [part, told[part] as Json])) : {}; // safe: entries are made of JSON
  mustHold(deps, record, { ...takenStatement(record), ...erased }, story, takesIn);
}

/** Whether it is from when there were seals: what has no key may have been put before its story by anybody, and says nothing of that. */
const isSealed = ({ entries }: Story): boolean =>
  entries.some(({ kind, isKeyed }) => isKeyed && (takesIn(kind) || kind === 'request.sent'));

/** What the journal has of the newest version that was taken in; undefined if it was stopped before that, or there were no seals. */
export function takenIn({ entries }: Story): z.infer<typeof Taken> | undefined {
  const taken = entries.filter(({ kind, isKeyed }) => isKeyed && takesIn(kind));
  return taken.map(({ data }) => Taken.safeParse(data)).findLast(({ success }) => success)?.data;
}
