import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { speaking } from '../lib/language/language.ts';
import type { Log } from '../lib/log.ts';
import type { Message } from '../views/common/blocks.ts';
import type { Deliver } from './deliver.ts';
import { inForm, posting } from './post.ts';
import { readerOf } from './reader.ts';
import { troubleOf } from './refusals.ts';

export type TellOwnersDeps = {
  client: WebClient;
  deliver: Deliver;
  directory: Directory;
  policy: Pick<Policy, 'owners'>;
  /** Where an owner who can't be written to directly is told for their eyes alone. */
  channels: readonly string[];
  clock: Clock;
  log: Log;
};

export type OwnersNotice = {
  /** What it is about; the same key is told once within `everyMs`. Never personal data: it is logged. */
  key: string;
  /** Drawn for each owner, in their language. */
  message(): Message;
  /** Who is told as well. */
  also?: readonly string[];
  everyMs?: number;
};

/** False when it reached nobody; a job may then try again. */
export type TellOwners = (notice: OwnersNotice) => Promise<boolean>;

const everyHourMs = 3_600_000;
const mostRemembered = 1_000;

/**
 * Tells the policy's owners something by direct message, and the log. Never throws: what it is about has happened whether Slack takes
 * the message or not. A notice that reached nobody is told at the next call with its key.
 */
export function createTellOwners({ client, deliver, directory, policy, channels, clock, log }: TellOwnersDeps): TellOwners {
  const toldAt = new Map<string, number>();

  async function tell(owner: string, draw: () => Message): Promise<void> {
    const { language } = await readerOf(directory, owner);
    const message = speaking(language, draw);
    const delivery = { place: owner, what: 'a notice to an owner' };
    try {
      await deliver.now({ ...delivery, method: 'chat.postMessage' }, posting(client, owner, message));
    } catch (error) {
      if (troubleOf(error)?.kind !== 'place') throw error;
      for (const channel of channels) {
        const told = await deliver
          .now({ ...delivery, place: channel, method: 'chat.postEphemeral' }, (form) =>
            client.chat.postEphemeral({ channel, user: owner, ...inForm(message, form) }),
          )
          .catch(() => undefined);
        if (told !== undefined) return;
      }
      throw error;
    }
  }

  return async ({ key, message, also = [], everyMs = everyHourMs }) => {
    const now = clock.now().getTime();
    const last = toldAt.get(key);
    if (last !== undefined && now - last < everyMs) return true;
    if (toldAt.size >= mostRemembered) toldAt.clear();
    toldAt.set(key, now);
    log.warn({ notice: key }, 'the owners are told');
    try {
      const owners = await directory
        .peopleOf(policy.owners, { freshMs: 60_000, withinMs: 5_000, stale: 'on-trouble' })
        // Those who are named can be told without Slack's word on the groups.
        .catch((error) => (policy.owners.users.length === 0 ? Promise.reject(error) : policy.owners.users));
      const sent = await Promise.allSettled([...new Set([...owners, ...also])].map((owner) => tell(owner, message)));
      const failed = sent.find((one) => one.status === 'rejected');
      if (failed === undefined) return true;
      log.warn({ notice: key, err: { message: asFault(failed.reason).message } }, 'an owner could not be told');
      if (sent.some(({ status }) => status === 'fulfilled')) return true;
      toldAt.delete(key);
      return false;
    } catch (error) {
      toldAt.delete(key);
      log.warn({ notice: key, err: { message: asFault(error).message } }, 'the owners could not be told');
      return false;
    }
  };
}
