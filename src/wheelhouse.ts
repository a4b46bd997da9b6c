import { actions } from './actions/registry.ts';
import { profileDigest } from './api/profile/digest.ts';
import { offIn } from './api/profile/offable.ts';
import type { Profiles } from './api/profile/profile.ts';
import { createApp } from './app.ts';
import { approvalDepsOf } from './approvals/deps.ts';
import { figuresIn } from './approvals/figures/read.ts';
import type { Policy } from './approvals/policy/types.ts';
import type { Probe } from './approvals/ports.ts';
import { createRoleCheck } from './approvals/role-check.ts';
import { createApprovals } from './approvals/service.ts';
import { findEntries } from './approvals/store/journal-entries.ts';
import { countOpenRequests } from './approvals/store/lists.ts';
import { openBackOffices } from './back-offices.ts';
import type { AppContext } from './commands/app-context.ts';
import { createAfterChange } from './commands/engine/after-change.ts';
import type { Config } from './config.ts';
import { prepareDatabase } from './db/database.ts';
import { keepOpening } from './db/keep-opening.ts';
import { createRecent } from './db/recent-customers.ts';
import { createDeliveries } from './deliveries.ts';
import { asFault } from './errors.ts';
import { healthOf, partsOf } from './health.ts';
import { createHttp } from './http/server.ts';
import { jobHandlers } from './job-handlers.ts';
import { createJobs } from './jobs/jobs.ts';
import { queueState } from './jobs/queue-state.ts';
import { headFileIn } from './journal/head-file.ts';
import { createHeadKeeper } from './journal/head-keeper.ts';
import { createJournal } from './journal/journal.ts';
import { createLooks } from './journal/looks.ts';
import { openKeys } from './journal/open-keys.ts';
import { journalPart } from './journal/part.ts';
import { openSocketServer } from './journal/socket-server.ts';
import { sourceOf } from './journal/source.ts';
import type { Clock } from './lib/clock.ts';
import { spellingWith } from './lib/command-names.ts';
import type { Ids } from './lib/ids.ts';
import type { Log } from './lib/log.ts';
import type { Secret } from './lib/secret.ts';
import { type Trace, untraced } from './lib/trace.ts';
import { within } from './lib/within.ts';
import { createMetrics } from './metrics.ts';
import { operatorCommands } from './operator.ts';
import { profileWords } from './profile-words.ts';
import { readiness } from './readiness.ts';
import { receiverFor } from './receiver.ts';
import { createCatalogue } from './reference/catalogue.ts';
import { createPermissions } from './reference/permissions.ts';
import { createRestoring } from './restoring.ts';
import { sealedAnswers } from './sealed-answers.ts';
import type { SlackCall } from './slack/client.ts';
import { createSlackClients } from './slack/clients.ts';
import { createDirectory } from './slack/directory.ts';
import { addSlackGauges } from './slack/gauges.ts';
import { createIdentity } from './slack/identity.ts';
import { createOutbound } from './slack/outbound.ts';
import { sendPrivately } from './slack/private-file.ts';
import { stopInStages } from './stopping.ts';
import { budgetMessage, personBudgetMessage } from './views/common/budget.ts';
import { ownersMessage } from './views/common/note.ts';
import { createWorkflowSteps } from './workflow-steps/workflow-steps.ts';

