/** The three addresses of the page: /page/events, /page/act, /page/options. See page-protocol.ts. */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Acted, refusedByClient } from './acts/acted.ts';
import { changePerson } from './acts/changing.ts';
import { act, homePlace, messagePlace, modalPlace, suggest } from './acts/clicking.ts';
import { close, submit } from './acts/forms.ts';
import { lookAt, openHome, shortcut } from './acts/looking.ts';
import { react, reply } from './acts/threads.ts';
import { type as typeText } from './acts/typing.ts';
import { startStep } from './acts/workflows.ts';
import { faultKinds, type GuideMinute, type PageActAnswer, type PageOptionsAnswer } from './page-protocol.ts';
import { type PageControls, pageState, type Verbs } from './page-state.ts';
import type { Site } from './site.ts';

export type PageDeps = { site: Site; controls: PageControls | undefined; verbs: Verbs; guide: readonly GuideMinute[] };

/** Changes within this time go out as one. */
const debounceMs = 25;
const heartbeatMs = 15_000;

/** Streams the whole picture of one person, at once and after every change. Answers false when there is no such person. */
export function streamPage(deps: PageDeps, me: string, response: ServerResponse): boolean {
  const { site, controls } = deps;
  // A page that does not know anybody yet starts as the first person.
  const person = me === '' ? site.state.people.values().next().value : site.state.people.get(me);
  if (person === undefined) return false;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    const present = site.state.people.get(me) ?? person;
    response.write(`data: ${JSON.stringify(pageState(deps, present))}\n\n`);
  };
  const soon = () => {
    timer ??= setTimeout(send, debounceMs);
  };
  const stops = [site.state.subscribe(soon), controls?.subscribe(soon)];
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  const end = () => {
    clearTimeout(timer);
    clearInterval(heartbeat);
    for (const stop of stops) stop?.();
    site.closing.removeEventListener('abort', end);
    response.end();
  };
  response.on('close', end);
  site.closing.addEventListener('abort', end, { once: true });
  send();
  return true;
}

const values = z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() })));
const action = z.looseObject({ action_id: z.string() });
const faultRule = z.object({
  upstream: z.string(),
  kind: z.enum(faultKinds),
  on: z.enum(['reads', 'writes', 'all']),
  times: z.number().int().positive().optional(),
});

const PageActBody = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('send'), channel: z.string(), text: z.string() }),
    z.object({ act: z.literal('reply'), channel: z.string(), ts: z.string(), text: z.string() }),
    z.object({ act: z.literal('react'), channel: z.string(), ts: z.string(), name: z.string().regex(/^[a-z0-9_+'-]{1,80}$/) }),
    z.object({ act: z.literal('open-home') }),
    z.object({ act: z.literal('look-at'), channel: z.string() }),
    z.object({ act: z.literal('message-action'), channel: z.string(), ts: z.string(), action, values }),
    z.object({ act: z.literal('home-action'), action, values }),
    z.object({ act: z.literal('modal-action'), view: z.string(), action, values }),
    z.object({ act: z.literal('modal-submit'), view: z.string(), values }),
    z.object({ act: z.literal('modal-close'), view: z.string(), all: z.boolean() }),
    z.object({
      act: z.literal('shortcut'),
      callbackId: z.string(),
      message: z.object({ channel: z.string(), ts: z.string() }).optional(),
    }),
    z.object({ act: z.literal('start-step'), step: z.string(), inputs: z.record(z.string(), z.string().max(3_000)) }),
    z.object({ act: z.literal('dismiss-notice'), id: z.string() }),
    z.object({ act: z.literal('use-slack-in'), locale: z.enum(['en-GB', 'de-DE']) }),
    z.object({ act: z.literal('forward-clock'), ms: z.number().int().nonnegative() }),
    z.object({ act: z.literal('set-faults'), faults: z.array(faultRule) }),
    z.object({ act: z.literal('start-again') }),
  ])
  .and(z.object({ as: z.string() }));
type PageActBody = z.output<typeof PageActBody>;

const PageOptionsBody = z
  .discriminatedUnion('in', [
    z.object({ in: z.literal('modal'), view: z.string() }),
    z.object({ in: z.literal('message'), channel: z.string(), ts: z.string() }),
    z.object({ in: z.literal('home') }),
  ])
  .and(z.object({ as: z.string(), query: z.string(), blockId: z.string(), actionId: z.string() }));

const notUnderstood = { ok: false, say: 'The page sent something that the workspace does not understand. Reload it.' } as const;

export async function pageAct(deps: PageDeps, body: unknown): Promise<PageActAnswer> {
  const parsed = PageActBody.safeParse(body);
  if (!parsed.success || !deps.site.state.people.has(parsed.data.as)) return notUnderstood;
  const acted = await perform(deps, parsed.data);
  return acted === undefined || acted.ok ? { ok: true } : { ok: false, say: acted.say ?? '' };
}

async function perform({ site, controls }: PageDeps, body: PageActBody): Promise<Acted | undefined> {
  const { as } = body;
  switch (body.act) {
    case 'send':
      return typeText(site, as, body.channel, body.text);
    case 'reply':
      return reply(site, as, body, body.text);
    case 'react':
      return react(site, as, body, body.name);
    case 'open-home':
      return openHome(site, as);
    case 'look-at':
      lookAt(site, as, body.channel);
      return undefined;
    case 'message-action':
      return act(site, as, messagePlace(site, as, body.channel, body.ts), body.action, body.values);
    case 'home-action':
      return act(site, as, homePlace(site, as), body.action, body.values);
    case 'modal-action':
      return act(site, as, modalPlace(site, as, body.view), body.action, body.values);
    case 'modal-submit':
      return submit(site, as, body.view, body.values);
    case 'modal-close':
      return close(site, as, body.view, body.all);
    case 'shortcut':
      return shortcut(site, as, body.callbackId, body.message);
    case 'start-step':
      return startStep(site, as, body.step, body.inputs);
    case 'dismiss-notice':
      site.state.notices.set(
        as,
        (site.state.notices.get(as) ?? []).filter((notice) => notice.id !== body.id),
      );
      break;
    case 'use-slack-in':
      changePerson(site, as, { locale: body.locale });
      return openHome(site, as);
    case 'forward-clock':
      await controls?.forwardClock(body.ms);
      break;
    case 'set-faults':
      await controls?.setFaults(body.faults.map(({ times, ...rule }) => (times === undefined ? rule : { ...rule, times })));
      break;
    case 'start-again': {
      const whyNot = await controls?.startAgain();
      if (whyNot !== undefined) return refusedByClient(whyNot);
      break;
    }
  }
  site.state.changed();
  return undefined;
}

export async function pageOptions({ site }: PageDeps, body: unknown): Promise<PageOptionsAnswer> {
  const parsed = PageOptionsBody.safeParse(body);
  if (!parsed.success || !site.state.people.has(parsed.data.as)) return notUnderstood;
  const asked = parsed.data;
  const places = {
    modal: () => (asked.in === 'modal' ? modalPlace(site, asked.as, asked.view) : undefined),
    message: () => (asked.in === 'message' ? messagePlace(site, asked.as, asked.channel, asked.ts) : undefined),
    home: () => homePlace(site, asked.as),
  };
  return suggest(site, asked.as, places[asked.in](), asked);
}
