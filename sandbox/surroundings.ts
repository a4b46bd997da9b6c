import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createRegistry } from '../src/commands/registry.ts';
import { shiftableClock } from '../src/lib/clock.ts';
import type { Ids } from '../src/lib/ids.ts';
import { type BackOffice, buildWorld, startBackOffice } from './back-office/index.ts';
import { dashboardPage } from './dashboard.ts';
import { counted } from './kept-world.ts';
import type { Surroundings } from './memory.ts';
import { verbsOf } from './verbs.ts';
import { type Assets, startWorkspace, type Workspace, withUnfurlDomains } from './workspace/index.ts';

const manifestFile = join(dirname(fileURLToPath(import.meta.url)), '../manifest.yml');

/** Nobody outside this process can use them: everything is bound to loopback. */
export const tokens = { bot: 'xoxb-sandbox', app: 'xapp-sandbox', signing: 'sandbox-signing-secret' } as const;

export type Around = {
  workspace: Workspace;
  office: BackOffice;
  clock: ReturnType<typeof shiftableClock>;
  /** Everything as it is at this moment, to be remembered; it must be written before anything changes. */
  look(): Surroundings;
  /** Calls the listener after every change. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
};

export type AroundOptions = {
  port: number;
  ids: Ids;
  page: Assets;
  /** How an earlier start left it. */
  earlier: Surroundings | undefined;
  startAgain(): string | undefined;
};

/** Everything around the app: both back offices and a local Slack with its page, as they were left or afresh. */
export async function startAround({ port, ids, page, earlier, startAgain }: AroundOptions): Promise<Around> {
  const clock = shiftableClock();
  clock.forward(earlier?.shiftedByMs ?? 0);
  const { world, nextId } = counted(earlier?.world ?? buildWorld({ clock }));
  const office = await startBackOffice({ clock, ids, world: () => world });
  const workspace = await startWorkspace({
    port,
    clock,
    ids,
    // What a deployment writes into its own manifest; here the dashboard is a page of this workspace.
    manifest: withUnfurlDomains(parse(readFileSync(manifestFile, 'utf8')), ['localhost']),
    verbs: verbsOf(createRegistry().commands),
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret: tokens.signing,
    delivery: 'socket',
    page: (path) => dashboardPage(path) ?? page(path),
    ...(earlier === undefined ? {} : { saved: earlier.workspace }),
    controls: {
      calls: office.calls,
      faults: office.faults,
      setFaults: office.setFaults,
      forwardClock: clock.forward,
      shiftedByMs: clock.shiftedByMs,
      subscribe: office.onChange,
      startAgain,
    },
  }).catch(async (error: unknown) => {
    await office.close();
    throw error;
  });
  return {
    workspace,
    office,
    clock,
    look: () => ({ shiftedByMs: clock.shiftedByMs(), workspace: workspace.snapshot(), world, nextId: nextId() }),
    onChange(listener) {
      workspace.state.subscribe(listener);
      office.onChange(listener);
    },
    close: async () => {
      await Promise.all([workspace.close(), office.close()]);
    },
  };
}
