import { createHmac } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a delivery is treated on its way. */
export type Treatment = { copies: number; delaysMs: readonly number[] };

/**
 * What is between Slack and the processes of the app: one address that stays while they come and go. It can deliver things twice,
 * late and in another order, and it sees each ack before Slack does.
 */
export type FrontDoor = {
  url: string;
  /** Where the living processes listen; deliveries go to them in turn. */
  to(ports: readonly number[]): void;
  treat(how: ((body: string) => Treatment) | undefined): void;
  /** Signs each delivery by this clock: Slack's and the app's are the same, also while the app's is moved or runs fast. */
  signBy(now: () => Date): void;
  /** Called when the app has said 200 to an interaction and Slack does not know yet. */
  onAck(listener: ((body: string) => void) | undefined): void;
  close(): Promise<void>;
};

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

export async function openFrontDoor(signingSecret: string): Promise<FrontDoor> {
  const agent = new Agent({ keepAlive: true });
  let ports: readonly number[] = [];
  let turn = 0;
  let now: (() => Date) | undefined;
  let treat: ((body: string) => Treatment) | undefined;
  let acked: ((body: string) => void) | undefined;

  function forward(incoming: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
    turn += 1;
    const port = ports[turn % Math.max(1, ports.length)];
    if (port === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          path: incoming.url,
          method: incoming.method,
          headers: { ...incoming.headers, ...signed(body) },
          agent,
        },
        (answer) => {
          read(answer).then(
            (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
            () => resolve(undefined),
          );
        },
      );
      outgoing.on('error', () => resolve(undefined));
      outgoing.end(body);
    });
  }

  function signed(body: Buffer): Record<string, string> {
    if (now === undefined) return {};
    const at = String(Math.floor(now().getTime() / 1_000));
    const digest = createHmac('sha256', signingSecret).update(`v0:${at}:`).update(body).digest('hex');
    return { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${digest}` };
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const { copies, delaysMs } = treat?.(body.toString('utf8')) ?? { copies: 1, delaysMs: [] };
    const answers = Array.from({ length: copies }, async (_, index) => {
      const delayMs = delaysMs[index] ?? 0;
      if (delayMs > 0) await pause(delayMs);
      return forward(incoming, body);
    });
    // Slack hears the first copy that was answered.
    const answer = await Promise.any(answers.map(async (one) => (await one) ?? Promise.reject(new Error('nobody')))).catch(
      () => undefined,
    );
    if (answer === undefined) {
      incoming.socket.destroy();
      return;
    }
    if (answer.status === 200) acked?.(body.toString('utf8'));
    const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = answer.headers;
    response.writeHead(answer.status, headers).end(answer.body);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // safe: it listens on a TCP port
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    to: (next) => {
      ports = next;
    },
    treat: (how) => {
      treat = how;
    },
    signBy: (clock) => {
      now = clock;
    },
    onAck: (listener) => {
      acked = listener;
    },
    close: () =>
      new Promise((done) => {
        agent.destroy();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
