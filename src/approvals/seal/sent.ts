import { z } from 'zod';
import { saltedDigest } from '../../journal/seals.ts';
import type { Json } from '../../lib/json.ts';
import type { ApprovalDeps } from '../deps.ts';
import { takesIn } from '../machine.ts';
import type { RequestRecord } from '../request.ts';
import { mustAgree, mustHold } from './check.ts';
import { takenStatement } from './statement.ts';
import type { Story } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

const Sent = z.object({ seen: z.string() });
const Taken = z.object({ sealed: z.record(z.string(), z.unknown()) });
/** Parts of which the statement has a digest, whose salt goes when they are erased. */
const salted = ['input', 'reason', 'ticket', 'facts', 'shown'] as const;

/** What was read before a write: its proof rests on it, so the entry of the sending keeps a digest of it. */
export const seenDigest = (salt: string | undefined, snapshot: unknown): string =>
  saltedDigest(salt ?? '', (snapshot === undefined ? null : JSON.parse(JSON.stringify(snapshot))) as Json); // safe: what JSON gives is Json

/**
 * Holds what was sent against its seal, and what was read before: a proof over anything else proves nothing, and who settles it is judged
 * by who asked. What was erased since is left out, and so is what was sent before there were seals. @throws Tampered
 */
export function mustBeAsSent(deps: ApprovalDeps, record: RequestRecord, story: Story): void {
  mustAgree(record, story);
  if (story.entries[0]?.isKeyed === false) return;
  const statement = takenStatement(record);
  if (record.isErased) {
    // Only an unknown one is erased before it is over, and what was read before goes first.
    if (record.state !== 'unknown' || record.snapshot !== undefined)
      throw new Tampered(record.id, [changedOutside('What was erased')]);
    const taken = story.entries.filter(({ kind }) => takesIn(kind));
    const told = taken.map(({ data }) => Taken.safeParse(data)).findLast(({ success }) => success)?.data?.sealed ?? {};
    const asTold = Object.fromEntries(salted.map((part) => [part, told[part] as Json])); // safe: entries are made of JSON
    mustHold(deps, record, { ...statement, ...asTold }, story, takesIn);
    return;
  }
  mustHold(deps, record, statement, story, takesIn);
  const sent = story.entries.map(({ kind, data }) => (kind === 'request.sent' ? Sent.safeParse(data).data : undefined));
  const told = sent.find((one) => one !== undefined)?.seen;
  if (told !== undefined && told !== seenDigest(record.salt, record.snapshot))
    throw new Tampered(record.id, [changedOutside('What was read before')]);
}
