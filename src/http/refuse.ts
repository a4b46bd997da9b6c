import type { IncomingMessage, ServerResponse } from 'node:http';

/** A status and nothing else. */
export function bare(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0' }).end();
}

export type Refuse = (request: IncomingMessage, response: ServerResponse, status: number, how: { bodyAwaited: boolean }) => void;

/**
 * Answers with a bare status and gives the connection up. A sender in the middle of a body is read into nothing for a moment: cut off at
 * once, it would see a broken connection instead of the status. In a flood only some of them are.
 */
export function createRefuse(limits: { lingerMs: number; lingering: number }): Refuse {
  const lingering = new Set<IncomingMessage>();
  return (request, response, status, { bodyAwaited }) => {
    if (response.headersSent || response.destroyed) return;
    response.writeHead(status, { connection: 'close', 'content-length': '0' });
    if (request.complete || !bodyAwaited || lingering.size >= limits.lingering) {
      response.end();
      return;
    }
    response.flushHeaders();
    lingering.add(request);
    const giveUp = setTimeout(() => request.destroy(), limits.lingerMs);
    const done = () => {
      clearTimeout(giveUp);
      lingering.delete(request);
      response.end();
    };
    request.once('end', done).once('close', done).resume();
  };
}
