import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageControls, Workspace } from '../../../sandbox/workspace/index.ts';
import type { FaultRule, PageState } from '../../../sandbox/workspace/page-protocol.ts';
import { isThing } from '../../../sandbox/workspace/thing.ts';
import { call, workspaceAlone } from './support.ts';

let workspace: Workspace;
let faults: FaultRule[];
let forwarded: number;
const listeners = new Set<() => void>();
const controls: PageControls = {
  upstreams: [{ id: 'operations', name: 'Operations' }],
  calls: () => [
    { id: '1', at: '2026-11-03T09:00:00Z', upstream: 'operations', method: 'GET', path: '/customers/1', status: 200 },
  ],
  faults: () => faults,
  setFaults: (rules) => {
    faults = rules;
  },
  forwardClock: (ms) => {
    forwarded += ms;
  },
  shiftedByMs: () => forwarded,
  startAgain: () => {
    faults = [];
    return undefined;
  },
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

beforeEach(async () => {
  faults = [];
  forwarded = 0;
  workspace = await workspaceAlone({
    controls,
    verbs: { '/customer': [{ verb: 'lookup', hint: '<customer>', description: 'Look somebody up' }] },
    page: (path) => (path === '/' ? { body: '<title>Wheelhouse</title>', contentType: 'text/html' } : undefined),
  });
});
afterEach(() => workspace.close());

/** The pictures that the page of one person gets, one after another. */
async function* pictures(as: string): AsyncGenerator<PageState> {
  const response = await fetch(`${workspace.url}/page/events?as=${as}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return;
      const parts = (rest + chunk.value).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part.startsWith('data: ')) yield JSON.parse(part.slice(6));
    }
  } finally {
    await reader?.cancel();
  }
}

async function pictureWhere(as: string, fits: (state: PageState) => boolean): Promise<PageState> {
  for await (const state of pictures(as)) if (fits(state)) return state;
  throw new Error('the stream ended');
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${workspace.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function statusFor(headers: Record<string, string>, path = '/page/events?as=U0ANANOVAK'): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${workspace.url}${path}`, { headers }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('the stream', () => {
  it('begins with the whole picture of that person', async () => {
    const state = await pictureWhere('U0STRANGER', () => true);
    expect(state).toMatchObject({ me: 'U0STRANGER', home: null, modals: [], notices: [], calls: [{ path: '/customers/1' }] });
    expect(state.conversations.map((conversation) => [conversation.name, conversation.canUseCommands])).toEqual([
      ['partners', false],
      ['Wheelhouse', false],
    ]);
    expect(state.commands[0]).toMatchObject({ command: '/customer', hint: 'lookup <customer>', verbs: [{ verb: 'lookup' }] });
    expect(state.shortcuts).toContainEqual({ callbackId: 'look', name: 'Look up', kind: 'message' });
  });

  it('sends a new picture when something was said, with what is unread, and not what others alone see', async () => {
    const ana = pictureWhere('U0ANANOVAK', (state) => state.messages.C0SUPPORT?.length === 2);
    await call(workspace, 'chat.postMessage', { channel: 'C0SUPPORT', text: 'for all' });
    await call(workspace, 'chat.postEphemeral', { channel: 'C0SUPPORT', user: 'U0ANANOVAK', text: 'for Ana' });
    expect((await ana).messages.C0SUPPORT).toMatchObject([{ text: 'for all' }, { text: 'for Ana', ephemeral: true }]);
    expect((await ana).conversations.find((conversation) => conversation.id === 'C0SUPPORT')?.unread).toBe(2);
    const ben = await pictureWhere('U0BENOKAFOR', () => true);
    expect(ben.messages.C0SUPPORT).toMatchObject([{ text: 'for all' }]);
  });

  it('follows the panels, too', async () => {
    const shifted = pictureWhere('U0ANANOVAK', (state) => state.clock.shiftedByMs === 60_000);
    await workspace.until(() => listeners.size > 0);
    forwarded = 60_000;
    for (const listener of listeners) listener();
    expect((await shifted).clock.shiftedByMs).toBe(60_000);
  });

  it('is not there for nobody', async () => {
    expect(await statusFor({}, '/page/events?as=U0NOBODY')).toBe(404);
  });
});

describe('acts', () => {
  const act = async (body: object) => (await post('/page/act', { as: 'U0ANANOVAK', ...body })).json();

  it('say a message, and say in Slack’s words what did not work', async () => {
    expect(await act({ act: 'send', channel: 'C0SUPPORT', text: 'Hello' })).toEqual({ ok: true });
    expect(workspace.as('U0BENOKAFOR').messages('support')).toMatchObject([{ text: 'Hello', from: 'U0ANANOVAK' }]);
    expect(await act({ act: 'send', channel: 'C0SUPPORT', text: '/plain' })).toEqual({
      ok: false,
      say: '/plain failed with the error "dispatch_failed"',
    });
    const [notice] = workspace.as('U0ANANOVAK').notices();
    await act({ act: 'dismiss-notice', id: notice?.id });
    expect(workspace.as('U0ANANOVAK').notices()).toEqual([]);
  });

  it('move the clock and the faults', async () => {
    const rule = { upstream: 'operations', kind: 'garbled', on: 'writes', times: 2 };
    expect(await act({ act: 'set-faults', faults: [rule] })).toEqual({ ok: true });
    expect(await act({ act: 'forward-clock', ms: 3_600_000 })).toEqual({ ok: true });
    expect({ faults, forwarded }).toEqual({ faults: [rule], forwarded: 3_600_000 });
    await act({ act: 'start-again' });
    expect(faults).toEqual([]);
  });

  it('that make no sense, or are nobody’s, are turned down', async () => {
    expect(await act({ act: 'fly' })).toMatchObject({ ok: false });
    expect(await act({ as: 'U0NOBODY', act: 'open-home' })).toMatchObject({ ok: false });
    expect(await act({ act: 'modal-submit', view: 'V0', values: {} })).toMatchObject({ ok: false });
    expect(
      await act({ act: 'message-action', channel: 'C0APPROVALS', ts: '1.0', action: { action_id: 'x' }, values: {} }),
    ).toMatchObject({ ok: false });
  });
});

describe('a page of another site', () => {
  it('cannot look, under whatever name it reaches this machine', async () => {
    expect(await statusFor({ host: 'evil.example' })).toBe(403);
    expect(await statusFor({ host: 'localhost.evil.example' })).toBe(403);
    expect(await statusFor({ host: 'localhost:4400' })).toBe(200);
    expect(await statusFor({ host: '[::1]:4400' })).toBe(200);
  });

  it('cannot act', async () => {
    const body = { as: 'U0ANANOVAK', act: 'send', channel: 'C0SUPPORT', text: 'forged' };
    expect((await post('/page/act', body, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/page/act', body, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('/page/act', body, { origin: workspace.url })).status).toBe(200);
    expect(workspace.as('U0ANANOVAK').messages('support')).toHaveLength(1);
  });
});

it('the page’s files come from the person who brings them', async () => {
  expect(await (await fetch(`${workspace.url}/`)).text()).toBe('<title>Wheelhouse</title>');
  expect((await fetch(`${workspace.url}/nothing.js`)).status).toBe(404);
});

it('options are asked of the app for the person who types', async () => {
  const blocks = [
    {
      type: 'section',
      block_id: 'b',
      text: { type: 'plain_text', text: 'x' },
      accessory: { type: 'external_select', action_id: 'who' },
    },
  ];
  const { body } = await call(workspace, 'views.publish', { user_id: 'U0ANANOVAK', view: { type: 'home', blocks } });
  expect(body.ok).toBe(true);
  const asked = { as: 'U0ANANOVAK', in: 'home', query: 'ada', blockId: 'b', actionId: 'who' };
  expect(await (await post('/page/options', asked)).json()).toEqual({ ok: false, say: 'No results: the app did not answer.' });
  const { payload } = workspace.deliveries.at(-1) ?? {};
  expect(isThing(payload) ? payload : {}).toMatchObject({
    type: 'block_suggestion',
    value: 'ada',
    block_id: 'b',
    action_id: 'who',
    container: { type: 'view' },
  });
});

it('a permalink leads to the page and names the message', async () => {
  const { body: posted } = await call(workspace, 'chat.postMessage', { channel: 'C0OPS', text: 'x' });
  const { body } = await call(workspace, 'chat.getPermalink', { channel: 'C0OPS', message_ts: posted.ts });
  const response = await fetch(String(body.permalink), { redirect: 'manual' });
  expect(response.headers.get('location')).toBe(`/?channel=C0OPS&message=${posted.ts}`);
});
