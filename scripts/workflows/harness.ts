import type { ModalView } from '@slack/types';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import type { Readers, Writers } from '../../src/actions/define.ts';
import { actions } from '../../src/actions/registry.ts';
import { createUpstreams } from '../../src/api/transport.ts';
import type { ApprovalDeps } from '../../src/approvals/deps.ts';
import { figuresOf } from '../../src/approvals/figures/figures.ts';
import { createLimits } from '../../src/approvals/limits.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import { preview } from '../../src/approvals/preview.ts';
import type { AppContext } from '../../src/commands/app-context.ts';
import type { Interaction } from '../../src/commands/context.ts';
import { readOnce } from '../../src/commands/read-once.ts';
import { whoIs } from '../../src/commands/rights.ts';
import type { Db } from '../../src/db/schema.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createCatalogue } from '../../src/reference/catalogue.ts';
import { createPermissions } from '../../src/reference/permissions.ts';
import type { Message } from '../../src/views/common/blocks.ts';
import { callbackIds } from '../../src/views/ids.ts';
import { nameOfCall } from './call-name.ts';

const person = 'U0LEAD1';
const policyText = `
version: 1
currency: EUR
branch: 1
roles:
  lead: { users: [${person}, U0LEAD2] }
grants:
  lead: ["*"]
owners: [U0LEAD2]
away: { roles: [lead] }
envelopes: { most: 50, longest: 24h }
`;

