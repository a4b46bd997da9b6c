import type { IncomingMessage, ServerResponse } from 'node:http';

/** A status and nothing else. */
export function bare(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0' }).end();
}

/**
 * Answers with a bare status and gives the connection up. A sender in the middle of a body is read into nothing for a moment: cut off at
 * once, it would see a broken connection instead of the status.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { lingerMs, bodyAwaited }: { lingerMs: number; bodyAwaited: boolean },
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { connection: 'close', 'content-length': '0' });
  if (request.complete || !bodyAwaited) {
    response.end();
    return;
  }
  response.flushHeaders();
  const giveUp = setTimeout(() => request.destroy(), lingerMs);
  const done = () => {
    clearTimeout(giveUp);
    response.end();
  };
  request.once('end', done).once('close', done).resume();
}
