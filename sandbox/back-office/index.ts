import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/lib/clock.ts';
import type { Ids } from '../../src/lib/ids.ts';
import type { FaultRule, UpstreamCall } from '../workspace/page-protocol.ts';
import { createFaults } from './faults.ts';
import { startSecondTenant } from './second-tenant/index.ts';
import { bases, createOfficeServer } from './server.ts';
import { credentials, operationsTokenMs } from './sign-in.ts';
import { mobilityProvider } from './smartmove.ts';
import type { NotTaken } from './tenant.ts';
import { startThirdTenant } from './third-tenant/index.ts';
import { createTokens } from './tokens.ts';
import { createTraffic, type Hold, type HoldAt, type ReceivedWrite } from './traffic.ts';
import { buildWorld } from './world/index.ts';
import type { World } from './world/types.ts';

export type { Hold, HoldAt, ReceivedWrite } from './traffic.ts';
export { buildWorld } from './world/index.ts';
export { knownSmartmoveUser } from './world/smartmove-users.ts';
export type { World } from './world/types.ts';

export type BackOfficeOptions = {
  clock: Clock;
  ids: Ids;
  /** Another seed makes another crowd; the characters (1001 to 1030) stay. 1 when left out. */
  seed?: number;
  /** 0, a free one, when left out. Always on 127.0.0.1. */
  port?: number;
  /** A world of one's own instead of the seeded one. */
  world?: () => World;
  /** Whose API it speaks: `second` differs from what is assumed in every kind of place, `third` in every place. */
  tenant?: 'second' | 'third';
  /** Life of an Operations access token; 5 hours when left out. */
  tokenLifetimeMs?: number;
};

/** Both back offices, running. The URLs and credentials are what the app's configuration takes. */
export type BackOffice = {
  operations: { apiUrl: string; authUrl: string; clientId: string; clientKey: string };
  smartmove: { apiUrl: string; tokenUrl: string; clientId: string; clientSecret: string; country: string; provider: string };
  /** Calls that another tenant did not take; empty for the first. */
  notTaken(): readonly NotTaken[];
  /** The truth, to look at and to change while it runs. */
  world: World;
  /** The latest calls, oldest first, sign-in included (without its body). */
  calls(): UpstreamCall[];
  /** Every write that arrived, oldest first, and whether it was applied. */
  writes(): ReceivedWrite[];
  faults(): FaultRule[];
  setFaults(rules: readonly FaultRule[]): void;
  /** Told after each change of the calls or the faults; answers how to stop it. */
  onChange(listener: () => void): () => void;
  /** Lets matching calls wait: `before` they are applied, or `after`, when done and not yet answered. */
  hold(matches: (call: UpstreamCall) => boolean, at: HoldAt): Hold;
  /** Makes every token that was handed out unknown: the next call is answered 401, and so is a refresh. */
  forgetTokens(): void;
  /** Ends everything, calls that hang included. */
  close(): Promise<void>;
};

/** Starts the Operations API and Smartmove on one loopback port, each under its own path. */
export async function startBackOffice(options: BackOfficeOptions): Promise<BackOffice> {
  const { clock, ids } = options;
  const world = options.world?.() ?? buildWorld({ clock, seed: options.seed });
  const traffic = createTraffic({ clock, ids });
  const faults = createFaults(traffic.changed);
  const tokens = createTokens({ clock, ids });
  const closing = new AbortController();
  const server = createOfficeServer({
    office: { world, clock, ids },
    tokens,
    faults,
    traffic,
    tokenLifetimeMs: options.tokenLifetimeMs ?? operationsTokenMs,
    closing: closing.signal,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // safe: it listens on a TCP port
  const origin = `http://127.0.0.1:${port}`;
  const first = { apiUrl: origin + bases.operations, authUrl: origin + bases.operationsAuth };
  const start = { second: startSecondTenant, third: startThirdTenant };
  const other = options.tenant === undefined ? undefined : await start[options.tenant](first);
  return {
    operations: { apiUrl: other?.apiUrl ?? first.apiUrl, authUrl: other?.authUrl ?? first.authUrl, ...credentials.operations },
    smartmove: {
      apiUrl: origin + bases.smartmove,
      tokenUrl: origin + bases.smartmoveToken,
      ...credentials.smartmove,
      ...mobilityProvider,
    },
    notTaken: () => other?.notTaken ?? [],
    world,
    calls: traffic.calls,
    writes: traffic.writes,
    faults: faults.rules,
    setFaults: faults.set,
    onChange: traffic.onChange,
    hold: traffic.hold,
    forgetTokens: tokens.revokeAll,
    async close() {
      await other?.close();
      closing.abort();
      traffic.releaseAll();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
