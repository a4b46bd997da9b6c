/** The workspace's HTTP server: the Web API, response_urls, the page. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readAll } from './http-transport.ts';
import { type PageDeps, pageAct, pageOptions, streamPage } from './page.ts';
import { misled } from './response-url.ts';
import type { SocketTransport } from './socket.ts';
import { isThing } from './thing.ts';
import { takeUpload } from './web-api/files.ts';
import { type ApiMethods, callMethod, parseArguments } from './web-api/index.ts';

export type Asset = { body: string | Uint8Array; contentType: string };
export type Assets = (path: string) => Asset | undefined | Promise<Asset | undefined>;

export type ServerDeps = PageDeps & { methods: ApiMethods; assets: Assets | undefined; socket: SocketTransport | undefined };

export function createWorkspaceServer(deps: ServerDeps): Server {
  const server = createServer((incoming, response) => {
    route(deps, incoming, response).catch(() => {
      if (!response.headersSent) reply(response, 500, 'text/plain', 'The workspace itself failed.');
      else response.destroy();
    });
  });
  server.on('upgrade', (incoming, socket, head) => {
    if (deps.socket !== undefined && incoming.url?.startsWith('/link')) deps.socket.upgrade(incoming, socket, head);
    else socket.destroy();
  });
  return server;
}

async function route(deps: ServerDeps, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/api/')) return api(deps, url, incoming, response);
  if (url.pathname.startsWith('/response/')) return respond(deps, url, incoming, response);
  if (url.pathname.startsWith('/upload/')) return upload(deps, url, incoming, response);
  // A page of another site must neither read nor act here, not even under a name that it has pointed at this machine.
  if (!isLoopback(incoming.headers.host)) return reply(response, 403, 'text/plain', 'Only on this machine.');
  if (incoming.method === 'POST') return pagePost(deps, url, incoming, response);
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return reply(response, 405, 'text/plain', 'Not here.');
  if (url.pathname === '/page/events') {
    if (!streamPage(deps, url.searchParams.get('as') ?? '', response))
      reply(response, 404, 'text/plain', 'There is no such person.');
    return;
  }
  // Where chat.getPermalink points to: the page finds the message by these two.
  const permalink = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname);
  if (permalink !== null) {
    response.writeHead(302, { location: `/?channel=${permalink[1]}&message=${permalink[2]}.${permalink[3]}` }).end();
    return;
  }
  const asset = await deps.assets?.(url.pathname);
  if (asset === undefined) reply(response, 404, 'text/plain', 'There is nothing here.');
  else reply(response, 200, asset.contentType, asset.body);
}

async function api({ site, methods }: ServerDeps, url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = await readAll(incoming);
  const { args, token } = parseArguments(incoming.headers['content-type'] ?? '', raw, url.searchParams);
  const bearer = /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1];
  const answer = await callMethod(site, methods, url.pathname.slice('/api/'.length), args, bearer ?? token);
  if (answer === 'hang') {
    site.closing.addEventListener('abort', () => response.destroy(), { once: true });
    return;
  }
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  reply(response, answer.status, 'application/json; charset=utf-8', JSON.stringify(answer.body));
}

async function respond({ site }: ServerDeps, url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = parsedJson(await readAll(incoming));
  const key = url.pathname.split('/').at(-1) ?? '';
  const given = isThing(body) ? await misled(site, key, body) : { status: 400, answer: '{"ok":false,"error":"invalid_payload"}' };
  if (given === 'hang') {
    site.closing.addEventListener('abort', () => response.destroy(), { once: true });
    return;
  }
  const { status, answer } = given;
  reply(response, status, answer === 'ok' ? 'text/html' : 'application/json', answer);
}

/** Where files.getUploadURLExternal points to: it takes bytes as they are, and exactly as many as were announced. */
async function upload({ site }: ServerDeps, url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let bytes = 0;
  for await (const chunk of incoming) bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
  const key = url.pathname.split('/').at(-1) ?? '';
  if (incoming.method === 'POST' && takeUpload(site, key, bytes)) reply(response, 200, 'text/plain', `OK - ${bytes}`);
  else reply(response, 400, 'text/plain', 'Not expected.');
}

async function pagePost(deps: ServerDeps, url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { origin, host } = incoming.headers;
  if (origin !== undefined && origin !== `http://${host}`) return reply(response, 403, 'text/plain', 'Not from another site.');
  if (!incoming.headers['content-type']?.startsWith('application/json')) return reply(response, 415, 'text/plain', 'JSON only.');
  const body = parsedJson(await readAll(incoming));
  const answer =
    url.pathname === '/page/act'
      ? await pageAct(deps, body)
      : url.pathname === '/page/options'
        ? await pageOptions(deps, body)
        : undefined;
  if (answer === undefined) reply(response, 404, 'text/plain', 'There is nothing here.');
  else reply(response, 200, 'application/json; charset=utf-8', JSON.stringify(answer));
}

function isLoopback(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host ?? '');
}

function reply(response: ServerResponse, status: number, contentType: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(body);
}

function parsedJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
