import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import { troubleOf } from './refusals.ts';

/** Who reads a channel: our company alone, another one too, or Slack doesn't say. `not-yet`: Slack has trouble; ask again soon. */
export type ReadersOf = 'ours' | 'others' | 'unknown' | 'not-yet';

export type ChannelReaders = {
  /** At most `freshMs` old (a minute when left out). Never throws. */
  of(channel: string, options?: { freshMs?: number }): Promise<ReadersOf>;
  /** Slack has said that it changed. */
  forget(channel: string): void;
};

/** When to ask again, while Slack has trouble saying it. */
export const readersAgainMs = 1_000;

const freshForMs = 60_000;
/** While Slack has trouble, what it said so lately still counts. */
const staleForMs = 10 * 60_000;
/** After so long without an answer a channel counts as one that can't be seen: a card must reach somebody. */
const notYetForMs = 20_000;
const mostRemembered = 2_000;

type Known = { readers: 'ours' | 'others' | 'unknown'; at: number };

/** Whether another company reads a channel. Fails closed: what Slack doesn't say is not taken for ours. */
export function createReaders({ client, clock }: { client: WebClient; clock: Clock }): ChannelReaders {
  const known = new Map<string, Known>();
  const asked = new Map<string, Promise<ReadersOf>>();
  const troubledSince = new Map<string, number>();

  const now = () => clock.now().getTime();

  function learn(channel: string, readers: Known['readers']): Known['readers'] {
    if (known.size >= mostRemembered) known.clear();
    known.set(channel, { readers, at: now() });
    troubledSince.delete(channel);
    return readers;
  }

  async function ask(channel: string): Promise<ReadersOf> {
    try {
      const { channel: found } = await client.conversations.info({ channel });
      if (found === undefined) return learn(channel, 'unknown');
      // `is_shared` alone also says so of channels within one organisation. Anyone who is invited reads it from the moment they accept.
      const isOutside = found.is_ext_shared === true || found.is_pending_ext_shared === true;
      return learn(channel, isOutside ? 'others' : 'ours');
    } catch (error) {
      const kind = troubleOf(error)?.kind;
      if (kind === 'place' || kind === 'content') return learn(channel, 'unknown');
      const last = known.get(channel);
      if (last !== undefined && last.readers !== 'unknown' && now() - last.at <= staleForMs) return last.readers;
      if (troubledSince.size >= mostRemembered) troubledSince.clear();
      const since = troubledSince.get(channel) ?? now();
      troubledSince.set(channel, since);
      return now() - since >= notYetForMs ? 'unknown' : 'not-yet';
    }
  }

  return {
    async of(channel, { freshMs = freshForMs } = {}) {
      const last = known.get(channel);
      if (last !== undefined && now() - last.at <= freshMs) return last.readers;
      const underWay = asked.get(channel);
      if (underWay !== undefined) return underWay;
      const asking = ask(channel).finally(() => asked.delete(channel));
      asked.set(channel, asking);
      return asking;
    },
    forget(channel) {
      known.delete(channel);
      asked.delete(channel);
    },
  };
}
