import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { growingPauses } from '../lib/pauses.ts';
import { retryAfterMsOf, type SlackCall, slackErrorOf } from './client.ts';
import { slackFault } from './fault.ts';
import { tokenWords, troubleByWord } from './refusals.ts';

/** Which workspace and which bot the token belongs to. */
export type Identity = {
  teamId: string;
  enterpriseId: string | undefined;
  botId: string | undefined;
  botUserId: string | undefined;
};

export type SlackIdentity = {
  /** Undefined while Slack does not accept the token. */
  known(): Identity | undefined;
  /** Slack's own word for the last refusal, `unreachable`, or ours for a token that is not this workspace's. */
  trouble(): string | undefined;
  /** Asks until Slack has accepted, and goes on watching until stopped. Resolves after the first try, however it ended. */
  keepTrying(): Promise<void>;
  stop(): void;
};

/** Hears every call of the Web API: the token may be refused at any time. */
export type WatchedIdentity = SlackIdentity & { heard(call: Pick<SlackCall, 'method' | 'said'>): void };

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** An app that nobody uses would not hear that its token was revoked. */
const askAgainMs = 60_000;

/**
 * Slack being down, or the token not being accepted, keeps nothing from starting: it is asked again and again. A token that any call is
 * refused with belongs to nobody from that moment on, until Slack accepts it again. The workspace stays the one of the first time: what is
 * in the database belongs to it.
 */
export function createIdentity(client: WebClient, { clock, log }: { clock: Clock; log: Log }): WatchedIdentity {
  const stopping = new AbortController();
  const pauses = growingPauses({ firstMs: firstPauseMs, longestMs: longestPauseMs });
  let identity: Identity | undefined;
  let home: string | undefined;
  let trouble: string | undefined;
  let acceptedAtMs = 0;
  let wake = new AbortController();

  function accept(found: Identity): void {
    if (identity === undefined) {
      acceptedAtMs = clock.now().getTime();
      log.info({ team: found.teamId, bot: found.botUserId }, 'Slack accepted the token');
    }
    identity = found;
    home = found.teamId;
    trouble = undefined;
  }

  function refuse(said: string, message: string): void {
    if (identity !== undefined)
      log.error(
        { slackError: said },
        'Slack does not accept the token any more: nobody can ask or decide until it does; trying again',
      );
    else if (said !== trouble)
      log.error({ slackError: said, err: { message } }, 'Slack did not accept the token yet; trying again');
    identity = undefined;
    trouble = said;
  }

  /** How long Slack wants to be left alone; undefined if it said nothing about it. */
  async function ask(): Promise<number | undefined> {
    try {
      const { team_id: teamId, enterprise_id: enterpriseId, bot_id: botId, user_id: botUserId } = await client.auth.test();
      if (teamId === undefined) throw new Error('auth.test named no team');
      if (teamId.startsWith('E'))
        refuse('installed_for_the_organisation', 'the app is installed for an organisation: install it in one workspace of it');
      else if (home !== undefined && teamId !== home)
        refuse('another_workspace', 'the token belongs to another workspace than before: restart with the one that is meant');
      else accept({ teamId, enterpriseId, botId, botUserId });
      return undefined;
    } catch (error) {
      const said = slackErrorOf(error);
      // Slack being away for a moment says nothing about a token that it had accepted; any other word does, for this asks about it alone.
      if (identity === undefined || (said !== undefined && troubleByWord(said).kind !== 'passing'))
        refuse(said ?? 'unreachable', slackFault('auth.test', error).message);
      return retryAfterMsOf(error);
    }
  }

  async function keep(first: Promise<number | undefined>): Promise<void> {
    let asked = first;
    while (true) {
      const waitMs = await asked;
      if (identity !== undefined) {
        await clock.sleep(askAgainMs, AbortSignal.any([stopping.signal, wake.signal])).catch(() => undefined);
        // One call refuses what auth.test accepts: not in a circle.
        if (clock.now().getTime() - acceptedAtMs >= askAgainMs) pauses.reset();
        else if (identity === undefined) await pause(pauses.next());
      } else await pause(Math.max(waitMs ?? 0, pauses.next()));
      if (stopping.signal.aborted) return;
      wake = new AbortController();
      asked = ask();
    }
  }

  const pause = (ms: number) => clock.sleep(ms, stopping.signal).catch(() => undefined);

  return {
    known: () => identity,
    trouble: () => trouble,
    async keepTrying() {
      const first = ask();
      void keep(first);
      await first;
    },
    heard({ method, said }) {
      if (identity === undefined || said === undefined || method === 'auth.test' || !tokenWords.has(said)) return;
      refuse(said, method);
      wake.abort();
    },
    stop: () => stopping.abort(),
  };
}
