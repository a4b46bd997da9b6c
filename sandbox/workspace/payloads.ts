/** The bodies that Slack sends to the app. docs.slack.dev/reference/interaction-payloads */
import { asSlackMessage } from './messages.ts';
import { Refused } from './refused.ts';
import { issueResponseUrl } from './response-url.ts';
import type { Site } from './site.ts';
import { dmPerson, type StoredMessage, type StoredView } from './state.ts';
import type { Thing } from './thing.ts';
import type { WorldPerson } from './world.ts';

/** The old verification token: still sent, never to be trusted. */
const token = 'local-workspace-verification-token';

/** @throws Refused user_not_found */
export function personOf(site: Site, id: string): WorldPerson {
  const person = site.state.people.get(id);
  if (person === undefined) throw new Refused('user_not_found');
  return person;
}

export function channelOf(site: Site, id: string): { id: string; name: string } {
  const channel = site.state.channels.get(id);
  return { id, name: channel?.name ?? (dmPerson(site.state, id) === undefined ? 'unknown' : 'directmessage') };
}

function common(site: Site, person: WorldPerson): Thing {
  const { team, app } = site.state.world;
  return {
    token,
    api_app_id: app.id,
    team: { id: team.id, domain: team.domain },
    user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function commandPayload(site: Site, personId: string, channelId: string, command: string, text: string): Thing {
  const { team, app } = site.state.world;
  const person = personOf(site, personId);
  const channel = channelOf(site, channelId);
  return {
    token,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.handle,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: issueResponseUrl(site, { person: personId, channel: channelId }),
    trigger_id: site.triggers.issue({ person: personId }),
  };
}

export function messageActionsPayload(
  site: Site,
  personId: string,
  message: StoredMessage,
  actions: Thing[],
  values: Thing,
): Thing {
  const ephemeral = message.onlyFor !== undefined;
  const ids = new Set(actions.map(({ block_id: id }) => id));
  const below = (message.unfurls ?? []).findIndex(({ blocks }) => blocks.some((block) => ids.has(block.block_id)));
  return {
    type: 'block_actions',
    ...common(site, personOf(site, personId)),
    container: {
      type: below < 0 ? 'message' : 'message_attachment',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(below < 0
        ? {}
        : { attachment_id: below + 1, is_app_unfurl: true, app_unfurl_url: message.unfurls?.[below]?.url ?? '' }),
    },
    trigger_id: site.triggers.issue({ person: personId }),
    channel: channelOf(site, message.channel),
    // Slack does not send back what only one person saw.
    ...(ephemeral ? {} : { message: asSlackMessage(site, message) }),
    state: { values },
    response_url: issueResponseUrl(site, { person: personId, channel: message.channel, origin: message }),
    actions,
  };
}

export function viewActionsPayload(site: Site, personId: string, stored: StoredView, actions: Thing[]): Thing {
  const modal = stored.view.type === 'modal';
  return {
    type: 'block_actions',
    ...common(site, personOf(site, personId)),
    container: { type: 'view', view_id: stored.id },
    trigger_id: site.triggers.issue(modal ? { person: personId, view: stored.id } : { person: personId }),
    view: asSlackView(site, stored),
    actions,
  };
}

export function submissionPayload(site: Site, personId: string, stored: StoredView, responseUrls: Thing[]): Thing {
  return {
    type: 'view_submission',
    ...common(site, personOf(site, personId)),
    trigger_id: site.triggers.issue({ person: personId, view: stored.id }),
    view: asSlackView(site, stored),
    response_urls: responseUrls,
  };
}

export function closedPayload(site: Site, personId: string, stored: StoredView, isCleared: boolean): Thing {
  return {
    type: 'view_closed',
    ...common(site, personOf(site, personId)),
    view: asSlackView(site, stored),
    is_cleared: isCleared,
  };
}

export function suggestionPayload(
  site: Site,
  personId: string,
  asked: { blockId: string; actionId: string; query: string },
  where: Thing,
): Thing {
  return {
    type: 'block_suggestion',
    ...common(site, personOf(site, personId)),
    action_id: asked.actionId,
    block_id: asked.blockId,
    value: asked.query,
    ...where,
  };
}

export function shortcutPayload(site: Site, personId: string, callbackId: string, message?: StoredMessage): Thing {
  const trigger = {
    trigger_id: site.triggers.issue({ person: personId }),
    callback_id: callbackId,
    action_ts: site.state.nextTs(),
  };
  if (message === undefined) return { type: 'shortcut', ...common(site, personOf(site, personId)), ...trigger };
  return {
    type: 'message_action',
    ...common(site, personOf(site, personId)),
    ...trigger,
    message_ts: message.ts,
    channel: channelOf(site, message.channel),
    message: asSlackMessage(site, message),
    // The message is somebody's own: no app can replace it.
    response_url: issueResponseUrl(site, { person: personId, channel: message.channel }),
  };
}

export function eventPayload(site: Site, event: Thing): Thing {
  const { team, app } = site.state.world;
  const channel = typeof event.channel === 'string' ? site.state.channels.get(event.channel) : undefined;
  return {
    token,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: site.state.nextId('Ev'),
    event_time: Math.floor(site.clock.now().getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel?.external === true,
  };
}

/** The view as Slack writes it in answers and payloads. */
export function asSlackView({ state }: Site, stored: StoredView): Thing {
  const { app, team } = state.world;
  const { view } = stored;
  return {
    id: stored.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: stored.values },
    hash: stored.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: stored.previousId,
    root_view_id: stored.rootId,
    app_id: app.id,
    external_id: view.external_id ?? '',
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}