/** A database in which every query finds nothing: nobody has asked for anything before. */
function emptyDatabase(): Db {
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

export type Shown = { message?: Message; modal?: ModalView };

/** Real readers and writers on a fake back office of its own, whose traffic is written down; Slack only listens. */
export type RecordingHarness = {
  backOffice: BackOffice;
  readers: Readers;
  writers: Writers;
  /** The calls that reached the back office while `act` ran, sign-in left out. */
  during(act: () => Promise<unknown>): Promise<string[]>;
  /**
   * Somebody who may do everything types something; nothing is remembered from before. `opened` collects the actions whose forms opened,
   * `shown` what they were shown last: by message, and by modal.
   */
  interaction(): Promise<{ interaction: Interaction; opened: Set<string>; shown: Shown }>;
  close(): Promise<void>;
};

export async function openRecordingHarness({ clock = systemClock, ids = randomIds } = {}): Promise<RecordingHarness> {
  const log = createLog({ level: 'silent' });
  const backOffice = await startBackOffice({ clock, ids });
  const { operations, smartmove } = backOffice;
  const upstreams = createUpstreams(
    {
      operations: { ...operations, clientKey: new Secret(operations.clientKey) },
      smartmove: { ...smartmove, clientSecret: new Secret(smartmove.clientSecret), productField: 'productKey' },
    },
    { clock, ids, log },
  );
  const readers: Readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const writers: Writers = { operations: upstreams.operations.client, smartmove: upstreams.smartmove.client };
  const parsed = parsePolicy(policyText);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ say }) => say).join('\n'));
  const { policy } = parsed;
  const standing = (id: string) => ({ id, name: id, timeZone: 'UTC', barred: undefined });
  const directory: AppContext['directory'] = {
    rightsOf: async (id, roles) => ({ standing: standing(id), roles: [...roles], asOf: [] }),
    standing: async (id) => standing(id),
    rolesOf: async () => ['lead'],
    seatsOf: async () => [{ role: 'lead', group: undefined }],
    peopleOf: async ({ users }) => [...users],
    holders: async () => [person, 'U0LEAD2'].map(standing),
  };
  const keys = { find: () => undefined };
  const limits = createLimits({ clock, find: keys.find, policy, actions });
  const known = { clock, ids, log, policy, directory, actions, readers, writers, keys, limits, db: emptyDatabase() };
  const deps = known as unknown as ApprovalDeps; // safe: preview() reads nothing else
  const nobody = (): never => {
    throw new Error('nothing is asked or decided here');
  };

  const secrets = {
    refreshTokens: writers.operations.customers.refreshTokens,
    media: writers.operations.verifications.media,
  };
  const unused = {
    sendPrivately: nobody,
    workflowSteps: { begin: nobody, waiting: nobody, giveCustomer: nobody },
  };

  async function interaction() {
    const opened = new Set<string>();
    const shown: Shown = {};
    const note = (view: ModalView) => {
      shown.modal = view;
      const [base, action] = (view.callback_id ?? '').split(':');
      if (base === callbackIds.action && action !== undefined) opened.add(action);
    };
    const app: AppContext = {
      readers,
      secrets,
      ...unused,
      profile: { say: 'none in use', fine: [] },
      catalogue: createCatalogue({ readers, clock }),
      afterChange: { draw: nobody },
      permissions: createPermissions({ readers, policy, clock, log }),
      approvals: {
        preview: (asked) => preview(deps, asked),
        lately: async () => ({ now: clock.now(), others: [], waiting: [] }),
        history: async () => ({ requests: [], hasMore: false }),
        ask: nobody,
        decide: nobody,
        cancel: nobody,
        settle: nobody,
        away: {
          leave: nobody,
          whyNot: async () => undefined,
          comeBack: async () => false,
          decline: nobody,
          around: async () => ({ own: undefined, standingIn: [] }),
        },
        typedAnswers: { waitingAt: async () => undefined, heard: nobody },
        offers: { choices: nobody, make: nobody, accept: nobody, decline: nobody },
        envelopes: { close: nobody, open: async () => [] },
        askBack: nobody,
        answer: nobody,
        goOn: nobody,
        lookAgain: nobody,
        inFull: nobody,
        firstDelivery: async () => true,
        homeOpened: nobody,
        record: async () => undefined,
        // safe: only the caller's queue is asked for
        postedMessages: {
          queueOf: async () => ({ toDecide: [], toDecideTotal: 0, from: 0, open: [], openTotal: 0, ended: [] }),
        } as unknown as AppContext['approvals']['postedMessages'],
      },
      looks: { note: () => undefined },
      recent: { note: async () => undefined, of: async () => [] },
      audit: { find: async () => ({ entries: [], hasOlder: false, hasNewer: false }) },
      figures: async (span) => figuresOf([], span),
      actions,
      policy,
      policyWarnings: () => [],
      directory,
      screen: {
        async open(_trigger, view) {
          note(view);
          return 'V1';
        },
        async update(_id, view) {
          note(view);
          return true;
        },
        publishHome: async () => undefined,
        isShared: async () => false,
        unfurl: async () => undefined,
        whisper: async () => undefined,
        respond: async () => undefined,
      },
      channelChanged: async () => undefined,
      slackChanged: async () => undefined,
      health: {
        slack: () => ({ accepted: true, trouble: undefined }),
        socket: () => undefined,
        database: async () => true,
        upstream: (name) => upstreams[name].state(),
      },
      home: () => undefined,
      clock,
      ids,
      log,
      version: '0',
    };
    const show = async (message: Message) => {
      shown.message = message;
    };
    return {
      opened,
      shown,
      interaction: {
        app: readOnce(app),
        who: await whoIs(app, person),
        log,
        ref: 'ABC123',
        triggerId: 'trigger',
        origin: 'origin',
        channel: 'C0DESK',
        replaces: 'never' as const,
        reply: show,
        share: show,
      },
    };
  }

  return {
    backOffice,
    readers,
    writers,
    interaction,
    async during(act) {
      const before = new Set(backOffice.calls().map(({ id }) => id));
      await act();
      return backOffice
        .calls()
        .filter(({ id, path }) => !before.has(id) && !path.startsWith('/auth/'))
        .map(({ method, path }) => nameOfCall(method, path))
        .sort();
    },
    async close() {
      await upstreams.close();
      await backOffice.close();
    },
  };
}
