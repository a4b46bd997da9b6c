import { App, LogLevel } from '@slack/bolt';
import { expect, it } from 'vitest';
import { startWorkspace, type WorkspaceWorld } from '../../../sandbox/workspace/index.ts';

const ada = {
  ...{ id: 'U0ADA', name: 'Ada Lind', handle: 'ada', title: 'Librarian', initials: 'AL', colour: '#2b6cb0' },
  ...{ kind: 'member' as const, timeZone: 'Europe/Oslo', email: 'ada@library.example', teamId: 'T0LIBRARY' },
};
const world: WorkspaceWorld = {
  team: { id: 'T0LIBRARY', name: 'Library', domain: 'library' },
  app: { id: 'A0GREETER', botId: 'B0GREETER', botUserId: 'U0GREETER', name: 'Greeter' },
  people: [ada],
  channels: [{ id: 'C0GENERAL', name: 'general', topic: 'Everything', members: ['U0ADA'] }],
  groups: [],
};

it('an app of ten lines that is not this product runs on the workspace, and its page names that app', async () => {
  const manifest = {
    features: { slash_commands: [{ command: '/hello', description: 'Greets' }] },
    oauth_config: { scopes: { bot: ['commands', 'chat:write', 'chat:write.public'] } },
  };
  const tokens = { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: 'unused' };
  const workspace = await startWorkspace({ world, manifest, ...tokens, delivery: 'socket' });

  const clientOptions = { slackApiUrl: workspace.apiUrl };
  const app = new App({ token: 'xoxb-1', appToken: 'xapp-1', socketMode: true, clientOptions, logLevel: LogLevel.ERROR });
  app.command('/hello', async ({ ack, client, command }) => {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, text: `Hello, ${command.user_name}` });
  });
  await app.start();
  try {
    await workspace.until(() => workspace.appConnected());
    const person = workspace.as('U0ADA');
    await person.command('C0GENERAL', '/hello');
    await workspace.until(() => person.messages('C0GENERAL').find(({ from, text }) => from === 'app' && text === 'Hello, ada'));

    const stream = await fetch(`${workspace.url}/page/events?as=U0ADA`);
    const first = new TextDecoder().decode((await stream.body?.getReader().read())?.value);
    expect(JSON.parse(first.replace(/^data: /, ''))).toMatchObject({
      app: { name: 'Greeter', botUserId: 'U0GREETER' },
      commands: [{ command: '/hello' }],
      guide: [],
      upstreams: [],
    });
    expect(workspace.refusals).toEqual([]);
  } finally {
    await app.stop();
    await workspace.close();
  }
});
