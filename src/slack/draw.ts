import type { WebClient } from '@slack/web-api';
import type { Copy, Directory, Gallery, Place } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { requestCard, requestModal } from '../views/request/card.ts';
import { refusedModal } from '../views/request/checking.ts';
import type { RequestAudience } from '../views/request/view.ts';
import { retryAfterMsOf, slackErrorOf, slackFault } from './client.ts';
import { approversAgainMs, approversFor, missingPlaces, placesOf } from './places.ts';
import { requestView } from './request-view.ts';

export type DrawDeps = {
  client: WebClient;
  gallery: Gallery;
  directory: Directory;
  clock: Clock;
  log: Log;
  labelOf(action: string): string;
};

type Result = 'done' | { againInMs: number };

/** Slack's words for a copy that is gone for good. */
const goneForGood = new Set([
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'is_archived',
  'not_found',
  'view_not_found',
  'edit_window_closed',
  'not_in_channel',
  'account_inactive',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
]);

/**
 * The job that makes Slack show what the database says: posts the copies that should be there and are not, redraws those that show an
 * older version, and has the Homes of those concerned drawn again. Run twice it does nothing the second time.
 */
export async function draw(deps: DrawDeps, id: string): Promise<Result> {
  const { gallery } = deps;
  const record = await gallery.load(id);
  if (!record) return 'done';
  const copies = await gallery.copiesOf(id);
  const approvers = await approversFor(deps, record);
  let againInMs = 0;
  const outdated = copies.filter(({ drawnVersion }) => drawnVersion < record.version);
  for (const copy of outdated) againInMs = Math.max(againInMs, await redraw(deps, record, copy, approvers));
  if (record.state !== 'checking' && record.state !== 'refused') {
    // Read again: a copy whose message is gone was dropped just now, and wants a new one.
    const standing = await gallery.copiesOf(id);
    const { places, laterMs } = await missingPlaces(deps, record, standing, approvers);
    for (const place of places) {
      const outcome = await post(deps, record, place, approvers);
      if (outcome !== 'refused') againInMs = Math.max(againInMs, outcome);
      else if (place.kind === 'channel') againInMs = Math.max(againInMs, await postInstead(deps, record, standing, approvers));
    }
    againInMs = Math.max(againInMs, laterMs);
    const concerned = [record.asker, ...(approvers ?? [])];
    await gallery.redrawHomes(await gallery.homesAmong(concerned));
  }
  // Whoever was held up while it drew may have drawn what was true before over what another had drawn since; and the job may be that
  // other's by now, so it is put right here.
  const now = await gallery.load(id);
  if (now !== undefined && now.version !== record.version) {
    for (const copy of outdated) await gallery.drawnOver(copy, record.version);
    return draw(deps, id);
  }
  return againInMs > 0 ? { againInMs } : 'done';
}

const audiences: Readonly<Record<Copy['kind'], RequestAudience>> = {
  channel: 'channel',
  approver: 'approver',
  asker: 'asker',
  modal: 'asker',
};

async function pictureFor(
  deps: DrawDeps,
  record: RequestRecord,
  kind: Copy['kind'],
  person: string | undefined,
  approvers: readonly string[] | undefined,
) {
  const audience = audiences[kind];
  const view = requestView(record, {
    label: deps.labelOf(record.action),
    audience,
    ...(record.state === 'pending' ? { approvers } : {}),
  });
  const timeZone = person === undefined ? await zoneOf(deps, record.asker) : await zoneOf(deps, person);
  return { view, reading: { now: deps.clock.now(), timeZone, audience } };
}

async function zoneOf(deps: DrawDeps, person: string): Promise<string | undefined> {
  try {
    return (await deps.directory.standing(person, { freshMs: 600_000, withinMs: 2_000 })).timeZone;
  } catch {
    return undefined; // a card without the reader's zone says UTC, which beats no card
  }
}

