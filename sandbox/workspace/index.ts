import { setMaxListeners } from 'node:events';
import { changePerson } from './acts/changing.ts';
import { deliver, sendEvent } from './deliveries.ts';
import { personDriver } from './drivers.ts';
import { machineClock, randomIds } from './environment.ts';
import { httpTransport } from './http-transport.ts';
import { createResponseUrls } from './issued-urls.ts';
import { Manifest } from './manifest.ts';
import { createMisbehaviour } from './misbehaviour.ts';
import { createRateLimiter, generousRateLimits } from './rate-limits.ts';
import { createWorkspaceServer } from './server.ts';
import type { Site } from './site.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';
import { socketTransport } from './socket.ts';
import { createState } from './state.ts';
import { createTriggers } from './triggers.ts';
import { until } from './until.ts';
import { connectionMethods } from './web-api/connections.ts';
import { webApiMethods } from './web-api/index.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';

export type { Acted } from './acts/acted.ts';
export type { Acked } from './deliveries.ts';
export type { PersonDriver, Target, Which } from './drivers.ts';
export type { Entry } from './filling.ts';
export { bareLinks, checkMessage, checkOptions, checkView, livePings, type Problem } from './limits/index.ts';
export { withUnfurlDomains } from './manifest.ts';
export type { Fault } from './misbehaviour.ts';
export type { GuideMinute, GuideStep } from './page-protocol.ts';
export type { PageControls, Verbs } from './page-state.ts';
export { type RateLimits, strictRateLimits } from './rate-limits.ts';
export type { Asset, Assets } from './server.ts';
export type { ApiCall, Delivered, Refusal } from './site.ts';
export type { Snapshot } from './snapshot.ts';
export type { Thing } from './thing.ts';
export type { DeliveryKind } from './transport.ts';
export type { Workspace, WorkspaceOptions } from './workspace.ts';
export type { WorkspaceWorld, WorldChannel, WorldGroup, WorldPerson } from './world.ts';

/** Starts it and resolves when it listens. */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { clock = machineClock, ids = randomIds } = options;
  const host = options.host ?? '127.0.0.1';
  const closing = new AbortController();
  // Every retry of an event that waits listens to it.
  setMaxListeners(0, closing.signal);
  const state = createState({ clock, ids }, options.world);
  if (options.saved !== undefined) restoreSnapshot(state, options.saved);
  const socket = options.delivery === 'socket' ? socketTransport(state, state.world.app.id) : undefined;
  const http = (url: string) => httpTransport({ clock, changed: state.changed }, url, options.signingSecret);
  let url = '';
  const site: Site = {
    clock,
    state,
    manifest: Manifest.parse(options.manifest ?? {}),
    tokens: { bot: options.botToken, app: options.appToken },
    triggers: createTriggers({ clock, nextId: state.nextId }),
    responseUrls: createResponseUrls(),
    limiter: createRateLimiter({ clock }, options.rateLimits ?? generousRateLimits),
    misbehaviour: createMisbehaviour(),
    transport: socket ?? http(options.delivery === 'socket' ? '' : options.delivery.http),
    url: () => url,
    apiCalls: [],
    refusals: [],
    deliveries: [],
    closing: closing.signal,
  };
  const server = createWorkspaceServer({
    site,
    controls: options.controls,
    verbs: options.verbs ?? {},
    guide: options.guide ?? [],
    methods: { ...webApiMethods, ...connectionMethods(socket) },
    assets: options.page,
    socket,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The workspace has no port.');
  url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;

  return {
    url,
    apiUrl: `${url}/api/`,
    as: (person) => personDriver(site, person),
    deliver: (kind, payload, { times = 1, ...sendOptions } = {}) =>
      Promise.all(Array.from({ length: times }, () => deliver(site, { kind, payload }, sendOptions))),
    event: (event) => sendEvent(site, event),
    until: (predicate, waiting) => until(state, predicate, waiting),
    apiCalls: site.apiCalls,
    deliveries: site.deliveries,
    refusals: site.refusals,
    fail: (method, fault) => site.misbehaviour.add(method, fault),
    behave: () => site.misbehaviour.clear(),
    setGroupMembers: (id, members) => setGroupMembers(site, id, members),
    setPerson: (id, patch) => changePerson(site, id, patch),
    setChannelMembers: (id, members, patch = {}) => {
      const channel = state.channels.get(id);
      if (channel === undefined) throw new Error(`There is no channel ${id}.`);
      state.channels.set(id, { ...channel, ...patch, members });
      state.changed();
      if (patch.external === undefined || patch.external === (channel.external === true)) return;
      const shared = { connected_team_id: 'T0PARTNER', channel: id };
      const unshared = { previously_connected_team_id: 'T0PARTNER', channel: id, is_ext_shared: false };
      void sendEvent(site, patch.external ? { type: 'channel_shared', ...shared } : { type: 'channel_unshared', ...unshared });
    },
    appConnected: () => site.transport.connected(),
    disconnectApp: (reason = 'refresh_requested') => socket?.disconnect(reason),
    deliverTo: (to) => {
      if (socket !== undefined) throw new Error('This workspace delivers over sockets.');
      void site.transport.close();
      site.transport = http(to);
    },
    snapshot: () => takeSnapshot(state),
    state,
    close: async () => {
      closing.abort();
      await site.transport.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function setGroupMembers(site: Site, id: string, members: readonly string[]): void {
  const group = site.state.groups.get(id);
  if (group === undefined) throw new Error(`There is no group ${id}.`);
  site.state.groups.set(id, { ...group, members });
  site.state.changed();
  const added = members.filter((member) => !group.members.includes(member));
  const removed = group.members.filter((member) => !members.includes(member));
  void sendEvent(site, {
    type: 'subteam_members_changed',
    subteam_id: id,
    team_id: site.state.world.team.id,
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
  });
  void sendEvent(site, { type: 'subteam_updated', subteam: { id, handle: group.handle, name: group.name, users: [...members] } });
}
