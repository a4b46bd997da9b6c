import type { WebClient } from '@slack/web-api';
import type { Copy, PostedMessages } from '../approvals/ports.ts';
import { type Deliver, sooner } from './deliver.ts';
import type { ChannelReaders } from './readers.ts';

export type HideDeps = { client: WebClient; deliver: Deliver; readers: ChannelReaders; postedMessages: PostedMessages };

/** A channel that another company has come to read keeps no card. */
export async function hideFromOthers(
  deps: HideDeps,
  id: string,
  copies: readonly Copy[],
): Promise<{ copies: Copy[]; againInMs: number }> {
  let againInMs = 0;
  const left: Copy[] = [];
  for (const copy of copies) {
    const { channel, ts } = copy;
    if (copy.kind !== 'channel' || (await deps.readers.of(channel)) !== 'others') {
      left.push(copy);
      continue;
    }
    const outcome = await deps.deliver.once(
      { method: 'chat.delete', place: `${channel}/${ts}`, about: id, what: 'the removal of a card that another company reads' },
      () => deps.client.chat.delete({ channel, ts }),
    );
    if (outcome.kind === 'again') againInMs = sooner(againInMs, outcome.againInMs);
    else await deps.postedMessages.dropCopy(copy);
  }
  return { copies: left, againInMs };
}
