import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageFiles } from '../../../sandbox/page/files.ts';
import type { PageAct, PageActAnswer, PageOptionsAsk, PageState } from '../../../sandbox/workspace/page-protocol.ts';
import { projectFile } from '../../../src/lib/project.ts';
import { calls, home, profile, seedMessages } from './fixture-messages.ts';
import { kitchen, pushed } from './fixture-modals.ts';
import { emptyState, people } from './fixture-people.ts';

export type Fixture = {
  url: string;
  acts: PageAct[];
  asks: PageOptionsAsk[];
  stateOf(person: string): PageState;
  /** Changes one person's picture and sends it. */
  change(person: string, change: (state: PageState) => void): void;
  /** Cuts every stream and answers nothing until it is called with false. */
  cut(off: boolean): void;
  close(): Promise<void>;
};

/** A server that speaks the page's protocol with a little state of its own, for trying the page out alone. */
export async function startFixture(options: { port?: number } = {}): Promise<Fixture> {
  const file = pageFiles(projectFile('dist/page'));
  const now = new Date('2026-11-21T09:41:00.000Z');
  const states = new Map(
    people.map(({ id }) => [
      id,
      { ...emptyState(id, now), messages: seedMessages(now.getTime()), calls: structuredClone(calls) },
    ]),
  );
  const streams = new Set<{ as: string; response: ServerResponse }>();
  const acts: PageAct[] = [];
  const asks: PageOptionsAsk[] = [];
  let down = false;

  const stateOf = (person: string): PageState => {
    const state = states.get(person);
    if (!state) throw new Error(`nobody is ${person}`);
    return state;
  };
  const change = (person: string, apply: (state: PageState) => void) => {
    apply(stateOf(person));
    for (const { as, response } of streams) if (as === person) response.write(`data: ${JSON.stringify(stateOf(as))}\n\n`);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture');
    if (down) return void response.destroy();
    if (url.pathname === '/page/events') {
      const as = url.searchParams.get('as') ?? people[0]?.id ?? '';
      if (!states.has(as)) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 300\ndata: ${JSON.stringify(stateOf(as))}\n\n`);
      const stream = { as, response };
      streams.add(stream);
      response.on('close', () => streams.delete(stream));
      return;
    }
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(parts).toString());
        response.writeHead(200, { 'content-type': 'application/json' });
        // safe: only the page under test posts here
        response.end(
          JSON.stringify(url.pathname === '/page/act' ? applyAct(body as PageAct) : answerOptions(body as PageOptionsAsk)),
        );
      });
      return;
    }
    const found = file(url.pathname);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': found.contentType }).end(found.body);
  });

  const answerOptions = (ask: PageOptionsAsk) => {
    asks.push(ask);
    const names = ['Nora Albrecht', 'Norbert Cruz', 'Ines Novak'].filter((name) =>
      name.toLowerCase().includes(ask.query.toLowerCase()),
    );
    return {
      ok: true,
      groups: [
        {
          label: 'Hamburg',
          options: names.map((text, index) => ({ text, value: String(104_233 + index), description: `n… · ${104_233 + index}` })),
        },
      ],
    };
  };

  const applyAct = (act: PageAct): PageActAnswer => {
    acts.push(act);
    if (act.act === 'send' && act.text.startsWith('/fail'))
      return { ok: false, say: '/fail failed with the error "dispatch_failed"' };
    change(act.as, (state) => applyTo(state, act));
    return { ok: true };
  };

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // safe: it listens on a TCP port
  return {
    url: `http://127.0.0.1:${port}`,
    acts,
    asks,
    stateOf,
    change,
    cut: (off) => {
      down = off;
      if (off) server.closeAllConnections();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let ids = 0;

function applyTo(state: PageState, act: PageAct): void {
  ids += 1;
  const open = (view: typeof kitchen) => state.modals.push({ id: `V${ids}`, hash: `h${ids}`, view, errors: {}, busy: false });
  switch (act.act) {
    case 'send': {
      if (act.text.startsWith('/kitchen')) return void open(kitchen);
      const isCommand = act.text.startsWith('/');
      const ts = `${Date.parse(state.clock.now) / 1000 + ids}.000000`;
      const list = state.messages[act.channel] ?? [];
      state.messages[act.channel] = list;
      list.push({
        channel: act.channel,
        ts,
        from: isCommand ? 'app' : act.as,
        text: act.text,
        blocks: isCommand ? profile : [],
        ephemeral: isCommand,
        edited: false,
      });
      return;
    }
    case 'reply':
      state.messages[act.channel]?.push({
        channel: act.channel,
        ts: `${Date.parse(state.clock.now) / 1000 + ids}.000000`,
        from: act.as,
        text: act.text,
        blocks: [],
        ephemeral: false,
        edited: false,
        threadTs: act.ts,
      });
      return;
    case 'react': {
      const message = state.messages[act.channel]?.find(({ ts }) => ts === act.ts);
      if (message) message.reactions = message.reactions ? [] : [{ name: act.name, people: [act.as] }];
      return;
    }
    case 'open-home':
      state.home = home;
      return;
    case 'look-at':
      for (const conversation of state.conversations) if (conversation.id === act.channel) conversation.unread = 0;
      return;
    case 'modal-action':
      if (act.action.action_id === 'push') open(pushed);
      return;
    case 'modal-submit': {
      const modal = state.modals.find(({ id }) => id === act.view);
      if (modal && act.values.note?.a?.value === 'show me first') {
        modal.hash = `${modal.hash}+`;
        for (const block of modal.view.blocks) if (block.block_id === 'reason') Object.assign(block, { optional: false });
        modal.view.blocks.unshift({ type: 'section', text: { type: 'plain_text', text: 'Check what will change.' } });
      } else if (modal && act.values.text?.a?.value === 'refuse me')
        modal.errors = { text: 'The back office does not know this name.' };
      else state.modals.pop();
      return;
    }
    case 'modal-close':
      if (act.all) state.modals = [];
      else state.modals.pop();
      return;
    case 'dismiss-notice':
      state.notices = state.notices.filter(({ id }) => id !== act.id);
      return;
    case 'use-slack-in':
      for (const person of state.people) if (person.id === act.as) person.locale = act.locale;
      return;
    case 'set-faults':
      state.faults = act.faults;
      return;
    case 'forward-clock':
      state.clock = {
        now: new Date(Date.parse(state.clock.now) + act.ms).toISOString(),
        shiftedByMs: state.clock.shiftedByMs + act.ms,
      };
      return;
  }
}
