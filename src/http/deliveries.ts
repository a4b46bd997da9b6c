import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import type { Secret } from '../lib/secret.ts';
import { deliveryOf, isForm } from './delivery.ts';
import { createIntake } from './intake.ts';
import { type HttpLimits, usualLimits } from './limits.ts';
import { bare, createRefuse } from './refuse.ts';
import { signatureCheck, stampOf } from './signature.ts';

/** Slack shows the person an error when it wasn't answered by then. docs.slack.dev/interactivity/handling-user-interaction */
const answerWithinMs = 3_000;
/** A check of our certificate comes without a signature and holds a token and a flag. */
const largestSslCheck = 1_024;

export type HttpDeliveries = {
  /** For Bolt; it opens nothing by itself. */
  receiver: Receiver;
  /** Takes `POST /slack/events`. `proceed` asks the sender for the body, when the sender waits to be asked. */
  take(request: IncomingMessage, response: ServerResponse, proceed?: () => void): Promise<void>;
};

const reasons = {
  missing: { status: 401, say: 'it is not signed' },
  malformed: { status: 401, say: 'its signature is malformed' },
  'out-of-time': { status: 401, say: 'it was signed more than five minutes ago or ahead; is the clock of this machine right?' },
  forged: { status: 401, say: 'its signature does not match; is SLACK_SIGNING_SECRET that of this app?' },
  'too-large': { status: 413, say: 'it is larger than any that Slack sends' },
  crowded: { status: 503, say: 'too many large ones came at the same time' },
  unreadable: { status: 400, say: 'it is signed, but is no delivery of Slack’s' },
} as const;
type Reason = keyof typeof reasons;

/** Slack's HTTP deliveries: judged by their headers, then read within limits, then verified over the raw bytes, and only then parsed. */
export function createDeliveries(deps: {
  signingSecret: Secret;
  clock: Clock;
  log: Log;
  limits?: Partial<HttpLimits>;
}): HttpDeliveries {
  const { clock, log } = deps;
  const limits = { ...usualLimits, ...deps.limits };
  const intake = createIntake(limits);
  const refuse = createRefuse(limits);
  let app: App | undefined;

  async function take(request: IncomingMessage, response: ServerResponse, proceed?: () => void): Promise<void> {
    let bodyAwaited = proceed === undefined;
    const ask = () => {
      bodyAwaited = true;
      proceed?.();
    };
    const turnAway = (why: Reason) => {
      warnSeldom(deps, why, { why }, `a delivery was refused: ${reasons[why].say}`);
      refuse(request, response, reasons[why].status, { bodyAwaited });
    };
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > limits.bodyBytes) {
      turnAway('too-large');
      return;
    }
    const stamp = stampOf(request.headers, clock.now());
    if (stamp === 'missing' && isForm(request.headers['content-type']) && announced > 0 && announced <= largestSslCheck) {
      ask();
      const body = await intake.read(request, () => undefined);
      if (body === 'cut-off') return;
      if (typeof body !== 'string' && deliveryOf(body, request.headers['content-type'])?.kind === 'ssl-check')
        bare(response, 200);
      else turnAway('missing');
      return;
    }
    if (typeof stamp === 'string') {
      turnAway(stamp);
      return;
    }
    ask();
    const check = signatureCheck(deps.signingSecret.reveal(), stamp);
    const body = await intake.read(request, check.update);
    if (body === 'cut-off') return;
    if (body === 'too-large' || body === 'crowded') {
      turnAway(body);
      return;
    }
    if (!check.matches()) {
      turnAway('forged');
      return;
    }
    const delivery = deliveryOf(body, request.headers['content-type']);
    if (delivery === undefined) turnAway('unreadable');
    else if (delivery.kind === 'ssl-check') bare(response, 200);
    else if (delivery.kind === 'url-verification') send(response, { challenge: delivery.challenge });
    else await process(request, response, delivery.body);
  }

  async function process(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>): Promise<void> {
    const answered = new AbortController();
    clock.sleep(answerWithinMs, answered.signal).then(
      () => {
        log.warn('a delivery was not acknowledged within three seconds; Slack has shown the person an error');
        if (!response.headersSent) bare(response, 503);
      },
      () => undefined,
    );
    const ack: ReceiverEvent['ack'] = async (answer?: unknown) => {
      answered.abort('answered');
      // Late, or after the sender went away: what was to be done is done all the same.
      if (!response.headersSent && !response.destroyed) send(response, answer);
    };
    const retry = request.headers['x-slack-retry-num'];
    const reason = request.headers['x-slack-retry-reason'];
    try {
      await app?.processEvent({
        body,
        ack,
        retryNum: typeof retry === 'string' && /^\d{1,3}$/.test(retry) ? Number(retry) : undefined,
        retryReason: typeof reason === 'string' ? reason : undefined,
      });
      if (!response.headersSent) bare(response, 404);
    } catch (error) {
      log.error({ err: asFault(error) }, 'a delivery could not be handled');
      if (!response.headersSent) bare(response, 500);
    } finally {
      answered.abort('answered');
    }
  }

  return {
    receiver: {
      init: (bolt) => {
        app = bolt;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    take,
  };
}

/** As Bolt's own receivers answer: nothing, a text, or JSON. */
function send(response: ServerResponse, answer: unknown): void {
  if (answer === undefined || answer === null || answer === '') bare(response, 200);
  else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(answer);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
