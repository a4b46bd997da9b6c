import { z } from 'zod';
import type { ChangeDeps } from './approvals/change.ts';
import type { ApprovalDeps } from './approvals/deps.ts';
import { type Erased, eraseCustomer } from './approvals/erase.ts';
import { accept } from './approvals/go-on.ts';
import { erasedAmong, keepErasure } from './journal/erasure-file.ts';
import { noticeRestore } from './journal/restore.ts';

/** What the command line asks of a database, in the process that holds it or in its own. */
export type OperatorCommands = Readonly<Record<string, (asked: unknown) => Promise<unknown>>>;

export const RestoredAsked = z.object({
  /** Who accepts it and why; absent if it is only looked at. */
  accept: z.object({ actor: z.string().regex(/^cli:/), reason: z.string().max(3_000) }).optional(),
});
export const RestoredAnswer = z.object({
  restore: z.object({ after: z.number(), kept: z.number() }).optional(),
  accepted: z.boolean(),
});

export const EraseAsked = z.object({
  customer: z.int().positive(),
  actor: z.string().regex(/^cli:/),
  reason: z.string().min(1).max(3_000),
});
const count = z.int().nonnegative();
export const EraseAnswer = z.object({
  cancelled: count,
  requests: count,
  entries: count,
  running: count,
  unknown: count,
  messages: count,
});

export type OperatorDeps = Pick<ApprovalDeps, 'db' | 'log'> &
  ChangeDeps & {
    headFile: string | undefined;
  };

export function operatorCommands(deps: OperatorDeps): OperatorCommands {
  return {
    async restored(asked): Promise<z.infer<typeof RestoredAnswer>> {
      const { accept: by } = RestoredAsked.parse(asked);
      // A database that no process was started on yet has no mark.
      const open = await noticeRestore(deps.db, deps.headFile, deps.keys.find);
      if (open === undefined) return { accepted: false };
      const restore = { after: open.after, kept: open.head.seq };
      return { restore, accepted: by !== undefined && (await accept(deps, by)) !== undefined };
    },
    async erase(asked): Promise<Erased> {
      const erasing = EraseAsked.parse(asked);
      const subject = `customer:${erasing.customer}`;
      // First, so that a backup that is restored in the middle of it brings nobody back.
      if (deps.headFile !== undefined && (await erasedAmong(deps.headFile, [subject])).length === 0)
        await keepErasure(deps.headFile, subject);
      return eraseCustomer(deps, erasing);
    },
  };
}
