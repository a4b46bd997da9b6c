import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import { type Trace, untraced } from '../lib/trace.ts';
import type { Budget } from './budget.ts';
import { type CallLimits, callLimits, makeCall, type Observation, type UpstreamLine } from './call.ts';
import { createClient, createReader, type Run } from './client.ts';
import { notConfiguredFault } from './faults.ts';
import { createHealth, type UpstreamCounts, type UpstreamHealth, type UpstreamState } from './health.ts';
import { type OperationsClient, type OperationsReader, operations } from './operations/index.ts';
import { spoken } from './profile/dialect.ts';
import type { Profiles } from './profile/profile.ts';
import { createSender, type Sender } from './send.ts';
import { type OperationsSignIn, operationsTokens, type SignInDeps, type SmartmoveSignIn, smartmoveTokens } from './sign-in.ts';
import { signIn } from './sign-in-calls.ts';
import { type SmartmoveClient, type SmartmoveReader, smartmove } from './smartmove/index.ts';
import type { Endpoint, Table } from './table.ts';
import { createTokens, type TokenSource } from './tokens.ts';
import { wholeList } from './whole.ts';

export type { Observation } from './call.ts';
export type { UpstreamCounts, UpstreamState } from './health.ts';

export type UpstreamSettings = {
  /** `apiUrl` and `authUrl` are whole base URLs; nothing of ours is put in front of a row's path. */
  operations: OperationsSignIn & { apiUrl: string };
  /** Where a tenant's API differs from what is assumed. */
  profiles?: Profiles | undefined;
  /** Absent when this deployment has no Smartmove. */
  smartmove?: SmartmoveSignIn & {
    apiUrl: string;
    /** Of the mobility provider: two letters, and three characters. */
    country: string;
    provider: string;
    /** The name under which this tenant wants the product written. */
    productField: 'productKey' | 'productCode';
  };
};

export type UpstreamDeps = {
  clock: Clock;
  ids: Ids;
  log: { debug(facts: object, message: string): void };
  trace?: Trace;
  /** Told about each attempt of each call. */
  onCall?: (observation: Observation) => void;
  /** Counts the reads of a day, both upstreams' together. */
  budget?: Budget;
  /** Other rows than the tables', for a probe that wants answers as they came. */
  rows?: (row: Endpoint) => Endpoint;
  /** Other limits than the product's, for tests and measurements. */
  limits?: Partial<CallLimits>;
};

export type Upstream<C, R> = {
  configured: boolean;
  /** Every call; for an action's `execute` alone. */
  client: C;
  /** What changes nothing and reveals no secret. */
  reader: R;
  state(): UpstreamState;
  metrics(): UpstreamCounts;
};

export type Upstreams = {
  operations: Upstream<OperationsClient, OperationsReader>;
  smartmove: Upstream<SmartmoveClient, SmartmoveReader>;
  /** Lets calls that are under way finish for up to `graceMs` (3.5 s when left out), then breaks them off. */
  close(graceMs?: number): Promise<void>;
};

const CLOSE_GRACE_MS = 3500;

/** Both back offices, ready to be called; nothing is sent before the first call. */
export function createUpstreams(settings: UpstreamSettings, deps: UpstreamDeps): Upstreams {
  const senders: Sender[] = [];
  const open = (): Sender => {
    const sender = createSender();
    senders.push(sender);
    return sender;
  };
  return {
    operations: createOperations(settings.operations, deps, open(), settings.profiles),
    smartmove:
      settings.smartmove === undefined
        ? smartmoveLeftOut()
        : createSmartmove(settings.smartmove, deps, open(), settings.profiles),
    async close(graceMs = CLOSE_GRACE_MS) {
      await Promise.all(senders.map((sender) => sender.close(graceMs)));
    },
  };
}

function createOperations(
  settings: UpstreamSettings['operations'],
  deps: UpstreamDeps,
  sender: Sender,
  profiles: Profiles = {},
): Upstreams['operations'] {
  const auth = spoken(signIn, 'sign-in', profiles.operations);
  const connected = connect(deps, sender, (signInDeps) => operationsTokens(signInDeps, settings, auth), {
    upstream: 'operations',
    apiUrl: settings.apiUrl,
    fixed: {},
    outgoing: (body) => body,
  });
  return upstreamOf(spoken(operations, 'operations', profiles.operations, deps.rows), connected);
}

function createSmartmove(
  settings: NonNullable<UpstreamSettings['smartmove']>,
  deps: UpstreamDeps,
  sender: Sender,
  profiles: Profiles = {},
): Upstreams['smartmove'] {
  const connected = connect(deps, sender, (signInDeps) => smartmoveTokens(signInDeps, settings), {
    upstream: 'smartmove',
    apiUrl: settings.apiUrl,
    fixed: { country: settings.country, provider: settings.provider },
    outgoing: (body) => (settings.productField === 'productCode' ? withProductCode(body) : body),
  });
  return upstreamOf(spoken(smartmove, 'smartmove', profiles.smartmove, deps.rows), connected);
}

function upstreamOf<T extends Table>(table: T, { run, health }: { run: Run; health: UpstreamHealth }) {
  return {
    configured: true,
    client: createClient(table, run),
    reader: createReader(table, run),
    state: health.state,
    metrics: health.counts,
  };
}

/** Everything is there, and every call says that it is not configured. */
function smartmoveLeftOut(): Upstreams['smartmove'] {
  const run: Run = (call) => Promise.reject(notConfiguredFault('smartmove', call));
  return {
    configured: false,
    client: createClient(smartmove, run),
    reader: createReader(smartmove, run),
    state: () => ({ state: 'not-configured' }),
    metrics: () => ({ calls: 0, repeats: 0, signIns: 0, inFlight: 0, faults: {} }),
  };
}

function withProductCode(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key === 'productKey' ? 'productCode' : key, value]));
}

function connect(
  { clock, ids, log, trace = untraced, onCall, budget, limits: wanted }: UpstreamDeps,
  sender: Sender,
  tokenSource: (deps: SignInDeps) => TokenSource,
  place: Pick<UpstreamLine, 'upstream' | 'apiUrl' | 'fixed' | 'outgoing'>,
): { run: Run; health: UpstreamHealth } {
  const health = createHealth(clock);
  const limits = { ...callLimits, ...wanted };
  const observe = (observation: Observation) => {
    log.debug({ ...observation }, 'called a back office');
    onCall?.(observation);
  };
  const source = tokenSource({
    sender,
    clock,
    limitMs: limits.signInMs,
    observe: (call, status, elapsedMs) => {
      health.signedIn();
      const ok = status !== undefined && status >= 200 && status < 300;
      observe({
        upstream: place.upstream,
        call,
        attempt: 1,
        status,
        elapsedMs,
        outcome: ok ? 'ok' : status === undefined ? 'upstream_unreachable' : 'upstream_sign_in',
      });
    },
  });
  const line: UpstreamLine = {
    ...place,
    sender,
    tokens: createTokens(clock, source),
    limits,
    clock,
    ids,
    trace,
    health,
    observe,
    budget,
  };
  const run: Run = (call, row, args, options) =>
    row.whole === true
      ? wholeList(row, args, (paged, asked) => makeCall(line, call, paged, asked, options))
      : makeCall(line, call, row, args, options);
  return { run, health };
}
