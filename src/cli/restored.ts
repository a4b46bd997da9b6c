import type { Environment } from '../config.ts';
import { RestoredAnswer } from '../operator.ts';
import type { CommandEnd } from './arguments.ts';
import { accountName } from './arguments.ts';
import { operate } from './operate.ts';

/** `wheelhouse restored [--accept]`: goes on from a database that is older than its kept head. */
export async function restored(
  { environment }: { environment: Environment },
  { accept = false, reason = '' }: { accept?: boolean; reason?: string },
): Promise<CommandEnd> {
  try {
    return await operate(environment, async ({ ask, headFile }) => {
      const by = { actor: `cli:${accountName()}`, reason: reason.trim() };
      const { restore, accepted } = RestoredAnswer.parse(await ask('restored', accept ? { accept: by } : {}));
      if (restore === undefined) return { code: 1, lines: [nothing(headFile)] };
      const lost = `Its journal ends at entry ${restore.after}, and the kept head is entry ${restore.kept}.`;
      if (accepted)
        return { code: 0, lines: [`Wheelhouse goes on from the restored database. ${lost} The journal names the lost range.`] };
      if (accept) return { code: 1, lines: ['Somebody else has gone on already.'] };
      return {
        code: 0,
        lines: [
          `The database was restored from a backup. ${lost}`,
          'Nothing is decided or sent until an owner presses Go on in Slack, or you run: npx wheelhouse restored --accept --reason "why"',
        ],
      };
    });
  } catch (error) {
    return { code: 2, lines: [error instanceof Error ? error.message : 'The database cannot be looked at.'] };
  }
}

const nothing = (headFile: string | undefined) =>
  headFile === undefined
    ? 'Nothing to accept. No head is kept (AUDIT_HEAD_FILE), so a restored database would not be noticed.'
    : 'Nothing to accept: the database has the kept head of its journal.';
