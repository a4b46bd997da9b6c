import { fileProblem } from './written-file.ts';

/** Of libpq, as far as node-postgres knows them, and its own `no-verify`. It takes any other word for the strictest. */
const tlsModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
/** What the app sets itself, or could not work with. */
const notToBeSet = [
  'client_encoding',
  'encoding',
  'replication',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'query_timeout',
  'connectionTimeoutMillis',
];

/**
 * What is wrong with the address of a PostgreSQL, as the end of a sentence, or undefined. No part of the address is ever repeated: a
 * password may be anywhere in it once it has letters that mean something in addresses.
 */
export function postgresUrlProblem(value: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(value)) return 'must begin with postgres://';
  const odd =
    'cannot be read as an address. Letters such as # / ? @ : % or a space in the user name or the password must be percent-encoded (%23 for #)';
  const [, servers = ''] = /^\w+:\/\/(?:[^/?#@]*@)?([^/?#@]*)(?:[/?#]|$)/.exec(value) ?? [];
  if (servers.includes(',')) return 'names several servers; name one, or an address that leads to the one that takes writes';
  if (/\s/.test(value) || !URL.canParse(value)) return odd;
  const url = new URL(value);
  // A password with such a letter in it may still parse, as another host or path.
  if (url.hash !== '' || url.pathname.includes('@') || url.search.includes('@')) return odd;
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
  } catch {
    return odd;
  }
  if (/^\/.*\//.test(url.pathname)) return odd;
  if (url.hostname === '' && !url.searchParams.get('host'))
    return 'names no server; write it whole, such as postgres://user:password@db.example.com/wheelhouse';
  return wordsProblem(url.searchParams);
}

/** Of what follows the question mark. Only names of ours are repeated. */
function wordsProblem(words: URLSearchParams): string | undefined {
  const mode = words.get('sslmode');
  if (mode !== null && !tlsModes.includes(mode)) return `has an sslmode that is none of ${tlsModes.join(', ')}`;
  const port = words.get('port');
  if (port !== null && !/^\d{1,5}$/.test(port)) return 'has a port that is no number';
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = words.get(name);
    const why = file === null ? undefined : fileProblem(file);
    if (why !== undefined) return `names a file in ${name} that ${why}`;
  }
  const set = notToBeSet.find((name) => words.has(name));
  return set === undefined ? undefined : `sets ${set}, which Wheelhouse sets itself; leave it out`;
}

/**
 * As node-postgres is given it: it takes these modes for `verify-full`, and says so to stderr in many lines of its own at each start. An
 * address that asks for libpq's own meaning has it.
 */
export function postgresUrlForClient(value: string): string {
  if (/[?&]uselibpqcompat=true(&|$)/.test(value)) return value;
  return value.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}
