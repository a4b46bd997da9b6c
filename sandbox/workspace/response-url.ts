/**
 * response_urls: five uses in thirty minutes, seen by the person alone unless told otherwise.
 * docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
import type { Reply } from './issued-urls.ts';
import { editMessage, postMessage, removeMessage } from './messages.ts';
import { Refused } from './refused.ts';
import type { Site } from './site.ts';
import type { Thing } from './thing.ts';

const responseUrlUses = 5;
const responseUrlLifeMs = 30 * 60 * 1000;

export function issueResponseUrl(site: Site, reply: Reply): string {
  const key = site.state.nextId('R');
  site.responseUrls.issued.set(key, { ...reply, atMs: site.clock.now().getTime(), used: 0 });
  if (site.responseUrls.issued.size > 5000) {
    const oldest = site.responseUrls.issued.keys().next().value;
    if (oldest !== undefined) site.responseUrls.issued.delete(oldest);
  }
  return `${site.url()}/response/${site.state.world.team.id}/${key}`;
}

type Answer = { status: number; answer: string };

/** The same, unless response_urls were made to go wrong. */
export async function misled(site: Site, key: string, body: Thing): Promise<Answer | 'hang'> {
  const fault = site.misbehaviour.meet('response_url', body);
  if (fault === undefined) return answerResponseUrl(site, key, body);
  if (fault.delayMs !== undefined) await site.clock.sleep(fault.delayMs, site.closing).catch(() => undefined);
  if (fault.after === true) answerResponseUrl(site, key, body);
  if (fault.hang === true) return 'hang';
  if (fault.retryAfter !== undefined) return refusal(429, 'ratelimited');
  if (fault.status === undefined && fault.error === undefined) return answerResponseUrl(site, key, body);
  return fault.error === undefined ? { status: fault.status ?? 500, answer: '' } : refusal(fault.status ?? 404, fault.error);
}

/** What a POST to a response_url does, and what it answers. */
function answerResponseUrl(site: Site, key: string, body: Thing): Answer {
  const issued = site.responseUrls.issued.get(key);
  if (issued === undefined) return refusal(404, 'no_such_url');
  if (site.clock.now().getTime() - issued.atMs > responseUrlLifeMs) return refusal(404, 'expired_url');
  if (issued.used >= responseUrlUses) return refusal(404, 'used_url');
  issued.used += 1;
  try {
    respond(site, issued, body, 'response_url');
    return { status: 200, answer: 'ok' };
  } catch (error) {
    if (error instanceof Refused) return refusal(400, error.code, error.more);
    throw error;
  }
}

/** Says, changes or removes what the body asks for; also used for the body of a command's ack. @throws Refused as checkContent */
export function respond(site: Site, { person, channel, origin }: Reply, body: Thing, where: string): void {
  const { response_type: responseType, replace_original: replace, delete_original: remove, ...content } = body;
  if (remove === true || remove === 'true') {
    if (origin !== undefined) removeMessage(site, origin);
    return;
  }
  if ((replace === true || replace === 'true') && origin !== undefined) {
    // What only one person saw stays so, whatever the response_type says.
    editMessage(site, origin, content.blocks === undefined ? { ...content, blocks: [] } : content, where);
    return;
  }
  const threadTs = typeof content.thread_ts === 'string' ? { threadTs: content.thread_ts } : {};
  const onlyFor = responseType === 'in_channel' ? {} : { onlyFor: person };
  postMessage(site, { channel, from: 'app', content, ...onlyFor, ...threadTs }, where);
}

function refusal(status: number, error: string, more: Thing = {}): Answer {
  return { status, answer: JSON.stringify({ ok: false, error, ...more }) };
}
