import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver, form, json, openPort, type Port, send, signed } from './support.ts';

let port: Port;
beforeEach(async () => {
  port = await openPort();
});
afterEach(() => port.close());

const command = new URLSearchParams({ command: '/customer', text: 'lookup “Zoë & Söhne” 100 %' }).toString();

describe('a delivery', () => {
  it('reaches the app with its fields when it is signed, over whatever bytes were sent', async () => {
    expect((await deliver(port.port, { ...form, ...signed(port.clock, command) }, command)).status).toBe(200);
    expect(port.events[0]?.body).toEqual({ command: '/customer', text: 'lookup “Zoë & Söhne” 100 %' });
    const event = JSON.stringify({ type: 'event_callback', event: { type: 'app_home_opened' } });
    expect((await deliver(port.port, { ...json, ...signed(port.clock, event) }, event)).status).toBe(200);
    expect(port.events[1]?.body).toEqual({ type: 'event_callback', event: { type: 'app_home_opened' } });
    const press = `payload=${encodeURIComponent(JSON.stringify({ type: 'block_actions' }))}`;
    const charset = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    expect((await deliver(port.port, { ...charset, ...signed(port.clock, press) }, press)).status).toBe(200);
    expect(port.events[2]?.body).toEqual({ type: 'block_actions' });
  });

  it('is as long as the longest message that Slack takes, also in parts without a length', async () => {
    const message = new URLSearchParams({ payload: JSON.stringify({ message: { text: '🛴'.repeat(40_000) } }) }).toString();
    expect(message.length).toBeGreaterThan(450_000);
    const headers = { ...form, ...signed(port.clock, message) };
    expect((await deliver(port.port, headers, message)).status).toBe(200);
    expect((await deliver(port.port, { ...headers, 'transfer-encoding': 'chunked' }, message)).status).toBe(200);
    expect(port.events).toHaveLength(2);
  });

  it.each<[string, (body: string) => Record<string, string>, number]>([
    ['has no signature', () => ({}), 401],
    ['has a signature and no time', (body) => without(signed(port.clock, body), 'x-slack-request-timestamp'), 401],
    ['was signed with another secret', (body) => signed(port.clock, body, { secret: 'another' }), 401],
    ['was signed over another body', () => signed(port.clock, 'command=%2Fcustomer'), 401],
    ['is older than five minutes', (body) => signed(port.clock, body, { skewS: -301 }), 401],
    ['is of the future', (body) => signed(port.clock, body, { skewS: 301 }), 401],
    ['has half a signature', (body) => ({ ...signed(port.clock, body), 'x-slack-signature': 'v0=abcd' }), 401],
    ['has a time that is no number', (body) => ({ ...signed(port.clock, body), 'x-slack-request-timestamp': '1e9' }), 401],
    ['says that it is longer than 1 MB', (body) => ({ ...signed(port.clock, body), 'content-length': '1048577' }), 413],
  ])('is refused before its body is read when it %s', async (_, headers, status) => {
    // Of a forged or an unsigned body nothing tells by the headers, so these are read, and then refused.
    expect((await deliver(port.port, { ...form, ...headers(command) }, padded(command, headers(command)))).status).toBe(status);
    expect(port.events).toEqual([]);
  });

  it.each([
    ['null', json, 'null'],
    ['a list', json, '[1]'],
    ['half an object', json, '{"a":'],
    ['nothing', form, ''],
    ['a payload that is no object', form, 'payload=7'],
    ['a check of the address without its question', json, '{"type":"url_verification"}'],
    ['bytes that are no text', json, Buffer.from([0xff, 0xfe, 0x00])],
  ])('is refused when it is signed and holds %s', async (_, type, body) => {
    expect((await deliver(port.port, { ...type, ...signed(port.clock, body) }, body)).status).toBe(400);
    expect(port.events).toEqual([]);
  });

  it('answers Slack’s check of the address, and of the certificate with and without a signature', async () => {
    const question = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
    const answer = await deliver(port.port, { ...json, ...signed(port.clock, question) }, question);
    expect(JSON.parse(answer.text)).toEqual({ challenge: '3eZbrw1aB' });
    const check = 'token=abc&ssl_check=1';
    expect((await deliver(port.port, form, check)).status).toBe(200);
    expect((await deliver(port.port, { ...form, ...signed(port.clock, check) }, check)).status).toBe(200);
    expect((await send(port.port, '/slack/events?ssl_check=1')).status).toBe(200);
    expect(port.events).toEqual([]);
  });

  it('takes nothing else in with an unsigned check of the certificate', async () => {
    const smuggled = `ssl_check=0&payload=${encodeURIComponent('{"ssl_check":"0"}')}`;
    expect((await deliver(port.port, form, smuggled)).status).toBe(401);
    expect((await deliver(port.port, form, `ssl_check=1&${'x'.repeat(2_000)}=1`)).status).toBe(401);
    expect(port.events).toEqual([]);
  });

  it('carries Slack’s retry headers on, and no others', async () => {
    const headers = { ...form, ...signed(port.clock, command) };
    await deliver(port.port, { ...headers, 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' }, command);
    await deliver(port.port, { ...headers, 'x-slack-retry-num': 'two' }, command);
    expect(port.events.map(({ retryNum, retryReason }) => [retryNum, retryReason])).toEqual([
      [2, 'http_timeout'],
      [undefined, undefined],
    ]);
  });

  it('is not there in socket mode', async () => {
    const other = await openPort({ socket: true });
    expect((await deliver(other.port, { ...form, ...signed(other.clock, command) }, command)).status).toBe(404);
    await other.close();
  });

  it('that is refused again and again is one line in the log, with what to look at', async () => {
    for (let times = 0; times < 20; times += 1)
      await deliver(port.port, { ...form, ...signed(port.clock, command, { secret: 'x' }) }, command);
    expect(port.lines).toHaveLength(1);
    expect(port.lines[0]).toContain('SLACK_SIGNING_SECRET');
    port.clock.forward(10_000);
    await deliver(port.port, { ...form, ...signed(port.clock, command, { secret: 'x' }) }, command);
    expect(JSON.parse(port.lines[1] ?? '')).toMatchObject({ why: 'forged', count: 20 });
  });
});

describe('the answer to a delivery', () => {
  const ask = async (handle: Parameters<typeof openPort>[0]) => {
    const other = await openPort(handle);
    const answering = deliver(other.port, { ...form, ...signed(other.clock, command) }, command);
    return { other, answering };
  };

  it('is what the app acknowledges with: nothing, words or an object', async () => {
    const answers = [undefined, 'words', { response_action: 'clear' }];
    const { other, answering } = await ask({ handle: ({ ack }) => ack(answers.shift()) });
    expect(await answering).toMatchObject({ status: 200, text: '' });
    const again = () => deliver(other.port, { ...form, ...signed(other.clock, command) }, command);
    expect(await again()).toMatchObject({ status: 200, text: 'words' });
    expect(await again()).toMatchObject({ status: 200, text: '{"response_action":"clear"}', headers: json });
    await other.close();
  });

  it('goes out at the acknowledgement, not when the work is done', async () => {
    let finish = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { other, answering } = await ask({ handle: ({ ack }) => ack().then(() => work) });
    expect((await answering).status).toBe(200);
    finish();
    await other.close();
  });

  it('is 404 at once when nothing takes it, and 500 when handling it fails', async () => {
    const unknown = await ask({ handle: async () => undefined });
    expect((await unknown.answering).status).toBe(404);
    await unknown.other.close();
    const failing = await ask({ handle: () => Promise.reject(new Error('broken')) });
    expect((await failing.answering).status).toBe(500);
    expect(failing.other.lines.join()).toContain('broken');
    await failing.other.close();
  });

  it('is 503 after three seconds, and a late acknowledgement then lets the work go on', async () => {
    let begun = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let acknowledge = () => {};
    const decided = new Promise<void>((resolve) => {
      acknowledge = resolve;
    });
    let told = () => {};
    const after = new Promise<void>((resolve) => {
      told = resolve;
    });
    const { other, answering } = await ask({
      handle: async ({ ack }) => {
        begun();
        await decided;
        await ack();
        told();
      },
    });
    await running;
    other.clock.forward(3_000);
    expect((await answering).status).toBe(503);
    expect(other.lines.join()).toContain('not acknowledged within three seconds');
    acknowledge();
    await expect(after).resolves.toBeUndefined();
    await other.close();
  });
});

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));
}

/** As long as the headers say. */
function padded(body: string, { 'content-length': length }: Record<string, string>): string {
  return length === undefined ? body : body.padEnd(Number(length), ' ');
}
