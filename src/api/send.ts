import { Agent, type Dispatcher } from 'undici';
import { type Deadline, orAborted, startDeadline } from './deadline.ts';
import { asUtf8, unpacked } from './unpack.ts';

/** One HTTP exchange to make. */
export type Outgoing = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  origin: string;
  /** Path and query, encoded. */
  path: string;
  headers: Record<string, string>;
  body?: string;
};

/** The headers of an answer, by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A whole answer. */
export type UpstreamAnswer = { kind: 'answer'; status: number; headers: AnswerHeaders; body: Uint8Array };

/**
 * No whole answer. `sent` says whether a byte of the request may have left: the line between "it certainly did not happen" and "it may
 * have". `status` is there when the answer's head came before it broke off.
 */
export type Lost = {
  kind: 'lost';
  sent: boolean;
  why: 'timeout' | 'called-off' | 'connection' | 'oversize' | 'too-late';
  status?: number;
  cause?: unknown;
};

export type SentCall = UpstreamAnswer | Lost;

/** Until when the first byte may leave. */
export type Beginning = { signal: AbortSignal; isOver(): boolean };

export type Sender = {
  /** Makes the exchange within the deadline, unless it may not begin any more when its turn comes. Never rejects. */
  send(request: Outgoing, deadline: Deadline, beginning?: Beginning): Promise<SentCall>;
  /** Lets what is under way finish for at most `graceMs`, then breaks it off. */
  close(graceMs: number): Promise<void>;
};

type SenderLimits = {
  /** Sockets to one origin; what is beyond them queues while its deadline runs. */
  connections: number;
  maxAnswerBytes: number;
  connectTimeoutMs: number;
};

const senderLimits: SenderLimits = { connections: 16, maxAnswerBytes: 4 * 1024 * 1024, connectTimeoutMs: 2500 };

/**
 * A keep-alive pool. It follows no redirect, retries nothing and has no time limits of its own but the one for connecting: all of that
 * is decided above, if it is known what the call would do if it were made twice.
 */
export function createSender(limits: SenderLimits = senderLimits): Sender {
  const agent = new Agent({
    connections: limits.connections,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: limits.connectTimeoutMs },
  });
  let closing: Promise<void> | undefined;
  return {
    send: (request, deadline, beginning) => exchange(agent, request, deadline, limits.maxAnswerBytes, beginning),
    close(graceMs) {
      closing ??= closeWithin(agent, graceMs);
      return closing;
    },
  };
}

async function closeWithin(agent: Agent, graceMs: number): Promise<void> {
  const grace = startDeadline(graceMs);
  // Whether the grace ends or closing itself goes wrong: what is left is broken off below.
  await orAborted(agent.close(), grace.signal).catch(() => undefined);
  grace.clear();
  if (!agent.destroyed) await agent.destroy();
}

/**
 * Undici's dispatch and not its `request`: only the handler learns the moment before the first byte is written (`onRequestStart`), and only
 * here a request that still waits for a socket can be given up at once.
 */
function exchange(
  agent: Agent,
  request: Outgoing,
  deadline: Deadline,
  maxBytes: number,
  beginning?: Beginning,
): Promise<SentCall> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let headers: AnswerHeaders = {};
    let received = 0;
    let finished = false;
    const chunks: Uint8Array[] = [];

    const finish = (sent: SentCall) => {
      if (finished) return;
      finished = true;
      deadline.signal.removeEventListener('abort', giveUp);
      beginning?.signal.removeEventListener('abort', giveUpWaiting);
      resolve(sent);
    };
    const lose = (why: Lost['why'], cause?: unknown) => {
      finish({
        kind: 'lost',
        sent: controller !== undefined,
        why,
        status,
        cause,
      });
    };
    const giveUp = () => {
      lose(deadline.expired() ? 'timeout' : 'called-off', deadline.signal.reason);
      controller?.abort(new Error('given up'));
    };
    const giveUpWaiting = () => {
      if (controller === undefined) lose('too-late');
    };
    if (deadline.signal.aborted) {
      giveUp();
      return;
    }
    if (beginning?.isOver()) {
      giveUpWaiting();
      return;
    }
    deadline.signal.addEventListener('abort', giveUp, { once: true });
    beginning?.signal.addEventListener('abort', giveUpWaiting, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        // Asked at the last moment: a timer may fire late.
        if (beginning?.isOver()) giveUpWaiting();
        // Given up while it waited for a socket: stopped here, before a byte is written, so "not sent" stays true.
        if (finished) started.abort(new Error('given up'));
        else controller = started;
      },
      onResponseStart(started, statusCode, responseHeaders) {
        if (statusCode < 200) return;
        status = statusCode;
        headers = responseHeaders;
        if (Number(responseHeaders['content-length'] ?? 0) > maxBytes) {
          lose('oversize');
          started.abort(new Error('answer too large'));
        }
      },
      onResponseData(started, chunk) {
        received += chunk.length;
        if (received > maxBytes) {
          lose('oversize');
          started.abort(new Error('answer too large'));
        } else if (!finished) chunks.push(chunk);
      },
      onResponseEnd() {
        if (status === undefined) return;
        try {
          const body = unpacked(Buffer.concat(chunks), headers['content-encoding'], maxBytes);
          finish({ kind: 'answer', status, headers, body: asUtf8(body, headers['content-type']) });
        } catch (error) {
          lose('connection', error);
        }
      },
      onResponseError(_controller, error) {
        lose('connection', error);
      },
    };
    try {
      agent.dispatch({ ...request, body: request.body ?? null }, handler);
    } catch (error) {
      lose('connection', error);
    }
  });
}
