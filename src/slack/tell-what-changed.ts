import type { PostedMessages } from '../approvals/ports.ts';
import { changedOutsideNotice } from '../views/request/changed-outside.ts';
import { envelopeClosedNotice } from '../views/request/envelope-notice.ts';
import { goneOnNotice, restoredNotice } from '../views/restore/notice.ts';
import type { OwnersNotice, TellOwners } from './tell-owners.ts';

export type TellWhatChangedDeps = {
  postedMessages: PostedMessages;
  tellOwners: TellOwners;
  labelOf(action: string): string;
  /** Whether a restored database still waits for somebody to go on. */
  isRestored(): Promise<boolean>;
};

const againInMs = 30_000;

/**
 * The job that tells the policy's owners what must not be, until somebody was reached. `ref` is `changed:<request>`,
 * `envelope:<request>`,
 * `restored:<last entry>:<kept head>` or `gone-on:<last entry>:<kept head>:<who>`.
 */
export async function tellWhatChanged(deps: TellWhatChangedDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const notice = await noticeOf(deps, ref);
  if (notice === undefined) return 'done';
  return (await deps.tellOwners({ key: ref, ...notice })) ? 'done' : { againInMs };
}

/** What to draw for each owner; undefined if there is nothing to tell any more. */
async function noticeOf(
  { postedMessages, labelOf, isRestored }: TellWhatChangedDeps,
  ref: string,
): Promise<Pick<OwnersNotice, 'message' | 'also'> | undefined> {
  const [what, id = '', kept = '', ...by] = ref.split(':');
  if (what === 'restored')
    return (await isRestored()) ? { message: () => restoredNotice({ after: Number(id), kept: Number(kept) }) } : undefined;
  if (what === 'gone-on') return { message: () => goneOnNotice({ after: Number(id), kept: Number(kept), by: by.join(':') }) };
  if (what !== 'changed' && what !== 'envelope') return undefined;
  const record = await postedMessages.load(id);
  if (record === undefined) return undefined;
  const { closed } = record;
  // Who opened it tells the desk that it is over.
  if (what === 'envelope')
    return closed && { message: () => envelopeClosedNotice({ id, why: closed.why }), also: [record.asker] };
  return {
    message: () =>
      changedOutsideNotice({
        id,
        label: labelOf(record.action),
        state: record.state,
        changed: record.state === 'stale' ? record.differences.map(({ label }) => label) : [],
      }),
  };
}
