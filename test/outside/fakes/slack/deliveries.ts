/** What the app is told, signed, and what it says at the address it was given for its answer. */
import { createHmac, randomUUID } from 'node:crypto';
import { messageFaults } from '../block-checks.ts';
import { list, type Thing, text } from '../json.ts';
import type { SlackState } from './state.ts';
import { type Ack, type Ephemeral, type Message, signingSecret } from './words.ts';

/** What is said at a response_url. */
export function responses({ responseUrls, heeds, faults, fault, messages, ephemerals, next, stamp }: SlackState) {
  function respond(path: string, body: Thing): string {
    const url = responseUrls.get(path);
    if (!url) return 'no_such_url';
    url.uses += 1;
    if (url.uses > 5) {
      faults.push('response_url: used more than 5 times');
      return 'used_url';
    }
    if (body.delete_original === true) {
      if (url.source && 'user' in url.source) url.source.gone = true;
      return 'ok';
    }
    if (fault('response_url', messageFaults(body), body)) return 'invalid_blocks';
    const inChannel = body.response_type === 'in_channel';
    if (body.replace_original === true && url.source) {
      url.source.text = text(body.text);
      url.source.blocks = list(body.blocks);
      return 'ok';
    }
    if (inChannel) {
      messages.push({
        channel: url.channel,
        ts: stamp(),
        text: text(body.text),
        blocks: list(body.blocks),
        versions: [JSON.stringify(body)],
      });
      return 'ok';
    }
    // What came by a command's response_url stays as it is: only the message that a button stands in can be replaced.
    ephemerals.push({
      id: next(),
      user: url.user,
      text: text(body.text),
      blocks: list(body.blocks),
      via: path,
      gone: false,
      inChannel,
    });
    heeds.get(path)?.(text(body.text));
    return 'ok';
  }

  return respond;
}

/** What is told to the app; `base` is where this Slack can be reached. */
export function deliveries({ responseUrls, state, acks }: SlackState, base: string) {
  const newResponseUrl = (user: string, channel: string, source?: Ephemeral | Message) => {
    const path = `/respond/${randomUUID()}`;
    responseUrls.set(path, { user, channel, uses: 0, born: Date.now(), ...(source ? { source } : {}) });
    return `${base}${path}`;
  };

  /** One delivery, signed; the answer is the ack. */
  async function deliver(
    what: string,
    contentType: string,
    raw: string,
    sign: { secret?: string; atMs?: number; none?: boolean } = {},
  ) {
    const at = Math.floor((sign.atMs ?? Date.now()) / 1000);
    const signature = `v0=${createHmac('sha256', sign.secret ?? signingSecret)
      .update(`v0:${at}:${raw}`)
      .digest('hex')}`;
    const start = performance.now();
    const response = await fetch(`${state.app}/slack/events`, {
      method: 'POST',
      body: raw,
      headers: {
        'content-type': contentType,
        ...(sign.none ? {} : { 'x-slack-signature': signature, 'x-slack-request-timestamp': String(at) }),
      },
    });
    const body = await response.text();
    const ack: Ack = { what, ms: performance.now() - start, status: response.status, body };
    acks.push(ack);
    return ack;
  }

  return { newResponseUrl, deliver };
}
