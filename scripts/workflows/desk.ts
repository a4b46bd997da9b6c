import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import type { Readers, Writers } from '../../src/actions/define.ts';
import { actions } from '../../src/actions/registry.ts';
import { createUpstreams } from '../../src/api/transport.ts';
import type { Core } from '../../src/approvals/core.ts';
import { foresee } from '../../src/approvals/foresee.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import type { Interaction } from '../../src/commands/context.ts';
import { createCatalogue } from '../../src/commands/find/catalogue.ts';
import { createPermissions } from '../../src/commands/find/permissions.ts';
import type { Kit } from '../../src/commands/kit.ts';
import { readOnce } from '../../src/commands/read-once.ts';
import { whoIs } from '../../src/commands/rights.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { Secret } from '../../src/lib/secret.ts';
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
`;

/** Real readers and writers on a fake back office of its own, whose traffic is written down; Slack only listens. */
export type RecordingDesk = {
  office: BackOffice;
  readers: Readers;
  writers: Writers;
  /** The calls that reached the back office while `act` ran, sign-in left out. */
  during(act: () => Promise<unknown>): Promise<string[]>;
  /** Somebody who may do everything types something; nothing is remembered from before. `opened` collects the actions whose forms opened. */
  interaction(): Promise<{ interaction: Interaction; opened: Set<string> }>;
  close(): Promise<void>;
};

export async function openRecordingDesk(): Promise<RecordingDesk> {
  const clock = systemClock;
  const log = createLog({ level: 'silent' });
  const office = await startBackOffice({ clock, ids: randomIds });
  const { operations, smartmove } = office;
  const upstreams = createUpstreams(
    {
      operations: { ...operations, clientKey: new Secret(operations.clientKey) },
      smartmove: { ...smartmove, clientSecret: new Secret(smartmove.clientSecret), productField: 'productKey' },
    },
    { clock, ids: randomIds, log },
  );
  const readers: Readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const writers: Writers = { operations: upstreams.operations.client, smartmove: upstreams.smartmove.client };
  const parsed = parsePolicy(policyText);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ say }) => say).join('\n'));
  const { policy } = parsed;
  const standing = (id: string) => ({ id, name: id, timeZone: 'UTC', barred: undefined });
  const directory: Kit['directory'] = {
    rightsOf: async (id, roles) => ({ standing: standing(id), roles: [...roles], asOf: [] }),
    standing: async (id) => standing(id),
    rolesOf: async () => ['lead'],
    seatsOf: async () => [{ role: 'lead', group: undefined }],
    peopleOf: async ({ users }) => [...users],
    holders: async () => [person, 'U0LEAD2'].map(standing),
  };
  // A policy without sums of earlier gifts asks no database.
  const core = { clock, ids: randomIds, log, policy, directory, actions, readers, writers } as unknown as Core; // safe: foresee() reads nothing else then
  const nobody = (): never => {
    throw new Error('nothing is asked or decided here');
  };

  const secrets = {
    refreshTokens: writers.operations.customers.refreshTokens,
    media: writers.operations.verifications.media,
  };
  const unused = { sendPrivately: nobody };

  async function interaction() {
    const opened = new Set<string>();
    const note = (callbackId: string | undefined) => {
      const [base, action] = (callbackId ?? '').split(':');
      if (base === callbackIds.action && action !== undefined) opened.add(action);
    };
    const kit: Kit = {
      readers,
      secrets,
      ...unused,
      catalogue: createCatalogue({ readers, clock }),
      afterChange: { draw: nobody },
      permissions: createPermissions({ readers, policy, clock, log }),
      approvals: {
        foresee: (asked) => foresee(core, asked),
        ask: nobody,
        decide: nobody,
        cancel: nobody,
        settle: nobody,
        firstDelivery: async () => true,
        homeOpened: nobody,
        record: async () => undefined,
        // safe: only the caller's queue is asked for
        gallery: {
          queueOf: async () => ({ toDecide: [], askedFor: [], toDecideTotal: 0 }),
        } as unknown as Kit['approvals']['gallery'],
      },
      audit: { find: async () => ({ entries: [], hasOlder: false, hasNewer: false }) },
      actions,
      policy,
      policyWarnings: () => [],
      directory,
      screen: {
        async open(_trigger, view) {
          note(view.callback_id);
          return 'V1';
        },
        async update(_id, view) {
          note(view.callback_id);
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
      ids: randomIds,
      log,
      version: '0',
    };
    const silence = async () => undefined;
    return {
      opened,
      interaction: {
        kit: readOnce(kit),
        who: await whoIs(kit, person),
        log,
        ref: 'ABC123',
        triggerId: 'trigger',
        origin: 'origin',
        channel: 'C0DESK',
        replaces: 'never' as const,
        reply: silence,
        share: silence,
      },
    };
  }

  return {
    office,
    readers,
    writers,
    interaction,
    async during(act) {
      const before = new Set(office.calls().map(({ id }) => id));
      await act();
      return office
        .calls()
        .filter(({ id, path }) => !before.has(id) && !path.startsWith('/auth/'))
        .map(({ method, path }) => nameOfCall(method, path))
        .sort();
    },
    async close() {
      await upstreams.close();
      await office.close();
    },
  };
}
