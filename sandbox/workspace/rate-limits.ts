/** Slack's rate limits as token buckets on the injected clock. docs.slack.dev/apis/web-api/rate-limits */
import type { Clock } from './environment.ts';

/** A tier allows this many calls a minute; `channel` is chat.postMessage, counted by channel and over the workspace. */
export type Tier = 1 | 2 | 3 | 4 | 'channel' | 'unlimited';

export type RateLimits = {
  /** Calls a minute by tier. */
  perMinute: Readonly<Record<1 | 2 | 3 | 4, number>>;
  /** Messages to one channel: this many at once, then this many a second. */
  channel: { burst: number; perSecond: number };
  /** Messages to the whole workspace a minute. */
  messagesPerMinute: number;
};

/** Slack's figures ("1+", "20+", "50+", "100+" a minute) at their lower end. For tests of what happens when they are met. */
export const strictRateLimits: RateLimits = {
  perMinute: { 1: 1, 2: 20, 3: 50, 4: 100 },
  channel: { burst: 3, perSecond: 1 },
  messagesPerMinute: 200,
};

/** For people and ordinary tests: only a flood of messages meets them. */
export const generousRateLimits: RateLimits = {
  perMinute: { 1: 600, 2: 6000, 3: 6000, 4: 12_000 },
  channel: { burst: 30, perSecond: 1 },
  messagesPerMinute: 1200,
};

export type RateLimiter = {
  /** Takes one call; answers after how many whole seconds to try again when there is none left. */
  take(method: string, tier: Tier, channel?: string): { retryAfterSeconds: number } | undefined;
};

export function createRateLimiter({ clock }: { clock: Clock }, limits: RateLimits): RateLimiter {
  const buckets = new Map<string, { left: number; atMs: number }>();

  function shortOf(key: string, burst: number, perSecond: number): number {
    const nowMs = clock.now().getTime();
    const bucket = buckets.get(key) ?? { left: burst, atMs: nowMs };
    const left = Math.min(burst, bucket.left + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond);
    buckets.set(key, { left, atMs: nowMs });
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  }

  function takeFrom(key: string): void {
    const bucket = buckets.get(key);
    if (bucket !== undefined) bucket.left -= 1;
  }

  return {
    take: (method, tier, channel) => {
      if (tier === 'unlimited') return undefined;
      const wanted: [key: string, burst: number, perSecond: number][] =
        tier === 'channel'
          ? [
              [`${method}|${channel}`, limits.channel.burst, limits.channel.perSecond],
              [method, limits.messagesPerMinute, limits.messagesPerMinute / 60],
            ]
          : [[method, limits.perMinute[tier], limits.perMinute[tier] / 60]];
      const retryAfterSeconds = Math.max(...wanted.map((bucket) => shortOf(...bucket)));
      if (retryAfterSeconds > 0) return { retryAfterSeconds };
      for (const [key] of wanted) takeFrom(key);
      return undefined;
    },
  };
}
