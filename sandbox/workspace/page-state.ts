/** What one person sees, as the page wants it. */
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type {
  CommandInfo,
  Conversation,
  FaultRule,
  GuideMinute,
  PageMessage,
  PageModal,
  PageState,
  UpstreamCall,
} from './page-protocol.ts';
import type { Site } from './site.ts';
import { isReadOnly, messagesOf, type StoredMessage, type StoredView, seenBy, stackOf } from './state.ts';
import { executionsOf, stepsOf } from './steps.ts';
import { dmOf, type WorldPerson } from './world.ts';

/** What the page's panels show and move; the sandbox brings it, tests leave it out. */
export type PageControls = {
  upstreams: readonly { id: string; name: string }[];
  calls(): UpstreamCall[];
  faults(): FaultRule[];
  setFaults(rules: FaultRule[]): void | Promise<void>;
  forwardClock(ms: number): void | Promise<void>;
  shiftedByMs(): number;
  /** Answers why not, if it does not start again. */
  startAgain(): string | undefined | Promise<string | undefined>;
  /** Calls the listener when calls or faults have changed. */
  subscribe(listener: () => void): () => void;
};

export type Verbs = Readonly<Record<string, CommandInfo['verbs']>>;

export function asPageMessage(message: StoredMessage): PageMessage {
  return {
    channel: message.channel,
    ts: message.ts,
    from: message.from,
    text: message.text,
    blocks: message.blocks as unknown as KnownBlock[], // safe: nothing is stored that the limits' checker has not found to be known blocks
    ephemeral: message.onlyFor !== undefined,
    edited: message.editedTs !== undefined,
    threadTs: message.threadTs,
    reactions: message.reactions,
    // safe: as above
    unfurls: message.unfurls?.map(({ blocks }) => blocks as unknown as KnownBlock[]),
  };
}

export function asPageModal(stored: StoredView): PageModal {
  // safe: nothing is stored that the limits' checker has not found to be a modal
  const view = stored.view as unknown as ModalView;
  return { id: stored.id, hash: stored.hash, view, errors: stored.errors, busy: stored.busy };
}

export function pageState(
  {
    site,
    controls,
    verbs,
    guide,
  }: { site: Site; controls: PageControls | undefined; verbs: Verbs; guide: readonly GuideMinute[] },
  me: WorldPerson,
): PageState {
  const { state } = site;
  const conversations = conversationsOf(site, me);
  const home = state.homes.get(me.id);
  return {
    me: me.id,
    app: { name: state.world.app.name, botUserId: state.world.app.botUserId },
    groups: [...state.groups.values()].map(({ id, handle }) => ({ id, handle })),
    guide,
    upstreams: controls?.upstreams ?? [],
    people: [...state.people.values()]
      .filter((person) => person.deleted !== true)
      .map(({ id, name, title, initials, colour, kind, timeZone, locale }) => ({
        id,
        name,
        title,
        initials,
        colour,
        kind,
        timeZone,
        locale,
      })),
    conversations,
    messages: Object.fromEntries(conversations.map(({ id }) => [id, seenBy(state, me.id, id).slice(-200).map(asPageMessage)])),
    home: home === undefined ? null : (home.view as unknown as HomeView), // safe: nothing is stored that is not a checked Home
    modals: stackOf(state, me.id).map(asPageModal),
    notices: state.notices.get(me.id) ?? [],
    commands: site.manifest.features.slash_commands.map((command) => ({
      command: command.command,
      hint: command.usage_hint,
      description: command.description,
      verbs: verbs[command.command] ?? [],
    })),
    shortcuts: site.manifest.features.shortcuts.map((entry) => ({
      callbackId: entry.callback_id,
      name: entry.name,
      kind: entry.type,
    })),
    steps: stepsOf(site),
    executions: executionsOf(site),
    appConnected: site.transport.connected(),
    clock: { now: site.clock.now().toISOString(), shiftedByMs: controls?.shiftedByMs() ?? 0 },
    calls: controls?.calls().slice(-200) ?? [],
    faults: controls?.faults() ?? [],
  };
}

function conversationsOf(site: Site, me: WorldPerson): Conversation[] {
  const { state } = site;
  const canUseCommands = me.kind !== 'stranger';
  const unread = (channel: string) => {
    const looked = state.looked.get(`${me.id}|${channel}`) ?? '';
    return seenBy(state, me.id, channel).filter((message) => message.ts > looked && message.from !== me.id).length;
  };
  const channels = [...state.channels.values()]
    .filter((channel) => channel.members.includes(me.id) && channel.archived !== true)
    .map(({ id, name, topic }) => ({
      id,
      kind: 'channel' as const,
      name,
      topic,
      unread: unread(id),
      canUseCommands,
      canWrite: true,
    }));
  const dm = dmOf(me.id);
  messagesOf(state, dm);
  const canWrite = !isReadOnly(site.manifest, state, dm);
  const name = state.world.app.name;
  return [...channels, { id: dm, kind: 'dm', name, topic: '', unread: unread(dm), canUseCommands, canWrite }];
}
