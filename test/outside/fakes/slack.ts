/**
 * A Slack of our own, from the platform page alone: Web API, response_url, and what the app is told, signed. It keeps every word it heard.
 * It shares no line with the sandbox's, on purpose: written from one reading of the same pages, both would make the same mistake.
 */
import { parsed, type Thing, text, thing } from './json.ts';
import { after, type Heard, serve } from './server.ts';
import { deliveries, responses } from './slack/deliveries.ts';
import { slackState } from './slack/state.ts';
import { userOf, webApi } from './slack/web-api.ts';
import { botToken, type Call } from './slack/words.ts';

export type FakeSlack = Awaited<ReturnType<typeof fakeSlack>>;

export async function fakeSlack(port = 0) {
  const here = slackState();
  const { state, calls } = here;
  const method = webApi(here);
  const respond = responses(here);

  const server = await serve(async (heard, response, socket) => {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (state.down) return void socket.destroy();
    if (heard.path.startsWith('/respond/')) {
      const bad = state.misbehave?.('response_url', thing(parsed(heard.raw)));
      calls.push({ method: 'response_url', args: thing(parsed(heard.raw)), at: Date.now(), answer: {} });
      if (bad?.delayMs) await after(bad.delayMs);
      if (bad?.reset) return void socket.destroy();
      if (bad?.status) return send(bad.status, 'no');
      const verdict = respond(heard.path, thing(parsed(heard.raw)));
      return send(verdict === 'ok' ? 200 : 404, verdict);
    }
    const name = heard.path.replace(/^\/api\//, '');
    const args = argsOf(heard);
    const token = text(heard.headers.authorization).replace(/^Bearer /, '') || text(args.token);
    const bad = state.misbehave?.(name, args);
    const call: Call = { method: name, args, at: Date.now(), answer: {} };
    calls.push(call);
    if (bad?.delayMs) await after(bad.delayMs);
    if (bad?.reset) return void socket.destroy();
    if (bad?.retryAfter !== undefined)
      return send(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(bad.retryAfter) });
    if (bad?.status) return send(bad.status, 'Slack is having trouble');
    call.answer = bad?.error
      ? { ok: false, error: bad.error }
      : token !== botToken
        ? { ok: false, error: 'invalid_auth' }
        : method(name, args);
    return send(200, call.answer, name === 'auth.test' ? { 'x-oauth-scopes': scopes } : {});
  }, port);

  const { newResponseUrl, deliver } = deliveries(here, server.base);

  const stop = async () => {
    await server.close();
  };

  return {
    state,
    people: here.people,
    groups: here.groups,
    channels: here.channels,
    messages: here.messages,
    ephemerals: here.ephemerals,
    views: here.views,
    homes: here.homes,
    calls,
    acks: here.acks,
    faults: here.faults,
    heeds: here.heeds,
    stackOf: here.stackOf,
    dm: here.dm,
    api: `${server.base}/api/`,
    base: server.base,
    port: server.port,
    newTrigger: here.newTrigger,
    newResponseUrl,
    openView: here.openView,
    replaceView: here.replaceView,
    shown: here.shown,
    deliver,
    stop,
    stamp: here.stamp,
    userOf,
    note: (what: string, found: string[], body: unknown) => here.fault(what, found, body),
  };
}

function argsOf(heard: Heard): Thing {
  if (text(heard.headers['content-type']).includes('json')) return thing(parsed(heard.raw));
  const args: Thing = Object.fromEntries(heard.query);
  for (const [key, value] of new URLSearchParams(heard.raw)) args[key] = /^[[{]/.test(value) ? (parsed(value) ?? value) : value;
  return args;
}

const scopes =
  'commands,chat:write,chat:write.public,users:read,usergroups:read,im:write,im:history,channels:read,groups:read,app_mentions:read,links:read,links:write,files:write';
