import { actions } from './actions/registry.ts';
import { createBudget } from './api/budget.ts';
import { createUpstreams } from './api/transport.ts';
import { createApp } from './app.ts';
import type { Core } from './approvals/core.ts';
import { openRequests } from './approvals/open-requests.ts';
import type { Policy } from './approvals/policy/types.ts';
import type { Probe } from './approvals/ports.ts';
import { createRoleCheck } from './approvals/role-check.ts';
import { policyDigestOf } from './approvals/seal/statement.ts';
import { createApprovals } from './approvals/service.ts';
import { createCatalogue } from './commands/find/catalogue.ts';
import { createPermissions } from './commands/find/permissions.ts';
import { createAfterChange } from './commands/form/after-change.ts';
import type { Kit } from './commands/kit.ts';
import type { Config } from './config.ts';
import { prepareDatabase } from './db/database.ts';
import { keepOpening } from './db/keep-opening.ts';
import { createSlackAnswers } from './db/slack-answers.ts';
import { createDeliveries } from './deliveries.ts';
import { healthOf, partsOf } from './health.ts';
import { createHttp } from './http/server.ts';
import { jobHandlers } from './job-handlers.ts';
import { createJobs } from './jobs/jobs.ts';
import { queueState } from './jobs/queue-state.ts';
import { openDoor } from './journal/door.ts';
import { findEntries } from './journal/find.ts';
import { createJournal } from './journal/journal.ts';
import { openKeys } from './journal/open-keys.ts';
import { journalPart } from './journal/part.ts';
import { createSeals } from './journal/seals.ts';
import { sourceOf } from './journal/source.ts';
import type { Clock } from './lib/clock.ts';
import type { Ids } from './lib/ids.ts';
import type { Log } from './lib/log.ts';
import { within } from './lib/within.ts';
import { createMetrics } from './metrics.ts';
import { readiness } from './readiness.ts';
import { receiverFor } from './receiver.ts';
import type { Answer } from './slack/answers.ts';
import type { SlackCall } from './slack/client.ts';
import { createSlackClients } from './slack/clients.ts';
import { createDirectory } from './slack/directory.ts';
import { addSlackGauges } from './slack/gauges.ts';
import { createIdentity } from './slack/identity.ts';
import { createOutbound } from './slack/outbound.ts';
import { sendPrivately } from './slack/private-file.ts';
import { spentFile } from './spent-file.ts';
import { budgetMessage } from './views/common/budget.ts';
import { noteMessage } from './views/common/note.ts';

export type WheelhouseDeps = {
  config: Config;
  policy: Policy;
  policyWarnings: readonly string[];
  /** Further warnings, once Slack has said how many people hold each role; none where it is absent. */
  roleWarnings?: (held: ReadonlyMap<string, number>) => readonly string[];
  version: string;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** A prepared empty cluster for the first start of the embedded database. */
  databaseSeed?: string;
  /** Told the time of a database on another machine whenever it is asked. */
  compareClock?: (other: Date) => void;
  /** How far the clock was moved ahead of the database's, where it can be moved. */
  shiftedByMs?: () => number;
  /** Told at every named step of a request's life; tests stop the process there. */
  probe?: Probe;
};

export type Wheelhouse = {
  /** Where it listens. */
  port: number;
  /** Stops taking work, finishes what is under way for a few seconds, closes. */
  stop(): Promise<void>;
};

/** How long work under way may take when stopping; with closing all the rest it stays under five seconds. */
const stopWithinMs = 3_000;
/** How long a start waits for Slack's first answer; where that is late, everything else works meanwhile. */
const waitForSlackMs = 1_000;

