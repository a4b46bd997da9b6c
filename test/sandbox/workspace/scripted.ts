/** A workspace with an app behind it that acks whatever the test says: for tests of what Slack does with an ack. */
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach } from 'vitest';
import type { PersonDriver, Workspace } from '../../../sandbox/workspace/index.ts';
import { isThing, type Thing } from '../../../sandbox/workspace/thing.ts';
import { call, heldClock, workspaceAlone } from './support.ts';

export const plain = (text: string) => ({ type: 'plain_text', text });

/** A modal with a button. */
export const view = (title: string, more: Thing = {}) => ({
  type: 'modal',
  title: plain(title),
  blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }],
  ...more,
});

/** A modal with one input, *Name*. */
export const form = (more: Thing = {}) =>
  view('Form', {
    submit: plain('Send'),
    blocks: [
      { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'value' } },
    ],
    ...more,
  });

export type Scripted = {
  /** What the app answers: a text, an object, an HTTP status, or `never`. Empty at the start of every test. */
  ack(payload: Thing): unknown;
  clock: ReturnType<typeof heldClock>;
  workspace: Workspace;
  ana(): PersonDriver;
  /** The payload of the latest delivery. */
  latest(): Thing;
  /** Runs a command and gives what was delivered. */
  runCommand(): Promise<Thing>;
  /** Opens `form` and gives the view's id. */
  openForm(more?: Thing): Promise<string>;
};

/** Starts both before every test of the file and ends them after it. */
export function scripted(): Scripted {
  let app: Server | undefined;
  let workspace: Workspace | undefined;
  const clock = heldClock();
  const slack: Scripted = {
    ack: () => '',
    clock,
    get workspace() {
      if (workspace === undefined) throw new Error('the workspace is there only within a test');
      return workspace;
    },
    ana: () => slack.workspace.as('U0ANANOVAK'),
    latest: () => slack.workspace.deliveries.at(-1)?.payload ?? {},
    runCommand: async () => {
      await slack.ana().command('support', '/plain');
      return slack.latest();
    },
    openForm: async (more = {}) => {
      const { trigger_id } = await slack.runCommand();
      const { body } = await call(slack.workspace, 'views.open', { trigger_id, view: form(more) });
      return isThing(body.view) ? String(body.view.id) : '';
    },
  };

  beforeEach(async () => {
    slack.ack = () => '';
    const server = createServer(async (incoming, response) => {
      let raw = '';
      for await (const chunk of incoming) raw += chunk;
      const fields = Object.fromEntries(new URLSearchParams(raw));
      const payload: unknown = fields.payload === undefined ? fields : JSON.parse(fields.payload);
      const answer = slack.ack(isThing(payload) ? payload : {});
      if (answer === 'never') return;
      if (typeof answer === 'number') response.writeHead(answer);
      response.end(typeof answer === 'string' ? answer : typeof answer === 'number' ? '' : JSON.stringify(answer));
    });
    app = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    workspace = await workspaceAlone({ clock: slack.clock, delivery: { http: `http://127.0.0.1:${address.port}/slack/events` } });
  });

  afterEach(async () => {
    app?.closeAllConnections();
    app?.close();
    await workspace?.close();
    workspace = undefined;
  });

  return slack;
}
