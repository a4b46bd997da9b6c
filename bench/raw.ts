/** The least that can check a delivery and answer it: node:http and the same HMAC. What is measured beside it can be no faster. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const secret = process.env.SLACK_SIGNING_SECRET ?? '';
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const expected = createHmac('sha256', secret)
      .update(`v0:${String(request.headers['x-slack-request-timestamp'])}:`)
      .update(Buffer.concat(parts))
      .digest('hex');
    const given = Buffer.from(String(request.headers['x-slack-signature']).slice(3));
    const isSame = given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
    response.writeHead(isSame ? 200 : 401, { 'content-length': '0' }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // safe: it listens on TCP
  process.stdout.write(`${JSON.stringify({ msg: 'running', port })}\n`);
});
