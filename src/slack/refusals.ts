import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { Fault } from '../errors.ts';
import { SlackUnreadable } from './client.ts';
import { SlackLimited } from './pace.ts';

/**
 * What a failed call of the Web API means for what was to be sent:
 *
 * - `passing`: Slack has trouble of its own; the same call works later.
 * - `limited`: Slack asks to wait; nothing was done.
 * - `token`: Slack doesn't accept the token. That says nothing about the place: what is there stays there.
 * - `content`: Slack doesn't take these blocks; a plain text may pass.
 * - `place`: final for this place. Every word that isn't named below is one of these: to give up on a place and use another one is
 *   noticed, to try for ever isn't.
 */
export type SlackTrouble =
  | { kind: 'passing' | 'token' | 'content' | 'place'; word: string }
  | { kind: 'limited'; word: string; retryAfterMs: number };

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors, the ones that say "try again". */
const passing: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** An answer of `ok: false` that means the same as HTTP 429. */
const limited: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited']);
/** How long to wait when Slack limits and doesn't say until when. */
const waitMs = 5_000;

/** Words about the token, whatever it was used for. A missing scope or a channel's refusal are not among them. */
export const tokenWords: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  // The workspace moves into an organisation, and takes no call until it has.
  'org_login_required',
  'team_access_not_granted',
  'two_factor_setup_required',
  // The workspace lets apps call from certain addresses only, and ours isn't one.
  'accesslimited',
]);

const content: ReadonlySet<string> = new Set([
  'block_mismatch',
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_message',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'invalid_view',
  'metadata_too_large',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'only_one_table_allowed',
  'too_many_attachments',
  'view_too_large',
]);

/** Sorts what a call of the Web API threw; undefined for what has nothing to do with Slack. */
export function troubleOf(error: unknown): SlackTrouble | undefined {
  if (error instanceof SlackLimited) return { kind: 'limited', word: 'ratelimited', retryAfterMs: error.waitMs };
  if (error instanceof WebAPIPlatformError) return troubleByWord(error.data.error);
  if (error instanceof WebAPIHTTPError) return troubleByStatus(error.statusCode);
  if (error instanceof SlackUnreadable) return { kind: 'passing', word: unreadable };
  if (error instanceof WebAPIRequestError) return { kind: 'passing', word: 'network' };
  return error instanceof Fault ? troubleOf(error.cause) : undefined;
}

/** Sorts a word of Slack's. */
export function troubleByWord(said: unknown): SlackTrouble {
  const word = typeof said === 'string' && /^[a-z][a-z0-9_]{0,79}$/.test(said) ? said : 'no_word';
  if (passing.has(word)) return { kind: 'passing', word };
  if (limited.has(word)) return { kind: 'limited', word, retryAfterMs: waitMs };
  if (tokenWords.has(word)) return { kind: 'token', word };
  return { kind: content.has(word) ? 'content' : 'place', word };
}

/** 4xx of what stands between us and Slack, such as a proxy or a firewall: they say nothing about a place. */
const onTheWay: ReadonlySet<number> = new Set([401, 403, 407, 408, 425, 451]);
const unreadable = 'unreadable';

/** Whether Slack itself said that it has trouble, so that another place may take what this one doesn't. */
export function isSlacksOwn({ kind, word }: SlackTrouble): boolean {
  return kind === 'passing' && word !== 'network' && word !== unreadable && !word.startsWith('http_');
}

/** Sorts an HTTP status without a word: any other 4xx is final. */
export function troubleByStatus(status: number): SlackTrouble {
  const word = `http_${status}`;
  if (status === 429) return { kind: 'limited', word, retryAfterMs: waitMs };
  return { kind: status >= 400 && status < 500 && !onTheWay.has(status) ? 'place' : 'passing', word };
}

/** Whether Slack may have done it all the same, so that trying again may do it twice. */
export function mayHaveHappened({ kind }: SlackTrouble): boolean {
  return kind === 'passing';
}
