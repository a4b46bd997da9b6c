import { createRegistry } from '../src/commands/registry.ts';
import { shiftableClock } from '../src/lib/clock.ts';
import type { Ids } from '../src/lib/ids.ts';
import { manifestFor } from '../src/manifest.ts';
import { type BackOffice, buildWorld, startBackOffice } from './back-office/index.ts';
import { dashboardPage } from './dashboard.ts';
import { guideMinutes } from './guide.ts';
import { sandboxWorld } from './people.ts';
import type { SandboxSnapshot } from './sandbox-store.ts';
import { verbsOf } from './verbs.ts';
import { type Assets, startWorkspace, type Workspace, withUnfurlDomains } from './workspace/index.ts';
import { counted } from './world-snapshot.ts';

/** The two back offices, as the page names them. */
export const upstreams = [
  { id: 'operations', name: 'Operations' },
  { id: 'smartmove', name: 'Smartmove' },
] as const;

/** Nobody outside this process can use them: everything is bound to loopback. */
export const tokens = { bot: 'xoxb-sandbox', app: 'xapp-sandbox', signing: 'sandbox-signing-secret' } as const;

export type Environment = {
  workspace: Workspace;
  backOffice: BackOffice;
  clock: ReturnType<typeof shiftableClock>;
  /** Everything as it is at this moment, to be remembered; it must be written before anything changes. */
  look(): SandboxSnapshot;
  /** Calls the listener after every change. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
};

export type EnvironmentOptions = {
  port: number;
  ids: Ids;
  page: Assets;
  /** How an earlier start left it. */
  earlier: SandboxSnapshot | undefined;
  startAgain(): string | undefined;
};

/** Everything around the app: both back offices and a local Slack with its page, as they were left or afresh. */
export async function startEnvironment({ port, ids, page, earlier, startAgain }: EnvironmentOptions): Promise<Environment> {
  const clock = shiftableClock();
  clock.forward(earlier?.shiftedByMs ?? 0);
  const { world, nextId } = counted(earlier?.world ?? buildWorld({ clock }));
  const backOffice = await startBackOffice({ clock, ids, world: () => world });
  const workspace = await startWorkspace({
    port,
    clock,
    ids,
    world: sandboxWorld,
    // What a deployment writes into its own manifest; here the dashboard is a page of this workspace.
    manifest: withUnfurlDomains(manifestFor({ typedAnswers: true, workflowSteps: true }).toJS(), ['localhost']),
    verbs: verbsOf(createRegistry().commands),
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret: tokens.signing,
    delivery: 'socket',
    page: (path) => dashboardPage(path) ?? page(path),
    saved: earlier?.workspace,
    guide: guideMinutes,
    controls: {
      upstreams,
      calls: backOffice.calls,
      faults: backOffice.faults,
      setFaults: backOffice.setFaults,
      forwardClock: clock.forward,
      shiftedByMs: clock.shiftedByMs,
      subscribe: backOffice.onChange,
      startAgain,
    },
  }).catch(async (error: unknown) => {
    await backOffice.close();
    throw error;
  });
  return {
    workspace,
    backOffice,
    clock,
    look: () => ({ shiftedByMs: clock.shiftedByMs(), workspace: workspace.snapshot(), world, nextId: nextId() }),
    onChange(listener) {
      workspace.state.subscribe(listener);
      backOffice.onChange(listener);
    },
    close: async () => {
      await Promise.all([workspace.close(), backOffice.close()]);
    },
  };
}
