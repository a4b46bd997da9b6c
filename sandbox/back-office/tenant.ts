import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readJson } from './answers.ts';

/** A call that was not taken by a tenant: what a profile that fits never causes. */
export type NotTaken = { method: string; path: string; status: number };

/** A tenant whose API differs from what is assumed: it is in front of a back office that speaks as assumed. */
export type Tenant = {
  apiUrl: string;
  authUrl: string;
  /** Calls that this tenant does not know, or not with these names. */
  notTaken: NotTaken[];
  close(): Promise<void>;
};

/** One call, as it came; its path is that below `/auth` or `/api`. */
export type TenantCall = {
  method: string;
  url: URL;
  path: string;
  body: unknown;
  authorization: string | undefined;
  response: ServerResponse;
};

/** Serves a tenant at a free port of this machine. */
export async function serveTenant(tenant: {
  notTaken: NotTaken[];
  signIn(call: TenantCall): Promise<void>;
  call(call: TenantCall): Promise<void>;
  /** Answers what could not be read, or throws what it does not know. */
  refuse(error: unknown, call: TenantCall): void;
}): Promise<Tenant> {
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://tenant');
    const isSignIn = url.pathname.startsWith('/auth/');
    const call: TenantCall = {
      method: request.method ?? 'GET',
      url,
      path: url.pathname.slice((isSignIn ? '/auth' : '/api').length),
      body: await readJson(request),
      authorization: request.headers.authorization,
      response,
    };
    try {
      await (isSignIn ? tenant.signIn(call) : tenant.call(call));
    } catch (error) {
      tenant.refuse(error, call);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // safe: it listens on a TCP port
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    authUrl: `http://127.0.0.1:${port}/auth`,
    notTaken: tenant.notTaken,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Hands a call on to the back office behind, in its words. */
export function forward(
  address: string,
  { method, authorization, body }: { method: string; authorization: string | undefined; body: unknown },
): Promise<Response> {
  const headers = new Headers();
  if (authorization !== undefined) headers.set('authorization', authorization);
  if (body !== undefined) headers.set('content-type', 'application/json');
  return fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/** Signs in at the back office behind, for the first time or again. */
export function forwardSignIn(authUrl: string, isNew: boolean, body: object): Promise<Response> {
  return forward(`${authUrl}${isNew ? '/sign-in-api-client' : '/refresh-token'}`, {
    method: 'POST',
    authorization: undefined,
    body,
  });
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
