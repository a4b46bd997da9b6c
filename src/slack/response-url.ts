import type { Clock } from '../lib/clock.ts';
import { within } from '../lib/within.ts';
import type { Message } from '../views/common/blocks.ts';
import { withoutBlocks } from '../views/common/without-blocks.ts';
import { type SlackTrouble, troubleByStatus, troubleByWord } from './refusals.ts';

/** What a response_url is asked to do with a message. */
export type Response = { message: Message; replace: boolean; inChannel: boolean };

/** Longer than Slack takes in health. */
const timeoutMs = 5_000;

/**
 * Says something at a response_url: five uses in thirty minutes, after which Slack answers 404 with `used_url` or `expired_url`
 * (docs.slack.dev/interactivity/handling-user-interaction#message_responses). Answers what went wrong, or undefined when Slack took it;
 * blocks that it doesn't take are reported in words alone.
 */
export async function respondAt(clock: Clock, url: string, response: Response): Promise<SlackTrouble | undefined> {
  const trouble = await post(clock, url, response);
  if (trouble?.kind !== 'content') return trouble;
  return post(clock, url, { ...response, message: withoutBlocks(response.message) });
}

async function post(clock: Clock, url: string, { message, replace, inChannel }: Response): Promise<SlackTrouble | undefined> {
  const stop = new AbortController();
  try {
    return await within(
      clock,
      timeoutMs,
      send(url, { ...message, ...how(replace, inChannel) }, stop.signal),
      (): SlackTrouble => {
        stop.abort();
        return { kind: 'passing', word: 'timeout' };
      },
    );
  } catch {
    return { kind: 'passing', word: 'network' };
  }
}

function how(replace: boolean, inChannel: boolean): object {
  return { response_type: inChannel ? 'in_channel' : 'ephemeral', replace_original: replace };
}

async function send(url: string, body: object, signal: AbortSignal): Promise<SlackTrouble | undefined> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal,
  });
  const text = await answer.text();
  const said = wordIn(text);
  if (said !== undefined) return troubleByWord(said);
  if (!answer.ok) return troubleByStatus(answer.status);
  // The page of a proxy: Slack may never have heard of it.
  return text.trimStart().startsWith('<') ? { kind: 'passing', word: 'unreadable' } : undefined;
}

/** `ok` when it worked; a refusal is JSON, or a bare word. */
function wordIn(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('ok' in parsed) || parsed.ok !== false) return undefined;
    return 'error' in parsed && typeof parsed.error === 'string' ? parsed.error : 'no_word';
  } catch {
    const word = text.trim();
    return /^[a-z]+(?:_[a-z]+)+$/.test(word) ? word : undefined;
  }
}
