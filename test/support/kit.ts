import { onTestFinished } from 'vitest';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import type { UpstreamCall } from '../../sandbox/workspace/page-protocol.ts';
import { actions } from '../../src/actions/registry.ts';
import { createUpstreams } from '../../src/api/transport.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import type { Approvals } from '../../src/approvals/service.ts';
import type { Interaction, Press, Submission, ViewValues } from '../../src/commands/context.ts';
import { createCatalogue } from '../../src/commands/find/catalogue.ts';
import { createPermissions } from '../../src/commands/find/permissions.ts';
import type { Kit } from '../../src/commands/kit.ts';
import { readOnce } from '../../src/commands/read-once.ts';
import { whoIs } from '../../src/commands/rights.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { Secret } from '../../src/lib/secret.ts';
import type { Message } from '../../src/views/common/blocks.ts';
import { type HandClock, handClock } from './clock.ts';
import { silentLog } from './database.ts';
import { deskDirectory } from './desk-directory.ts';
import { type Drawn, deskPeople, expectSayable, recordedScreen } from './screen.ts';
import { smartmoveOf } from './smartmove.ts';

export { deskPeople };

const deskPolicy = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [U0AGENT1] }
  lead: { users: [U0LEAD1] }
  reader: { users: [U0READER] }
grants:
  agent: [read.*, read.reveal, customer.*, card.*, voucher.apply]
  lead: ["*"]
  reader: [read.customer, read.card, read.eligibility]
dashboardLink: https://back.example/customers/{id}
`;

/** What somebody was told by an interaction; each is held against Slack's limits as it is said. */
export type Said = { message: Message; replace: boolean };
export type Told = { said: Said[]; shared: Message[] };
type JournalEntry = Parameters<Approvals['record']>[0];

export type Desk = {
  kit: Kit;
  office: BackOffice;
  clock: HandClock;
  drawn: Drawn;
  journal: JournalEntry[];
  /** Calls that reached the back office, without sign-in: `GET /customers/1010`. */
  calls(): string[];
  command(person?: string): Promise<Interaction & Told>;
  press(value: string, place?: Press['place'], person?: string): Promise<Press & Told>;
  submission(values: ViewValues, metadata?: string, person?: string): Submission & Told;
};

/** A kit of real readers on a running back office, with a Slack that only takes down what it is told. */
export async function openDesk(
  options: { smartmove?: boolean; kit?: Partial<Kit>; record?: Approvals['record'] } = {},
): Promise<Desk> {
  const clock = handClock();
  const office = await startBackOffice({ clock, ids: randomIds });
  const upstreams = createUpstreams(
    {
      operations: {
        apiUrl: office.operations.apiUrl,
        authUrl: office.operations.authUrl,
        clientId: office.operations.clientId,
        clientKey: new Secret(office.operations.clientKey),
      },
      ...(options.smartmove === true ? { smartmove: smartmoveOf(office) } : {}),
    },
    // One try: what fails fails at once, and nobody waits on a clock that stands.
    { clock, ids: randomIds, log: silentLog, limits: { attempts: 1, waits: 0 } },
  );
  onTestFinished(async () => {
    await upstreams.close();
    await office.close();
  });
  const policy = parsePolicy(deskPolicy);
  if (!policy.ok) throw new Error(policy.problems.map(({ say }) => say).join('\n'));
  const readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const journal: JournalEntry[] = [];
  const { drawn, screen } = recordedScreen();
  const kit: Kit = {
    readers,
    secrets: {
      refreshTokens: upstreams.operations.client.customers.refreshTokens,
      media: upstreams.operations.client.verifications.media,
    },
    catalogue: createCatalogue({ readers, clock }),
    permissions: createPermissions({ readers, policy: options.kit?.policy ?? policy.policy, clock, log: silentLog }),
    approvals: {
      ...unused,
      record:
        options.record ??
        (async (entry) => {
          journal.push(entry);
        }),
    },
    audit: { find: async () => ({ entries: [], hasOlder: false, hasNewer: false }) },
    actions,
    policy: policy.policy,
    policyWarnings: () => [],
    directory: deskDirectory(policy.policy.roles, deskPeople.guest),
    screen,
    channelChanged: async () => undefined,
    sendPrivately: async (person, file) => {
      drawn.files.push({ person, ...file });
      return new Date(clock.now().getTime() + 600_000);
    },
    afterChange: { draw: () => undefined },
    slackChanged: async () => undefined,
    health: {
      slack: () => ({ accepted: true, trouble: undefined }),
      socket: () => undefined,
      database: async () => true,
      upstream: (name) => upstreams[name].state(),
    },
    clock,
    ids: randomIds,
    log: silentLog,
    home: () => ({ teamId: 'T0WHEELHOUSE', enterpriseId: undefined }),
    version: '0.0.0',
    ...options.kit,
  };
  const command = (person: string = deskPeople.agent) => interactionOf(kit, person);
  return {
    kit,
    office,
    clock,
    drawn,
    journal,
    calls: () =>
      office
        .calls()
        .filter(isCall)
        .map(({ method, path }) => `${method} ${path}`),
    command,
    async press(value, place = { kind: 'message', channel: 'C0DESK', ts: '1.1', ephemeral: true }, person) {
      const interaction = await command(person);
      return {
        ...interaction,
        replaces: 'when asked',
        channel: place.kind === 'message' ? place.channel : undefined,
        value,
        actionId: 'pressed',
        place,
      };
    },
    submission(values, metadata = '', person = deskPeople.agent) {
      const told = teller();
      return {
        ...base(kit, told),
        // As the router has it: who somebody is is looked up where it matters.
        who: { id: person, name: person, timeZone: 'UTC', roles: [], may: () => false },
        channel: undefined,
        viewId: 'V-sent',
        callbackId: 'sent',
        metadata,
        values,
      };
    },
  };
}

export function isCall({ path }: UpstreamCall): boolean {
  return !path.startsWith('/auth/');
}

async function interactionOf(kit: Kit, person: string): Promise<Interaction & Told> {
  return { ...base(kit, teller()), who: await whoIs(kit, person), channel: 'C0DESK' };
}

function base(kit: Kit, told: ReturnType<typeof teller>) {
  return {
    ...told,
    kit: readOnce(kit),
    log: silentLog,
    ref: 'REF123',
    triggerId: `trigger-${randomIds.uuid()}`,
    origin: randomIds.uuid(),
  };
}

function teller(): Told & Pick<Interaction, 'replaces' | 'reply' | 'share'> {
  const said: Said[] = [];
  const shared: Message[] = [];
  return {
    said,
    shared,
    replaces: 'never',
    async reply(message, { replace = false } = {}) {
      expectSayable(message);
      said.push({ message, replace });
    },
    async share(message) {
      expectSayable(message);
      shared.push(message);
    },
  };
}

const notHere = (): never => {
  throw new Error('this desk has no gate: reads do not ask, decide or settle');
};
const unused: Kit['approvals'] = {
  foresee: notHere,
  ask: notHere,
  decide: notHere,
  cancel: notHere,
  settle: notHere,
  firstDelivery: notHere,
  homeOpened: notHere,
  record: notHere,
  gallery: new Proxy({} as Kit['approvals']['gallery'], { get: () => notHere }), // safe: whatever is taken from it throws when it is called
};

/** The last thing that somebody was told. */
export function lastOf({ said }: Told): Message {
  const last = said.at(-1);
  if (last === undefined) throw new Error('nothing was said');
  return last.message;
}
