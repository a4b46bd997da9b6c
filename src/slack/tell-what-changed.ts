import type { Gallery } from '../approvals/ports.ts';
import type { Message } from '../views/common/blocks.ts';
import { changedOutsideNotice } from '../views/request/changed-outside.ts';
import type { TellOwners } from './tell-owners.ts';

export type TellWhatChangedDeps = { gallery: Gallery; tellOwners: TellOwners; labelOf(action: string): string };

const againInMs = 30_000;

/** The job that tells the policy's owners what must not be; `ref` is `changed:<request>`. Comes again until somebody was reached. */
export async function tellWhatChanged(
  { gallery, tellOwners, labelOf }: TellWhatChangedDeps,
  ref: string,
): Promise<'done' | { againInMs: number }> {
  const [what, id = ''] = ref.split(':');
  if (what !== 'changed') return 'done';
  const record = await gallery.load(id);
  if (record === undefined) return 'done';
  const message: Message = changedOutsideNotice({
    id,
    label: labelOf(record.action),
    state: record.state,
    changed: record.state === 'stale' ? record.differences.map(({ label }) => label) : [],
  });
  return (await tellOwners({ key: `request ${id} was changed outside`, message })) ? 'done' : { againInMs };
}
