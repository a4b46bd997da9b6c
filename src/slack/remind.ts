import type { WebClient } from '@slack/web-api';
import type { Gallery } from '../approvals/ports.ts';
import { reminderMessage, undecidableMessage } from '../views/request/reminder.ts';
import type { Deliver } from './deliver.ts';
import { posting } from './post.ts';
import { requestView } from './request-view.ts';

export type RemindDeps = { client: WebClient; gallery: Gallery; deliver: Deliver; labelOf(action: string): string };

/** The job that writes to one person about a request that waits: `ref` is `<request>:<person>:<waiting-n | undecidable>`. */
export async function remind(deps: RemindDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const { client, gallery, deliver } = deps;
  const [id = '', person = '', why = ''] = ref.split(':');
  const record = await gallery.load(id);
  if (record?.state !== 'pending') return 'done';
  const view = requestView(record, { label: deps.labelOf(record.action), audience: 'approver' });
  if (!view) return 'done';
  const message = why === 'undecidable' ? undecidableMessage(view, { isAsker: person === record.asker }) : reminderMessage(view);
  const outcome = await deliver.once(
    { method: 'chat.postMessage', place: person, about: ref, what: 'a reminder' },
    posting(client, person, message),
  );
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}
