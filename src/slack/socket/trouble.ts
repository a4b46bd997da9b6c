import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api';
import { retryAfterMsOf, slackErrorOf } from '../client.ts';
import { believed } from '../pace.ts';

/** The ways in which a socket cannot be opened or is lost: few words, for the labels of metrics. */
export const troubleKinds = [
  /** `apps.connections.open` was answered `ok: false`: mostly the app-level token. */
  'refused',
  /** Slack asked us to wait (429). */
  'limited',
  /** Slack answered with another status than 200, or the upgrade was refused. */
  'status',
  /** No connection, or it broke. */
  'network',
  /** An answer that nobody can read, or without an address. */
  'unreadable',
  /** It took too long: the answer, the upgrade or `hello`. */
  'late',
  /** Closed from the other side, unannounced. */
  'closed',
  /** Open, but nothing comes through. */
  'silent',
  /** Socket Mode was switched off in the app's settings. */
  'link_disabled',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** Why there is no socket: `say` is for the log and for people; nothing secret is in it. */
export class SocketTrouble extends Error {
  readonly kind: TroubleKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: TroubleKind, say: string, retryAfterMs?: number) {
    super(say);
    this.name = 'SocketTrouble';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What a failed `apps.connections.open` comes down to. */
export function troubleOf(error: unknown): SocketTrouble {
  if (error instanceof SocketTrouble) return error;
  const retryAfterMs = retryAfterMsOf(error);
  if (retryAfterMs !== undefined) return limitedFor(retryAfterMs);
  const said = slackErrorOf(error);
  if (said !== undefined) return new SocketTrouble('refused', `apps.connections.open was refused: ${said}`);
  if (error instanceof WebAPIHTTPError)
    return statusTrouble('apps.connections.open', error.statusCode, String(error.headers['retry-after'] ?? ''));
  if (error instanceof WebAPIRequestError) return networkTrouble('apps.connections.open', error.original);
  return new SocketTrouble('unreadable', 'the answer of apps.connections.open could not be read');
}

const limitedFor = (retryAfterMs: number) =>
  new SocketTrouble('limited', 'Slack asked to wait before the next connection', retryAfterMs);

/** Another status than the one that was hoped for; what answered may say when to come back, in seconds. */
export function statusTrouble(what: string, status: number, retryAfter: string | undefined): SocketTrouble {
  const seconds = /^\d{1,10}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  if (status === 429) return limitedFor(believed(seconds));
  return new SocketTrouble(
    'status',
    `${what} was answered with status ${status}`,
    seconds === undefined ? undefined : believed(seconds),
  );
}

/** A connection that was not made or broke, by the system's own word for it (ECONNREFUSED). */
export function networkTrouble(what: string, error: unknown): SocketTrouble {
  if (isTimeout(error)) return new SocketTrouble('late', `${what} was not answered in time`);
  const code = codeOf(error);
  return new SocketTrouble(
    'network',
    `${what}: ${code === undefined ? 'the connection failed' : `the connection failed (${code})`}`,
  );
}

function isTimeout(error: unknown): boolean {
  return chainOf(error).some((one) => one instanceof Error && (one.name === 'TimeoutError' || one.name === 'AbortError'));
}

function codeOf(error: unknown): string | undefined {
  for (const one of chainOf(error))
    if (one instanceof Error && 'code' in one && typeof one.code === 'string' && /^[A-Z0-9_]{3,40}$/.test(one.code))
      return one.code;
  return undefined;
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one !== undefined && one !== null && chain.length < 5; one = one instanceof Error ? one.cause : undefined)
    chain.push(one);
  return chain;
}