/** Puts the whole app together and starts it. Slack or a back office that is down does not keep it from starting. */
export async function startWheelhouse(deps: WheelhouseDeps): Promise<Wheelhouse> {
  const { config, policy, clock, ids, log } = deps;
  const replica = ids.uuid();
  const database = await prepareDatabase(
    { url: config.database.url, dataDir: config.database.dataDir, seed: deps.databaseSeed },
    log,
  );
  const metrics = createMetrics();
  const spent = spentFile(config.database.dataDir, log);
  const budget = createBudget({
    limit: policy.dailyBudget.all,
    clock,
    // Without a budget the count is for /metrics alone.
    shelf: policy.dailyBudget.all === null ? { load: () => undefined, keep: () => undefined } : spent,
    onReached: (reached) => {
      log.warn({ ...reached }, 'the daily budget of upstream calls is being used up');
      void tellOwners({ key: `daily budget, ${reached.percent} %`, message: budgetMessage(reached) });
    },
  });
  const upstreams = createUpstreams(
    { operations: config.operations, ...(config.smartmove === undefined ? {} : { smartmove: config.smartmove }) },
    { clock, ids, log, onCall: metrics.observe, budget },
  );
  const readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const writers = { operations: upstreams.operations.client, smartmove: upstreams.smartmove.client };
  const onCall = (call: SlackCall) => {
    metrics.observeSlack(call);
    identity.heard(call);
  };
  const slack = createSlackClients(config.slack, { clock, onCall });
  const { client } = slack;
  const identity = createIdentity(client, { clock, log });
  // Asked while the rest is put together: nobody can ask or decide before the home workspace is known.
  const firstTry = identity.keepTrying();
  const store = createSlackAnswers<Answer>({ db: database.db, clock });
  const directory = createDirectory({ store, slack, policy, clock, identity });
  const outbound = createOutbound({
    clients: slack,
    directory,
    policy,
    clock,
    log,
    identity,
    observe: metrics.delivered,
    onOthers: (channel) => approvals.gallery.redrawIn(channel),
  });
  const { screen, tellOwners, notices, watch } = outbound;
  const roleCheck = createRoleCheck({ directory, policy, problems: deps.roleWarnings ?? (() => []), clock, log });
  const jobs = createJobs({ db: database.db, clock, log, replica, tellOthers: database.notices?.tell });
  const { keys, keepKey } = openKeys(database.kind, { dataDir: config.database.dataDir, journal: config.journal });
  const journal = createJournal({ keys, shiftedByMs: deps.shiftedByMs, onHeadDue: (tx) => jobs.schedule(tx, 'head', 'all') });
  const core: Core = {
    db: database.db,
    clock,
    ids,
    log,
    jobs,
    journal,
    keys,
    seals: createSeals(keys),
    policy,
    policyDigest: policyDigestOf(policy),
    profileDigest: 'none',
    directory,
    actions,
    readers,
    writers,
    tellOwners: ({ key, say }) => void tellOwners({ key, message: noteMessage(say) }),
    probe: deps.probe,
  };
  const approvals = createApprovals(core);
  const receiver = receiverFor(config, { clock, log });
  const health = healthOf({ identity, socket: receiver.socket, database, upstreams, clock });
  const afterChange = createAfterChange({ kit: () => kit, stateOf: approvals.gallery.stateOf, clock, log });
  const kit: Kit = {
    afterChange,
    readers,
    secrets: { refreshTokens: writers.operations.customers.refreshTokens, media: writers.operations.verifications.media },
    catalogue: createCatalogue({ readers, clock }),
    permissions: createPermissions({ readers, policy, clock, log }),
    approvals,
    actions,
    policy,
    policyWarnings: () => [...deps.policyWarnings, ...roleCheck.warnings(), ...notices.warnings()],
    audit: { find: (filter, place, limit) => findEntries(database.db, filter, place, limit) },
    directory,
    slackChanged: directory.noteEvent,
    screen,
    channelChanged: watch.changed,
    sendPrivately: (person, file) =>
      sendPrivately(
        { client, clock, deleteAt: (fileId, at) => jobs.schedule(database.db, 'delete-file', fileId, at) },
        person,
        file,
      ),
    health,
    home: identity.known,
    clock,
    ids,
    log,
    version: deps.version,
  };

  const deliveries = createDeliveries({ db: database.db, clock, log, tellOwners });
  const { botToken, apiUrl } = config.slack;
  createApp({ kit, receiver: receiver.bolt, identity, botToken, apiUrl, onDelivery: deliveries.came });
  metrics.watch((registry) =>
    addSlackGauges(registry, { identity, socket: receiver.socket, secondsSinceDelivery: deliveries.secondsSince }),
  );
  const http = createHttp({
    clock,
    log,
    ...(receiver.take === undefined ? {} : { slack: receiver.take }),
    ...(config.http.metricsToken === undefined ? {} : { metricsToken: config.http.metricsToken }),
    ready: () =>
      readiness([
        ...partsOf({ health, database, socket: receiver.socket, clock, compareClock: deps.compareClock }),
        journalPart(database.db, keys),
      ]),
    metrics: async () => {
      metrics.pool(database.counts());
      await queueState(database.db, clock).then(metrics.queue, () => undefined);
      return metrics.text(await openRequests(database.db).catch(() => new Map()), budget.today());
    },
  });
  const address = await http.listen(config.http).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });

  const handlers = jobHandlers({
    approvals,
    outbound: outbound.jobs,
    tellOwners,
    directory,
    database,
    journal,
    jobs,
    kit,
    config,
    policy,
    clock,
    log,
  });
  const alone = database.kind === 'embedded';
  const opening = await keepOpening(database, {
    clock,
    log,
    async begin() {
      await keepKey(database.db);
      await approvals.begin();
      await approvals.recover({ alone });
      await jobs.schedule(database.db, 'head', 'all');
      await jobs.schedule(database.db, 'forget', 'all');
      jobs.start(handlers);
    },
  }).catch(async (error: unknown) => {
    await Promise.all([http.close(), upstreams.close(), database.close()]);
    throw error;
  });
  const listening = database.notices?.listen(() => jobs.kick());
  // While this process has the embedded database for itself, the command line asks here.
  const door = alone ? await openDoor(config.database.dataDir, sourceOf(database.db, journal), log) : undefined;
  roleCheck.start();
  watch.start();
  deliveries.start();
  await receiver.socket?.start();
  await within(clock, waitForSlackMs, firstTry, () => undefined);
  log.info({ port: address.port, transport: config.slack.transport, database: database.kind, replica }, 'Wheelhouse is running');

  return {
    port: address.port,
    async stop() {
      identity.stop();
      afterChange.stop();
      roleCheck.stop();
      watch.stop();
      await Promise.all([http.close(), receiver.socket?.stop()]);
      await Promise.all([opening.stop(), listening?.stop()]);
      await Promise.all([jobs.stop(stopWithinMs), deliveries.stop()]);
      await door?.close();
      await Promise.all([upstreams.close(), database.close()]);
      spent.close();
      metrics.close();
    },
  };
}
