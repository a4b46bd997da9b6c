import { STATUS_CODES } from 'node:http';
import { jsonIn } from './read-json.ts';

/** The members of an error by their names in small letters alone: servers write `errorCode`, `ErrorCode` and `error_code`. */
type Members = ReadonlyMap<string, unknown>;

function membersOf(json: unknown): Members | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return new Map(Object.entries(json).map(([name, value]) => [name.toLowerCase().replace(/[_-]/g, ''), value]));
}

/** What servers and gateways put into an error (Spring's own, RFC 9457, OAuth); a thing of the back office has others, too. */
const errorMembers = new Set(
  `errorcode usermessage httpstatus traceid spanid correlationid requestid message msg errormessage errormsg reason description timestamp path
  error errordescription errors fielderrors suberrors violations status statuscode code responsecode success succeeded ok iserror haserrors
  haserror failed exception fault faultstring cause result outcome title type detail details instance severity data text trace meta problem
  displaymessage errorid reasoncode`.split(/\s+/),
);

/**
 * The status that an error body states although the answer's own status says success, or undefined when the body is no error: some
 * gateways answer 200 with `{"errorCode": "U404", "httpStatus": 400}`, or with that in a list.
 */
export function errorStatusIn(json: unknown): number | undefined {
  if (Array.isArray(json)) {
    return json.every((one) => errorStatusIn(one) !== undefined) ? errorStatusIn(json[0]) : undefined;
  }
  const members = membersOf(json);
  if (members === undefined || members.size === 0) return undefined;
  const stated = statusOf(members.get('httpstatus'));
  if (stated !== undefined && (members.has('errorcode') || !members.has('id'))) return stated;
  return [...members.keys()].every((name) => errorMembers.has(name)) ? plainErrorStatus(members) : undefined;
}

function plainErrorStatus(members: Members): number | undefined {
  const any = (names: readonly string[], is: (value: unknown) => boolean) => names.some((name) => is(members.get(name)));
  const stated = ['httpstatus', 'status', 'statuscode', 'code', 'responsecode']
    .map((name) => statusOf(members.get(name)))
    .find((status) => status !== undefined);
  const isError =
    stated !== undefined ||
    any(['success', 'succeeded', 'ok'], isNo) ||
    any(['iserror', 'haserrors', 'haserror', 'failed'], isYes) ||
    any(['errorcode', 'error', 'exception', 'fault', 'errormessage', 'errormsg', 'faultstring'], saysSomething) ||
    any(['errors', 'fielderrors', 'suberrors', 'violations'], holdsSomething) ||
    any(['status', 'result', 'outcome'], saysFailed) ||
    any(['code'], (code) => typeof code === 'string' && /^[A-Z]{1,4}\d{2,4}(?:\.\d+)?$/.test(code));
  if (isError) return stated ?? errorStatusIn(members.get('error')) ?? 400;
  return errorStatusIn(members.get('data'));
}

const statusByWords = new Map(Object.entries(STATUS_CODES).map(([status, words]) => [wordOf(words), Number(status)]));

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replace(/[^a-z]/g, '') : '';
}

/** 4xx or 5xx as a number, its digits, or its words: `BAD_REQUEST`. */
function statusOf(value: unknown): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d{3}$/.test(value));
  const status = isNumber ? Number(value) : (statusByWords.get(wordOf(value)) ?? 0);
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined;
}

function isNo(value: unknown): boolean {
  return value === false || value === 0 || /^(?:false|no|0)$/i.test(String(value));
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || /^(?:true|yes|1)$/i.test(String(value));
}

function saysSomething(value: unknown): boolean {
  return typeof value === 'string' ? !/^(?:|0+|20\d|none|ok|null|false|success|no ?error)$/i.test(value.trim()) : Boolean(value);
}

function holdsSomething(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Words for "it did not go well". */
export function saysFailed(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^(?:error|err|fail(?:ed|ure)?|ko|nok|not_?ok|denied|rejected|refused|invalid)$/i.test(value.trim())
  );
}

/** What an error answer says about itself. */
export type ErrorBody = { errorCode?: string; userMessage?: string; traceId?: string };

/** Where servers put what an error says, if it is not at the top: in `error`, in the first of `errors`, one level down or two. */
const holders = [
  'error',
  'errors',
  'fault',
  'problem',
  'exception',
  'data',
  'status',
  'meta',
  'result',
  'response',
  'detail',
  'details',
];

function levels(json: unknown, depth = 0): Members[] {
  const members = membersOf(Array.isArray(json) ? json[0] : json);
  if (members === undefined) return [];
  return [members, ...(depth === 2 ? [] : holders.flatMap((name) => levels(members.get(name), depth + 1)))];
}

/**
 * Reads an error answer as far as it can be read: `{errorCode, userMessage, traceId}`, `{error, error_description}`, `{message}`, or
 * whatever of that is in an object or a list of errors.
 */
export function decodeError(body: Uint8Array): ErrorBody {
  const inner = levels(jsonIn(body));
  const word = (wanted: RegExp, ...names: readonly string[]): string | undefined =>
    names
      .flatMap((name) => inner.map((one) => one.get(name)))
      .map((value) => (typeof value === 'number' ? String(value) : value))
      .find((value): value is string => typeof value === 'string' && wanted.test(value));
  // Both go to the log, so only what looks like a code or a trace id gets through.
  const errorCode = word(/^[\w.-]{1,40}$/, 'errorcode', 'error', 'code', 'errorid', 'reasoncode');
  const traceId = word(/^[\w.:-]{1,80}$/, 'traceid', 'trace', 'correlationid', 'requestid');
  const userMessage = word(/\S/, ...messageNames);
  return {
    errorCode,
    traceId,
    userMessage,
  };
}

const messageNames =
  'usermessage displaymessage message errordescription msg errormessage errormsg detail description faultstring text title reason'.split(
    ' ',
  );
