import { LogLevel, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { Fault } from '../errors.ts';
import type { Secret } from '../lib/secret.ts';

export type SlackSettings = { botToken: Secret; apiUrl?: string | undefined };

/** Longer than any answer Slack gives in health, shorter than a person waits. */
const timeoutMs = 5_000;

/**
 * The Web API. It never retries by itself: a person's press wants a quick word, and what must reach Slack is a job, which comes again.
 * (The library's own default is ten tries over half an hour.)
 */
export function createSlackClient({ botToken, apiUrl }: SlackSettings): WebClient {
  return new WebClient(botToken.reveal(), {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: silent,
  });
}

// Faults carry what the library would log; its own lines would bypass our redaction.
const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => LogLevel.ERROR, setName() {} };

/** Slack's word for why it refused (`channel_not_found`), or undefined when it did not refuse but fail. */
export function slackErrorOf(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** How long Slack asks us to wait, in milliseconds; undefined when that is not what it said. */
export function retryAfterMsOf(error: unknown): number | undefined {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : undefined;
}

/** Any failure of a Web API call as a fault with a sentence. */
export function slackFault(method: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const said = slackErrorOf(error);
  return new Fault('slack_unavailable', 'Slack did not answer as needed just now. Try again in a moment.', {
    message: `${method}: ${said ?? (error instanceof Error ? error.message : 'failed')}`,
    context: { call: method, ...(said === undefined ? {} : { errorCode: said }) },
    cause: error,
  });
}
