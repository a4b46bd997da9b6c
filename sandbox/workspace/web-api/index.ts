/** The Web API: who is calling, may they, how often, and then the method. docs.slack.dev/apis/web-api */

import type { Fault } from '../misbehaviour.ts';
import { Refused } from '../refused.ts';
import { keep, type Site } from '../site.ts';
import { isThing, type Thing } from '../thing.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { functionMethods } from './functions.ts';
import type { Caller, Method } from './method.ts';
import { userGroupMethods } from './user-groups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';
import { workspaceMethods } from './workspace.ts';

/** What goes back over HTTP; `hang` means that nothing does. */
export type ApiAnswer = { status: number; headers: Record<string, string>; body: Thing } | 'hang';

export type ApiMethods = Readonly<Record<string, Method>>;

/** All methods but apps.connections.open, which belongs to the socket. */
export const webApiMethods: ApiMethods = {
  ...workspaceMethods,
  ...chatMethods,
  ...viewMethods,
  ...userMethods,
  ...userGroupMethods,
  ...conversationMethods,
  ...fileMethods,
  ...functionMethods,
};

/** Answers one call. `token` is what came in the Authorization header or in the arguments. */
export async function callMethod(
  site: Site,
  methods: ApiMethods,
  name: string,
  args: Thing,
  token: string | undefined,
): Promise<ApiAnswer> {
  const fault = site.misbehaviour.meet(name, args);
  if (fault?.delayMs !== undefined) await site.clock.sleep(fault.delayMs, site.closing).catch(() => undefined);
  const played = fault === undefined ? undefined : playedAnswer(fault);
  const answer = played !== undefined && fault?.after !== true ? played : undefined;
  const real = answer ?? run(site, methods, name, args, token);
  const given = played ?? real;
  const logged = given === 'hang' ? { status: 0, body: {} } : given;
  keep(site.apiCalls, { method: name, args, status: logged.status, answer: logged.body, at: site.clock.now().toISOString() });
  site.state.changed();
  return given;
}

function playedAnswer(fault: Fault): ApiAnswer | undefined {
  if (fault.hang === true) return 'hang';
  if (fault.retryAfter !== undefined) return limited(fault.retryAfter);
  if (fault.status !== undefined) return { status: fault.status, headers: {}, body: {} };
  return fault.error === undefined ? undefined : ok({ ok: false, error: fault.error });
}

function run(site: Site, methods: ApiMethods, name: string, args: Thing, token: string | undefined): ApiAnswer {
  try {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method === undefined) throw new Refused('unknown_method', { req_method: name });
    const caller = authorised(site, method, token);
    const checked = method.args.safeParse(args);
    if (!checked.success) {
      const messages = checked.error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`);
      throw new Refused('invalid_arguments', { response_metadata: { messages } });
    }
    const short = site.limiter.take(name, method.tier, typeof args.channel === 'string' ? args.channel : undefined);
    if (short !== undefined) return limited(short.retryAfterSeconds);
    return ok({ ok: true, ...method.run(site, args, caller) }, caller);
  } catch (error) {
    if (error instanceof Refused) return ok({ ok: false, error: error.code, ...error.more });
    throw error;
  }
}

function authorised(site: Site, method: Method, token: string | undefined): Caller {
  const scopes = site.manifest.oauth_config.scopes.bot;
  if (method.token === 'none') return { scopes };
  if (token === undefined || token === '') throw new Refused('not_authed');
  const other = method.token === 'bot' ? site.tokens.app : site.tokens.bot;
  if (token === other) throw new Refused('not_allowed_token_type');
  if (token !== site.tokens[method.token]) throw new Refused('invalid_auth');
  if (method.token === 'bot' && method.scopes.length > 0 && !method.scopes.some((scope) => scopes.includes(scope))) {
    throw new Refused('missing_scope', { needed: method.scopes.join(','), provided: scopes.join(',') });
  }
  return { scopes };
}

function ok(body: Thing, caller?: Caller): ApiAnswer {
  return { status: 200, headers: caller === undefined ? {} : { 'x-oauth-scopes': caller.scopes.join(',') }, body };
}

function limited(retryAfterSeconds: number): ApiAnswer {
  return { status: 429, headers: { 'retry-after': String(retryAfterSeconds) }, body: { ok: false, error: 'ratelimited' } };
}

/** What is JSON within a form. */
const structured = ['blocks', 'view', 'attachments', 'metadata', 'unfurls', 'files', 'outputs'];

/** The arguments of a call, from a form, from JSON, or from the query; structures decoded, the token left out. */
export function parseArguments(contentType: string, raw: string, query: URLSearchParams): { args: Thing; token?: string } {
  const form = contentType.startsWith('application/json')
    ? decoded(raw === '' ? '{}' : raw)
    : Object.fromEntries(new URLSearchParams(raw));
  const { token, ...args } = { ...Object.fromEntries(query), ...(isThing(form) ? form : {}) } as Thing; // safe: both are objects with string keys
  for (const name of structured) if (typeof args[name] === 'string') args[name] = decoded(args[name]);
  return typeof token === 'string' ? { args, token } : { args };
}

/** The JSON in a text; the text itself when it is none. */
function decoded(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
