import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as the server saw it. */
export type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

/** What to do with a request; `socket` is there for those that answer badly. */
export type Reply = {
  json(status: number, body: unknown, headers?: Record<string, string>): void;
  text(status: number, body: string, headers?: Record<string, string>): void;
  /** Breaks the connection without an answer. */
  reset(): void;
  /** Bytes that are not HTTP. */
  garbage(): void;
  response: ServerResponse;
};

export type Handler = (request: Seen, reply: Reply) => void | Promise<void>;

export type TestServer = {
  origin: string;
  /** Every request that arrived, in order. */
  seen: Seen[];
  /** Those that are not sign-in or refresh. */
  calls(): Seen[];
  count(part: string): number;
  /** Highest number of connections open at once. */
  mostConnections(): number;
  close(): Promise<void>;
};

/** A real HTTP server on a free port of the loopback. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let most = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const arrived: Seen = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(arrived);
      const text = (status: number, body: string, more: Record<string, string> = {}) => {
        response.writeHead(status, more).end(body);
      };
      void handler(arrived, {
        text,
        json: (status, body, more = {}) => text(status, JSON.stringify(body), { 'content-type': 'application/json', ...more }),
        reset: () => request.socket.destroy(),
        garbage: () => request.socket.end('this is not HTTP\r\n\r\n'),
        response,
      });
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // safe: a listening TCP server has one
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    calls: () => seen.filter(({ url }) => !/sign-in-api-client|refresh-token|\/token$/.test(url)),
    count: (part) => seen.filter(({ url }) => url.includes(part)).length,
    mostConnections: () => most,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A JWT that nobody signed, which is all a client may look into. */
export function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
