import { Fault } from '../errors.ts';

/** What a person who waits is told; what was committed in the moment of the loss cannot be known, so nothing is claimed. */
const say =
  'Wheelhouse’s database does not take anything at the moment, so this could not be stored. Try again in a minute; it is safe to press again.';

/** The least that can be said of a lost connection. */
export const connectionBroke = 'the connection broke';

/** Codes of PostgreSQL and of the network, each in our words. What is not here is a fault of a statement, not of the database. */
const words: Readonly<Record<string, string>> = {
  '25006': 'it takes no writes (it is read-only)',
  '25P03': 'it ended a transaction that took too long',
  '28000': 'it does not let this user in from here',
  '28P01': 'it refuses the user name or the password',
  '3D000': 'there is no database of that name on it',
  '53100': 'its disk is full',
  '53200': 'it is out of memory',
  '53300': 'it has no connection left for us',
  '55P03': 'a lock was not given in time',
  '57014': 'a statement took too long',
  '57P01': 'it is being stopped',
  '57P02': 'it has crashed',
  '57P03': 'it is starting or stopping',
  '57P04': 'the database was dropped',
  '57P05': 'it closed an idle connection',
  '58030': 'its disk cannot be read or written',
  ECONNREFUSED: 'nothing listens at its address',
  ECONNRESET: connectionBroke,
  EPIPE: connectionBroke,
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its host cannot be reached',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name cannot be looked up',
  ENOENT: 'its socket does not exist',
};

/** node-postgres has no codes for these. */
const byMessage: readonly (readonly [RegExp, string])[] = [
  [/timeout exceeded when trying to connect|timeout expired|connection timeout|Query read timeout/i, 'it does not answer'],
  [/Connection terminated|Connection ended|not queryable|connection error|server closed|broken_by_us/i, connectionBroke],
  [/not currently accepting connections/i, 'it takes no connections to this database (ALTER DATABASE … ALLOW_CONNECTIONS)'],
  // PgBouncer and the like.
  [
    /pooler|pgbouncer|server_login_retry|server conn crashed|no more connections|query_wait_timeout/i,
    'the pooler has no server for it',
  ],
];

export type Trouble = {
  /** In our words: it is in /readyz and the log. */
  words: string;
  /** Connections that were made before it are of no use any more. */
  renew: boolean;
};

/** What is wrong with the database itself, or undefined when the error is about something else. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof NotYet) return { words: error.message, renew: false };
  if (error instanceof Fault) return error.cause === undefined ? undefined : troubleOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return troubleOf(error.errors[0]);
  const code = codeOf(error);
  const known = words[code] ?? (/^08/.test(code) ? (byMessageOf(error) ?? connectionBroke) : undefined);
  if (known !== undefined) return { words: known, renew: code !== '57014' && code !== '55P03' && !code.startsWith('53') };
  const guessed = byMessageOf(error);
  return guessed === undefined ? undefined : { words: guessed, renew: true };
}

export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return String(error.code);
}

function byMessageOf(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  return byMessage.find(([pattern]) => pattern.test(message))?.[1];
}

/** The fault for people; its message, for the log, is ours and holds nothing of the connection's address. */
export function unavailable(trouble: Trouble, cause: unknown): Fault {
  return new Fault('database_unavailable', say, { message: `the database does not do its work: ${trouble.words}`, cause });
}

/** What somebody else has yet to do to the database; it is waited for. */
export class NotYet extends Error {}

/** A start that waiting cannot mend: one sentence that names the setting. */
export class SettingProblem extends Error {}

/** The sentence for what an operator has to mend, or undefined when it may pass by itself. */
export function settingProblem(error: unknown): SettingProblem | undefined {
  if (error instanceof SettingProblem) return error;
  const cause = error instanceof Fault && error.cause !== undefined ? error.cause : error;
  const text =
    tableProblem(cause) ??
    refusals[codeOf(cause)] ??
    poolerProblem(cause) ??
    fileProblem(cause) ??
    tlsProblem(cause) ??
    otherRefusal(cause);
  return text === undefined ? undefined : new SettingProblem(`DATABASE_URL: ${text}`, { cause: error });
}

/** Every table would seem to be missing. */
export const noSchema =
  'the user’s search_path names no schema that is there and that it may use. Run ALTER ROLE … SET search_path = public for it, or GRANT USAGE ON SCHEMA.';

const refusals: Readonly<Record<string, string>> = {
  '28P01': 'the database refuses the user name or the password. Check both; odd letters in them must be percent-encoded.',
  '28000':
    'the database does not let this user in from here. Check the user name, and pg_hba.conf on the server (it may want TLS: add ?sslmode=require).',
  '3D000':
    'there is no database of that name on the server. Create it (CREATE DATABASE), or correct the name at the end of the address.',
  '42501': 'the user may not create tables in the database. Make it the owner, or run GRANT CREATE, USAGE ON SCHEMA public.',
  '3F000': noSchema,
};

function tableProblem(error: unknown): string | undefined {
  const [, table] = (codeOf(error) === '42501' && error instanceof Error && /for table (\w+)/.exec(error.message)) || [];
  return table === undefined
    ? undefined
    : `the user lacks rights on the table ${table}. Grant it what npx wheelhouse doctor names, or run the app as the owner.`;
}

function poolerProblem(error: unknown): string | undefined {
  return error instanceof Error && /statement pooling mode/.test(error.message)
    ? 'PgBouncer is in statement mode, in which there are no transactions. Set pool_mode = transaction for this database.'
    : undefined;
}

/** What PostgreSQL says itself is in its own words, and may hold anything. */
function otherRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('severity' in error) || troubleOf(error) !== undefined) return undefined;
  return `the server refuses what a start needs (SQLSTATE ${codeOf(error)}). Its own log says why.`;
}

/** Read from the address before anything is connected; a socket that does not exist has the same code. */
function fileProblem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || (error.syscall !== 'open' && error.syscall !== 'read'))
    return undefined;
  return 'a file that the address names (sslrootcert, sslcert, sslkey) cannot be read. Correct its path, or let this user read it.';
}

function tlsProblem(error: unknown): string | undefined {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (/does not support SSL/i.test(message))
    return 'the server does not speak TLS, which sslmode asks for. Turn TLS on there, or take sslmode out of the address.';
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ERR_SSL|ERR_TLS/.test(code))
    return 'the server’s certificate is not trusted here. Name its authority with sslrootcert, or set sslmode as your provider says.';
  return undefined;
}
