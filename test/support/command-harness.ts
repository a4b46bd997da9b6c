import { onTestFinished } from 'vitest';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import type { UpstreamCall } from '../../sandbox/workspace/page-protocol.ts';
import { actions } from '../../src/actions/registry.ts';
import { createUpstreams } from '../../src/api/transport.ts';
import { figuresOf } from '../../src/approvals/figures/figures.ts';
import type { Lately } from '../../src/approvals/lately.ts';
import type { Approvals } from '../../src/approvals/service.ts';
import type { AppContext } from '../../src/commands/app-context.ts';
import type { Interaction, Press, Submission, ViewValues } from '../../src/commands/context.ts';
import { readOnce } from '../../src/commands/read-once.ts';
import { whoIs } from '../../src/commands/rights.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createCatalogue } from '../../src/reference/catalogue.ts';
import { createPermissions } from '../../src/reference/permissions.ts';
import type { Message } from '../../src/views/common/blocks.ts';
import { type HandClock, handClock } from './clock.ts';
import { silentLog } from './log.ts';
import { policyOf } from './policy.ts';
import { policyDirectory } from './policy-directory.ts';
import { type Drawn, expectSayable, recordedScreen, staff } from './screen.ts';
import { smartmoveOf } from './smartmove.ts';
import { mustHaveTakenAll, tenant } from './tenant.ts';

export { staff };

const staffPolicy = `
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

/** What somebody was told by an interaction; each is held against Slack's limits as it is reported. */
export type Said = { message: Message; replace: boolean };
export type Told = { said: Said[]; shared: Message[] };
type JournalEntry = Parameters<Approvals['record']>[0];

export type CommandHarness = {
  app: AppContext;
  backOffice: BackOffice;
  clock: HandClock;
  drawn: Drawn;
  journal: JournalEntry[];
  /** Calls that reached the back office, without sign-in: `GET /customers/1010`. */
  calls(): string[];
  command(person?: string): Promise<Interaction & Told>;
  press(value: string, place?: Press['place'], person?: string): Promise<Press & Told>;
  submission(values: ViewValues, metadata?: string, person?: string): Submission & Told;
};

/** Commands on real readers and a running back office, with a Slack that only takes down what it is told. */
export async function openCommandHarness(
  options: { smartmove?: boolean; app?: Partial<AppContext>; record?: Approvals['record'] } = {},
): Promise<CommandHarness> {
  const clock = handClock();
  const backOffice = await startBackOffice({ clock, ids: randomIds, ...tenant().backOffice });
  const upstreams = createUpstreams(
    {
      operations: {
        apiUrl: backOffice.operations.apiUrl,
        authUrl: backOffice.operations.authUrl,
        clientId: backOffice.operations.clientId,
        clientKey: new Secret(backOffice.operations.clientKey),
      },
      smartmove: options.smartmove === true ? smartmoveOf(backOffice) : undefined,
      profiles: tenant().profiles,
    },
    // One try: what fails fails at once, and nobody waits on a clock that does not move.
    { clock, ids: randomIds, log: silentLog, limits: { attempts: 1, waits: 0 } },
  );
  onTestFinished(async () => {
    await upstreams.close();
    await backOffice.close();
    mustHaveTakenAll(backOffice);
  });
  const policy = policyOf(staffPolicy);
  const readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const journal: JournalEntry[] = [];
  const { drawn, screen } = recordedScreen();
  const app: AppContext = {
    readers,
    secrets: {
      refreshTokens: upstreams.operations.client.customers.refreshTokens,
      media: upstreams.operations.client.verifications.media,
    },
    catalogue: createCatalogue({ readers, clock }),
    profile: { say: 'none in use', fine: [] },
    permissions: createPermissions({ readers, policy: options.app?.policy ?? policy, clock, log: silentLog }),
    approvals: {
      ...unused,
      record:
        options.record ??
        (async (entry) => {
          journal.push(entry);
        }),
    },
    looks: { note: () => undefined },
    recent: { note: async () => undefined, of: async () => [] },
    audit: { find: async () => ({ entries: [], hasOlder: false, hasNewer: false }) },
    figures: async (span) => figuresOf([], span),
    actions,
    policy,
    policyWarnings: () => [],
    directory: policyDirectory(policy.roles, staff.guest),
    screen,
    channelChanged: async () => undefined,
    workflowSteps: { begin: notHere, waiting: notHere, giveCustomer: notHere },
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
    ...options.app,
  };
  const command = (person: string = staff.agent) => interactionOf(app, person);
  return {
    app,
    backOffice,
    clock,
    drawn,
    journal,
    calls: () =>
      backOffice
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
    submission(values, metadata = '', person = staff.agent) {
      const told = teller();
      return {
        ...base(app, told),
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

async function interactionOf(app: AppContext, person: string): Promise<Interaction & Told> {
  return { ...base(app, teller()), who: await whoIs(app, person), channel: 'C0DESK' };
}

function base(app: AppContext, told: ReturnType<typeof teller>) {
  return {
    ...told,
    app: readOnce(app),
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

/** Nobody else was at it, and nothing waits. */
export const nobodyElse: Lately = { now: new Date(0), others: [], waiting: [] };

const notHere = (): never => {
  throw new Error('this harness has no gate: reads do not ask, decide or settle');
};
const unused: AppContext['approvals'] = {
  preview: notHere,
  lately: async () => nobodyElse,
  history: async () => ({ requests: [], hasMore: false }),
  ask: notHere,
  decide: notHere,
  cancel: notHere,
  settle: notHere,
  away: {
    leave: notHere,
    whyNot: notHere,
    comeBack: notHere,
    decline: notHere,
    around: async () => ({ own: undefined, standingIn: [] }),
  },
  typedAnswers: { waitingAt: notHere, heard: notHere },
  offers: { choices: notHere, make: notHere, accept: notHere, decline: notHere },
  envelopes: { close: notHere, open: async () => [] },
  askBack: notHere,
  answer: notHere,
  goOn: notHere,
  lookAgain: notHere,
  inFull: notHere,
  firstDelivery: notHere,
  homeOpened: notHere,
  record: notHere,
  postedMessages: new Proxy({} as AppContext['approvals']['postedMessages'], { get: () => notHere }), // safe: whatever is taken from it throws when it is called
};

/** The last thing that somebody was told. */
export function lastOf({ said }: Told): Message {
  const last = said.at(-1);
  if (last === undefined) throw new Error('nothing was said');
  return last.message;
}