export type WheelhouseDeps = {
  config: Config;
  /** Where the back offices differ from what is assumed; none in the sandbox. */
  profiles?: Profiles;
  policy: Policy;
  policyWarnings: readonly string[];
  /** Of the receivers of webhooks, by the names that the policy has. */
  secretOf?: (name: string) => Secret | undefined;
  /** Further warnings, once Slack has said how many people hold each role; none if it is absent. */
  roleWarnings?: (held: ReadonlyMap<string, number>) => readonly string[];
  version: string;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** Of this process, among the replicas; made up if it is left out. */
  replica?: string;
  /** None if it is left out. */
  trace?: Trace;
  /** A prepared empty cluster for the first start of the embedded database. */
  databaseSeed?: string;
  /** Told the time of a database on another machine whenever it is asked. */
  compareClock?: (other: Date) => void;
  /** How far the clock was moved ahead of the database's, if it can be moved. */
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

/** How long a start waits for Slack's first answer; if that is late, everything else works meanwhile. */
const waitForSlackMs = 1_000;

/** Puts the whole app together and starts it. Slack or a back office that is down does not keep it from starting. */
export async function startWheelhouse(deps: WheelhouseDeps): Promise<Wheelhouse> {
  const { config, policy, clock, ids, log, profiles = {}, secretOf, trace = untraced } = deps;
  const replica = deps.replica ?? ids.uuid();
  const database = await prepareDatabase(
    { ...config.database, seed: deps.databaseSeed, compareClock: deps.compareClock, onRenewed: () => approvals.renewed() },
    log,
    trace,
  );
  const metrics = createMetrics();
  const { upstreams, budget, closeBudget } = openBackOffices({
    ...{ config, profiles, policy, clock, ids, log, trace },
    onCall: metrics.observe,
    onReached: (reached) => void tellOwners({ key: `daily budget, ${reached.percent} %`, message: () => budgetMessage(reached) }),
    onPersonReached: (person, limit) =>
      void tellOwners({ key: `daily budget of ${person}`, message: () => personBudgetMessage({ person, limit }) }),
  });
  const readers = { operations: upstreams.operations.reader, smartmove: upstreams.smartmove.reader };
  const writers = { operations: upstreams.operations.client, smartmove: upstreams.smartmove.client };
  const spelling = spellingWith(config.commandPrefix);
  const onCall = (call: SlackCall) => {
    metrics.observeSlack(call);
    identity.heard(call);
  };
  const slack = createSlackClients(config.slack, { clock, onCall, spelling, trace });
  const { client } = slack;
  const identity = createIdentity(client, { clock, log });
  // Asked while the rest is put together: nobody can ask or decide before the home workspace is known.
  const firstTry = identity.keepTrying();
  const { keys, keepKey } = openKeys(database.kind, { dataDir: config.database.dataDir, journal: config.journal });
  const store = sealedAnswers(database, { keys, clock, log, tellOwners: (notice) => tellOwners(notice) });
  const onLookUp = (method: string, refused: string | undefined) => notices.lookUp(method, refused);
  const directory = createDirectory({ store, slack, policy, clock, identity, onLookUp });
  const outbound = createOutbound({
    ...{ clients: slack, directory, policy, clock, log, identity, spelling },
    observe: metrics.delivered,
    onOthers: (channel) => approvals.postedMessages.redrawIn(channel),
    onWritten: (id, message) => approvals.postedMessages.keepMessage(id, message),
  });
  const { screen, tellOwners, notices, watch } = outbound;
  const roleCheck = createRoleCheck({ directory, policy, problems: deps.roleWarnings ?? (() => []), clock, log });
  const jobs = createJobs({
    ...{ db: database.db, clock, log, replica, trace },
    tellOthers: database.notices?.telling,
    onTrouble: metrics.jobTrouble,
  });
  const journal = createJournal({ keys, shiftedByMs: deps.shiftedByMs });
  const looks = createLooks({ db: database.db, journal, clock, log });
  const headFile = config.auditHeadFile ?? (database.kind === 'embedded' ? headFileIn(config.database.dataDir) : undefined);
  const restoring = createRestoring({ db: database.db, keys, headFile, jobs, log });
  const onBeyond = () => void restoring.notice();
  const heads = createHeadKeeper({ db: database.db, clock, log, file: headFile, find: keys.find, onBeyond });
  const approval = approvalDepsOf({
    db: database.db,
    clock,
    ids,
    log,
    jobs,
    journal,
    keys,
    policy,
    profileDigest: profileDigest(profiles) ?? 'none',
    directory,
    actions,
    readers,
    writers,
    tellOwners: ({ key, say }) => void tellOwners({ key, message: () => ownersMessage(say()) }),
    probe: deps.probe,
    observe: metrics.requests,
  });
  const approvals = createApprovals(approval);
  const receiver = receiverFor(config, { clock, log });
  const health = healthOf({ identity, notices, socket: receiver.socket, database, upstreams, clock });
  const afterChange = createAfterChange({ app: () => app, stateOf: approvals.postedMessages.stateOf, clock, log });
  const app: AppContext = {
    afterChange,
    readers,
    secrets: { refreshTokens: writers.operations.customers.refreshTokens, media: writers.operations.verifications.media },
    catalogue: createCatalogue({ readers, clock }),
    profile: profileWords(profiles),
    permissions: createPermissions({ readers, policy, clock, log, off: offIn(profiles) }),
    approvals,
    actions,
    policy,
    policyWarnings: () => [...deps.policyWarnings, ...roleCheck.warnings(), ...notices.warnings()],
    figures: figuresIn(database.db, keys.find),
    looks,
    recent: createRecent({ db: database.db, clock, log }),
    audit: { find: (filter, place, limit) => findEntries(database.db, filter, place, limit) },
    directory,
    slackChanged: directory.noteEvent,
    screen,
    channelChanged: watch.changed,
    workflowSteps: createWorkflowSteps({ db: database.db, jobs, clock }),
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
  createApp({
    app,
    receiver: receiver.bolt,
    identity,
    ...{ botToken: config.slack.botToken, apiUrl: config.slack.apiUrl },
    onDelivery: deliveries.came,
    onAck: metrics.acked,
    ...{ spelling, trace },
  });
  metrics.watch((registry) =>
    addSlackGauges(registry, { identity, socket: receiver.socket, secondsSinceDelivery: deliveries.secondsSince }),
  );
  const http = createHttp({
    clock,
    log,
    slack: receiver.take,
    metricsToken: config.http.metricsToken,
    ready: () =>
      readiness([
        ...partsOf({ health, database, socket: receiver.socket, clock }),
        journalPart(database.db, keys, heads),
        restoring.part,
      ]),
    metrics: async () => {
      metrics.pool(database.counts());
      await queueState(database.db, clock).then(metrics.queue, () => undefined);
      return metrics.text(await countOpenRequests(database.db).catch(() => []), budget.today());
    },
  });
  const address = await http.listen(config.http).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });

  const handlers = jobHandlers({ approval, approvals, outbound: outbound.jobs, tellOwners, database, app, headFile, secretOf });
  const alone = database.kind === 'embedded';
  const opening = await keepOpening(database, {
    clock,
    log,
    async begin() {
      await keepKey(database.db);
      // Before anything is added: what is there now is what a backup held, or what was killed between an entry and its head.
      await restoring.notice();
      await heads
        .keep()
        .catch((error: unknown) => log.error({ err: asFault(error) }, 'the kept head of the journal cannot be read'));
      heads.start();
      await approvals.begin();
      await approvals.recover({ alone });
      for (const kind of ['head', 'digest', 'forget'] as const) await jobs.schedule(database.db, kind, 'all');
      jobs.start(handlers, approvals.isRush);
    },
  }).catch(async (error: unknown) => {
    await Promise.all([http.close(), upstreams.close(), database.close()]);
    throw error;
  });
  const listening = database.notices?.listen(() => jobs.kick());
  // While this process has the embedded database for itself, the command line asks here.
  const journalSocket = alone
    ? await openSocketServer(
        config.database.dataDir,
        sourceOf(database.db, journal),
        log,
        operatorCommands({ ...approval, headFile }),
      )
    : undefined;
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
      await stopInStages(deps, {
        underWay: () => [http.close(), receiver.socket?.stop(), opening.stop(), listening?.stop(), jobs.stop(2_500)],
        keep: () => [deliveries.stop(), journalSocket?.close(), looks.stop(), heads.stop()],
        close: () => [upstreams.close(250), database.close()],
      });
      closeBudget();
      metrics.close();
    },
  };
}