async function post(
  deps: DrawDeps,
  record: RequestRecord,
  place: Place,
  approvers: readonly string[] | undefined,
): Promise<number | 'refused'> {
  const { view, reading } = await pictureFor(deps, record, place.kind, place.person, approvers);
  if (!view) return 0;
  await deps.gallery.announce(record.id, place);
  await deps.gallery.reach('draw:before-post', record.id);
  try {
    const posted = await deps.client.chat.postMessage({
      channel: place.channel,
      ...requestCard(view, reading),
      unfurl_links: false,
      unfurl_media: false,
    });
    await deps.gallery.reach('draw:after-post', record.id);
    if (posted.ts !== undefined) {
      await deps.gallery.addCopy(record.id, {
        kind: place.kind,
        channel: posted.channel ?? place.channel,
        ts: posted.ts,
        person: place.person,
        drawnVersion: record.version,
      });
    }
    return 0;
  } catch (error) {
    const againInMs = again(deps, 'chat.postMessage', error, record.id);
    if (againInMs === undefined || slackErrorOf(error) !== undefined) await deps.gallery.recant(record.id, place);
    return againInMs ?? 'refused';
  }
}

async function redraw(
  deps: DrawDeps,
  record: RequestRecord,
  copy: Copy,
  approvers: readonly string[] | undefined,
): Promise<number> {
  await deps.gallery.reach('draw:before-update', record.id);
  try {
    if (copy.kind === 'modal') await redrawModal(deps, record, copy, approvers);
    else {
      const { view, reading } = await pictureFor(deps, record, copy.kind, copy.person, approvers);
      if (view) await deps.client.chat.update({ channel: copy.channel, ts: copy.ts, ...requestCard(view, reading) });
    }
    await deps.gallery.markDrawn(copy, record.version);
    await deps.gallery.reach('draw:after-update', record.id);
    return 0;
  } catch (error) {
    const said = slackErrorOf(error);
    // A modal that cannot be drawn is gone or closed; the asker's message says the same and stays.
    if (copy.kind === 'modal' || (said !== undefined && goneForGood.has(said))) {
      await deps.gallery.dropCopy(copy);
      return 0;
    }
    return again(deps, 'chat.update', error, record.id) ?? 0;
  }
}

async function redrawModal(
  deps: DrawDeps,
  record: RequestRecord,
  copy: Copy,
  approvers: readonly string[] | undefined,
): Promise<void> {
  if (record.state === 'checking') return;
  if (record.state === 'refused') {
    await deps.client.views.update({
      view_id: copy.ts,
      view: refusedModal({
        title: deps.labelOf(record.action),
        requestId: record.id,
        why: record.explanation ?? 'It was refused.',
      }),
    });
    return;
  }
  const { view, reading } = await pictureFor(deps, record, 'modal', copy.person, approvers);
  if (view) await deps.client.views.update({ view_id: copy.ts, view: requestModal(view, reading) });
}

/** The rule's channel does not take the card (gone, archived, the app is not in it): those who may decide get it themselves. */
async function postInstead(
  deps: DrawDeps,
  record: RequestRecord,
  copies: readonly Copy[],
  approvers: readonly string[] | undefined,
): Promise<number> {
  let againInMs = approvers === undefined ? approversAgainMs : 0;
  for (const place of placesOf(approvers ?? [], copies)) {
    const outcome = await post(deps, record, place, approvers);
    if (outcome !== 'refused') againInMs = Math.max(againInMs, outcome);
  }
  return againInMs;
}

/** Slack's words for what trying again does not mend, besides a place that is gone. */
const uselessToRepeat = new Set(['invalid_blocks', 'invalid_arguments', 'missing_scope', 'restricted_action', 'msg_too_long']);

/** When to try again, in milliseconds; undefined when Slack refused for good. */
function again(deps: DrawDeps, method: string, error: unknown, id: string): number | undefined {
  const said = slackErrorOf(error);
  const fault = slackFault(method, error);
  deps.log.warn({ request: id, ref: fault.ref, err: { message: fault.message } }, 'a card could not be drawn');
  if (said !== undefined && (goneForGood.has(said) || uselessToRepeat.has(said))) return undefined;
  return retryAfterMsOf(error) ?? 2_000;
}
