import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { slackErrorOf, slackFault } from './client.ts';

/** Which workspace and which bot the token stands for. */
export type Identity = {
  teamId: string;
  enterpriseId: string | undefined;
  botId: string | undefined;
  botUserId: string | undefined;
};

export type SlackIdentity = {
  /** Undefined until Slack has accepted the token. */
  known(): Identity | undefined;
  /** Slack's own word for the last refusal, or `unreachable`. */
  trouble(): string | undefined;
  /** Asks until Slack has accepted; goes on by itself until then, or until stopped. Resolves after the first try, however it ended. */
  keepTrying(): Promise<void>;
  stop(): void;
};

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/** Slack being down, or the token not being accepted yet, keeps nothing from starting: it is asked again and again. */
export function createIdentity(client: WebClient, { clock, log }: { clock: Clock; log: Log }): SlackIdentity {
  let identity: Identity | undefined;
  let trouble: string | undefined;
  const stop = new AbortController();

  async function tryOnce(): Promise<boolean> {
    try {
      const answer = await client.auth.test();
      if (answer.team_id === undefined) throw new Error('auth.test named no team');
      identity = { teamId: answer.team_id, enterpriseId: answer.enterprise_id, botId: answer.bot_id, botUserId: answer.user_id };
      trouble = undefined;
      log.info({ team: answer.team_id, bot: answer.user_id }, 'Slack accepted the token');
      return true;
    } catch (error) {
      const said = slackErrorOf(error) ?? 'unreachable';
      if (said !== trouble)
        log.error(
          { slackError: said, err: { message: slackFault('auth.test', error).message } },
          'Slack did not accept the token yet; trying again',
        );
      trouble = said;
      return false;
    }
  }

  async function tryAgain(): Promise<void> {
    for (let pauseMs = firstPauseMs; !stop.signal.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      await clock.sleep(pauseMs, stop.signal).catch(() => undefined);
      if (stop.signal.aborted || (await tryOnce())) return;
    }
  }

  async function keepTrying(): Promise<void> {
    if (!(await tryOnce())) void tryAgain();
  }

  return { known: () => identity, trouble: () => trouble, keepTrying, stop: () => stop.abort() };
}
