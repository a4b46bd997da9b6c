import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import { sandboxWorld } from '../../sandbox/people.ts';
import { startWorkspace, type Workspace, type WorkspaceWorld } from '../../sandbox/workspace/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { stateWords } from '../../src/views/request/words.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';

export const people = {
  ana: 'U0ANANOVAK',
  ben: 'U0BENOKAFOR',
  lea: 'U0LEABRANDT',
  milan: 'U0MILANKOVAC',
  fay: 'U0FAYLINDQVIST',
} as const;
export const approvals = 'C0APPROVALS';
const notifications = 'C0OPS';

export const policy = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { usergroups: [S0AGENTS] }
  lead: { usergroups: [S0LEADS] }
  finance: { usergroups: [S0FINANCE] }
grants:
  agent: [read.*, voucher.apply, voucher.envelope]
owners: [${people.lea}]
away: { roles: [lead], standIn: [finance] }
envelopes: { most: 10, longest: 24h }
approvals:
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 } }
    require: none
  - name: large goodwill
    match: { action: voucher.apply, amount: { min: 100 } }
    require: { role: lead, count: 2 }
    channel: ${approvals}
    decideWithin: 4h
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: ${approvals}
    decideWithin: 4h
notifications:
  - on: [done, failed, unknown, rejected, expired]
    actions: ["*"]
    channel: ${notifications}
`;

/** Where a process keeps what it knows, as variables. */
export type DatabaseOf = { DATABASE_URL: string; JOURNAL_KEY: string } | { DATA_DIR: string };

/** What survives the kill: Slack with its people, and the back office that counts. */
export type Outside = {
  workspace: Workspace;
  backOffice: BackOffice;
  door: FrontDoor;
  /** The variables of a process that is to live in this world. */
  environment(database: DatabaseOf): Record<string, string>;
  close(): Promise<void>;
};

const signingSecret = 'torture-signing-secret';

/** `crowd`: as many agents besides. */
export async function openOutside({ crowd = [] }: { crowd?: readonly string[] } = {}): Promise<Outside> {
  const backOffice = await startBackOffice({ clock: systemClock, ids: randomIds });
  const door = await openFrontDoor(signingSecret);
  const workspace = await startWorkspace({
    world: withAgents(crowd),
    clock: systemClock,
    ids: randomIds,
    manifest: parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')) as unknown,
    botToken: 'xoxb-torture',
    appToken: 'xapp-torture',
    signingSecret,
    delivery: { http: door.url },
    // Many requests in a short time: Slack's limits are another test's.
    rateLimits: {
      perMinute: { 1: 1e6, 2: 1e6, 3: 1e6, 4: 1e6 },
      channel: { burst: 1e6, perSecond: 1e4 },
      messagesPerMinute: 1e6,
    },
  });
  return {
    workspace,
    backOffice,
    door,
    environment: (database) => ({
      SLACK_TRANSPORT: 'http',
      SLACK_BOT_TOKEN: 'xoxb-torture',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: workspace.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      OPERATIONS_API_URL: backOffice.operations.apiUrl,
      OPERATIONS_AUTH_URL: backOffice.operations.authUrl,
      OPERATIONS_CLIENT_ID: backOffice.operations.clientId,
      OPERATIONS_CLIENT_KEY: backOffice.operations.clientKey,
      ...database,
    }),
    async close() {
      await Promise.all([workspace.close(), backOffice.close(), door.close()]);
    },
  };
}

function withAgents(ids: readonly string[]): WorkspaceWorld {
  const [model] = sandboxWorld.people;
  if (model === undefined) throw new Error('the sandbox has nobody');
  const people = ids.map((id) => ({
    ...model,
    id,
    name: `Agent ${id}`,
    handle: id.toLowerCase(),
    email: `${id}@hollerin.example`,
  }));
  const joined = (members: readonly string[], isTheirs: boolean) => (isTheirs ? [...members, ...ids] : members);
  return {
    ...sandboxWorld,
    people: [...sandboxWorld.people, ...people],
    channels: sandboxWorld.channels.map((one) => ({ ...one, members: joined(one.members, one.name === 'support') })),
    groups: sandboxWorld.groups.map((one) => ({ ...one, members: joined(one.members, one.handle === 'agents') })),
  };
}

export type Card = { channel: string; ts: string; word: string; buttons: string[] };

/** What tells the asker that the check said no: nothing waits then, and nothing was written. */
export const refusedWord = 'Nothing was submitted';

/** Every card that Slack shows of the request with this nonce, in any channel. */
export function cardsOf({ workspace }: Outside, nonce: string): Card[] {
  const cards: Card[] = [];
  for (const [channel, messages] of workspace.state.messages) {
    if (channel === notifications) continue;
    for (const message of messages) {
      if (message.from !== 'app' || message.onlyFor !== undefined || !says(message.blocks, nonce)) continue;
      const word =
        [...Object.values(stateWords), refusedWord].find((known) => message.text.startsWith(`${known}:`)) ??
        message.text.slice(0, 40);
      cards.push({ channel, ts: message.ts, word, buttons: buttonsIn(message.blocks) });
    }
  }
  return cards;
}

/** Whether it is of this request: what is drawn from an envelope has that one's name on its card, too. */
function says(blocks: unknown, nonce: string): boolean {
  return JSON.stringify(blocks).replaceAll(`envelope “${nonce}”`, '').includes(nonce);
}

function buttonsIn(blocks: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(blocks, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'button' && 'text' in value) {
      const { text } = value;
      found.push(typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : '');
    }
    return value;
  });
  return found;
}

/** The writes that arrived for this request: how many, how many were applied, and of which templates. */
export function writesOf({ backOffice }: Outside, nonce: string): { arrived: number; applied: number; templates: number[] } {
  const writes = backOffice.writes().filter(({ body }) => JSON.stringify(body ?? '').includes(nonce));
  const templates = writes.flatMap(({ body }) => {
    const { voucherableId } = (body ?? {}) as { voucherableId?: unknown }; // safe: whatever it is, it is looked at next
    return typeof voucherableId === 'number' ? [voucherableId] : [];
  });
  return { templates, arrived: writes.length, applied: writes.filter(({ applied }) => applied).length };
}
