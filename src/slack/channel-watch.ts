import type { Clock } from '../lib/clock.ts';
import { growingPauses } from '../lib/pauses.ts';
import type { OwnerNotices } from './notices.ts';
import type { ChannelReaders } from './readers.ts';

export type ChannelWatch = {
  start(): void;
  stop(): void;
  /** Slack has said that a channel came to be shared, or isn't any more. */
  changed(channel: string): Promise<void>;
};

export type ChannelWatchDeps = {
  readers: ChannelReaders;
  notices: OwnerNotices;
  /** The channels that the policy names. */
  channels: readonly string[];
  accepted(): boolean;
  /** Another company reads this channel: cards in it are to be taken away. */
  onOthers(channel: string): Promise<void>;
  clock: Clock;
};

const everyMs = 10 * 60_000;

/** Looks at the start, when Slack says so, and every ten minutes who reads the policy's channels; the owners hear what isn't right. */
export function createChannelWatch(deps: ChannelWatchDeps): ChannelWatch {
  const { readers, notices, channels, accepted, onOthers, clock } = deps;
  const stop = new AbortController();

  /** Whether Slack has said it. */
  async function look(channel: string): Promise<boolean> {
    const who = await readers.of(channel, { freshMs: 0 });
    if (who === 'others') await onOthers(channel);
    if (who === 'others' || who === 'unknown') await notices.channel(channel, { kind: who });
    else if (who === 'ours') notices.isOurs(channel);
    return who !== 'not-yet';
  }

  async function loop(): Promise<void> {
    const pauses = growingPauses({ firstMs: 1_000, longestMs: 60_000 });
    while (!stop.signal.aborted) {
      const said = accepted() && (await Promise.all(channels.map((channel) => look(channel).catch(() => false)))).every(Boolean);
      if (said) pauses.reset();
      await clock.sleep(said ? everyMs : pauses.next(), stop.signal).catch(() => undefined);
    }
  }

  return {
    start: () => void loop(),
    stop: () => stop.abort(new Error('stopped')),
    async changed(channel) {
      readers.forget(channel);
      await look(channel);
    },
  };
}
