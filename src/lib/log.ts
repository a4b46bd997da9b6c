import pino, { type DestinationStream, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { replaceAround } from './around.ts';

export type Log = Logger;

/** Members whose values never reach a log, however deep they are. Matched without case, hyphens and underscores. */
const hiddenNames = [
  'token',
  'accessToken',
  'refreshToken',
  'idToken',
  'botToken',
  'appToken',
  'authorization',
  'cookie',
  'password',
  'passwd',
  'secret',
  'clientKey',
  'clientSecret',
  'signingSecret',
  'apiKey',
  'triggerId',
  'responseUrl',
  'headers',
  'iban',
  'connectionString',
  'email',
  'phone',
  'firstName',
  'lastName',
  'fullName',
  'realName',
  'birthdate',
  'dateOfBirth',
  'street',
  'postcode',
  'zipCode',
  'city',
  'address',
  'contactAddress',
  'billingAddress',
  'comment',
  'reason',
  'text',
  'say',
  'body',
  'rawBody',
  'payload',
  'values',
  'blocks',
  'view',
  'input',
  'detail',
];
const hidden = new Set(hiddenNames.map(bare));
const dots = '••••';
const deepest = 8;

/** Who is behind a child logger's lines. Ids and names of commands alone. */
export type LoggedInteraction = { ref: string; team?: string; user?: string; command?: string };

/**
 * The app's log: JSON lines to stdout, or for reading with `pretty`. Secrets and personal data are taken out three times over:
 * by the name of a member at any depth, from errors (whose words for the person are not logged), and by shape from the finished line.
 */
export function createLog({
  level,
  pretty = false,
  destination,
  traceId = () => undefined,
}: {
  level: string;
  pretty?: boolean;
  destination?: DestinationStream;
  /** Of the trace that a line is written in, if there is one. */
  traceId?: () => string | undefined;
}): Log {
  const out = destination ?? pino.destination(1);
  const draw = pretty
    ? prettyFactory({ colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
    : (line: string) => line;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // What a child is bound to does not pass through the formatters.
      redact: { paths: hiddenNames, censor: dots },
      mixin: () => {
        const id = traceId();
        return id === undefined ? {} : { trace_id: id };
      },
      serializers: { err: (value: unknown) => value },
      formatters: {
        level: (label) => ({ level: label }),
        log: (members) => hideMembers(members),
      },
    },
    { write: (line: string) => void out.write(draw(scrub(line))) },
  );
}

/** A child for one command, click or event, so that all its lines can be found by `ref`. */
export function interactionLog(log: Log, interaction: LoggedInteraction): Log {
  return log.child(interaction);
}

/** What has the shape of an e-mail address, a phone number or a credential, taken out of a text. */
export function scrub(text: string): string {
  return withoutPasswords(withoutAddresses(text))
    .replace(/(?:\+|%2B)\d(?:[ ()/.-]?\d){6,}/gi, '+•')
    .replace(/\b(?:xox[a-z]|xapp|xwfp)[.-][\w.-]{4,}/gi, dots)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${dots}`)
    .replace(/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, dots);
}

function withoutAddresses(text: string): string {
  const address = { at: /@|%40/gi, before: /[\w.+-]/, after: /[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/iy };
  return replaceAround(text, address, () => '•@•');
}

/** The password of a URL, such as a database's. */
function withoutPasswords(text: string): string {
  return replaceAround(text, { at: /@/g, before: /[^\s@"]/, after: /(?:[^\s@/"]*@)*/y }, (before) => {
    const beginning = /\w:\/\/[^\s:/@"]+:(?=.)/.exec(before);
    return beginning === null ? undefined : `${before.slice(0, beginning.index + beginning[0].length)}${dots}@`;
  });
}

/** An error for the log: its kind, message and frames, its causes, and of a Fault its code, reference and context, but never `say`. */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { code, ref, context, cause, errors } = error as Error & Partial<Record<'code' | 'ref' | 'context' | 'errors', unknown>>; // safe: all are unknown until looked at
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  const inside = (one: unknown) => (one instanceof Error ? describeError(one, depth + 1) : { type: typeof one });
  return {
    type: error.name,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    message: error.message,
    ref: typeof ref === 'string' ? ref : undefined,
    context: isPlain(context) ? hide(context, 0) : undefined,
    stack: frames.length === 0 ? undefined : frames.slice(0, depth === 0 ? 12 : 4).join('\n'),
    cause: cause === undefined || depth >= 5 ? undefined : inside(cause),
    errors: Array.isArray(errors) && depth < 3 ? errors.slice(0, 5).map(inside) : undefined,
  };
}

function hideMembers(members: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, isHidden(name, value) ? dots : hide(value, 1)]),
  );
}

function hide(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value);
  if (depth > deepest) return dots;
  if (Array.isArray(value)) return value.map((item) => hide(item, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isHidden(name, member) ? dots : hide(member, depth + 1)]),
  );
}

function isHidden(name: string, value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'boolean' && hidden.has(bare(name));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
