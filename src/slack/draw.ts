import type { WebClient } from '@slack/web-api';
import type { Copy, Directory, Gallery, Place } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { requestCard, requestModal } from '../views/request/card.ts';
import { refusedModal } from '../views/request/checking.ts';
import type { RequestAudience } from '../views/request/view.ts';
import { type Deliver, sooner } from './deliver.ts';
import type { Notices } from './notices.ts';
import { approversAgainMs, approversFor, missingPlaces, placesOf } from './places.ts';
import { inForm, posting } from './post.ts';
import { type Readers, readersAgainMs } from './readers.ts';
import { requestView } from './request-view.ts';

export type DrawDeps = {
  client: WebClient;
  deliver: Deliver;
  readers: Readers;
  notices: Notices;
  gallery: Gallery;
  directory: Directory;
  clock: Clock;
  log: Log;
  labelOf(action: string): string;
};

type Result = 'done' | { againInMs: number };

/** For how long a channel may answer with Slack's words for trouble before those who may decide get the card themselves. */
const channelPatienceMs = 2 * 60_000;
/** For how long after it was asked a request's modal is tried to be drawn. */
const modalPatienceMs = 60_000;
/** Slack's words for a copy that somebody has deleted or closed: nobody needs to hear of it. */
const goneWords = new Set(['message_not_found', 'not_found', 'view_not_found']);

/**
 * The job that makes Slack show what the database says: posts the copies that should be there and are not, redraws those that show an
 * older version, and has the Homes of those concerned drawn again. Run twice it does nothing the second time.
 */
export async function draw(deps: DrawDeps, id: string): Promise<Result> {
  const { gallery } = deps;
  const record = await gallery.load(id);
  if (!record) return 'done';
  const { copies, againInMs: hidingMs } = await hideFromOthers(deps, id, await gallery.copiesOf(id));
  const passingMs = stillPassingMs(record, deps.clock.now());
  if (passingMs > 0) return { againInMs: sooner(hidingMs, passingMs) };
  const approvers = await approversFor(deps, record);
  let againInMs = hidingMs;
  const outdated = copies.filter(({ drawnVersion }) => drawnVersion < record.version);
  for (const copy of outdated) againInMs = sooner(againInMs, await redraw(deps, record, copy, approvers));
  if (record.state !== 'checking' && record.state !== 'refused') {
    againInMs = sooner(againInMs, await postMissing(deps, record, approvers));
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

/** A channel that another company has come to read keeps no card. */
async function hideFromOthers(
  deps: DrawDeps,
  id: string,
  copies: readonly Copy[],
): Promise<{ copies: Copy[]; againInMs: number }> {
  let againInMs = 0;
  const left: Copy[] = [];
  for (const copy of copies) {
    const { channel, ts } = copy;
    if (copy.kind !== 'channel' || (await deps.readers.of(channel)) !== 'others') {
      left.push(copy);
      continue;
    }
    const outcome = await deps.deliver.once(
      { method: 'chat.delete', place: `${channel}/${ts}`, about: id, what: 'the removal of a card that another company reads' },
      () => deps.client.chat.delete({ channel, ts }),
    );
    if (outcome.kind === 'again') againInMs = sooner(againInMs, outcome.againInMs);
    else await deps.gallery.dropCopy(copy);
  }
  return { copies: left, againInMs };
}

async function postMissing(deps: DrawDeps, record: RequestRecord, approvers: readonly string[] | undefined): Promise<number> {
  // Read again: a copy whose message is gone was dropped just now, and wants a new one.
  const standing = await deps.gallery.copiesOf(record.id);
  const { places, laterMs } = await missingPlaces(deps, record, standing, approvers);
  let againInMs = laterMs;
  let isRefused = false;
  let isWithDeciders = standing.some(({ kind }) => kind === 'channel' || kind === 'approver');
  const post = async (place: Place): Promise<'posted' | 'refused' | 'later'> => {
    const outcome = await postAt(deps, record, place, approvers);
    if (typeof outcome === 'number') againInMs = sooner(againInMs, outcome);
    if (place.kind !== 'asker' && outcome === 'posted') isWithDeciders = true;
    if (place.kind === 'approver' && outcome === 'refused') isRefused = true;
    return typeof outcome === 'number' ? 'later' : outcome;
  };
  for (const place of places) {
    if ((await post(place)) !== 'refused' || place.kind !== 'channel') continue;
    // The rule's channel doesn't take the card, or isn't ours alone: those who may decide get it themselves.
    if (approvers === undefined) againInMs = sooner(againInMs, approversAgainMs);
    for (const instead of placesOf(approvers ?? [], standing)) await post(instead);
  }
  if (isRefused && !isWithDeciders && againInMs === 0 && record.state === 'pending') await deps.notices.nobodyReached(record.id);
  return againInMs;
}

/** What was approved is usually over in a moment, and Slack takes 50 redraws a minute: a state in between is drawn only when it lasts. */
const longestPassingMs = 1_500;

function stillPassingMs({ state, decidedAt }: RequestRecord, now: Date): number {
  if ((state !== 'approved' && state !== 'running') || decidedAt === undefined) return 0;
  const leftMs = longestPassingMs - (now.getTime() - decidedAt.getTime());
  return leftMs <= longestPassingMs ? leftMs : 0;
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
    return (await deps.directory.standing(person, { freshMs: 600_000, withinMs: 2_000, stale: 'at-once' })).timeZone;
  } catch {
    return undefined; // a card without the reader's zone says UTC, which beats no card
  }
}

/** `posted`; `refused` when this place is not to have it; else when to try again, in milliseconds. */
async function postAt(
  deps: DrawDeps,
  record: RequestRecord,
  place: Place,
  approvers: readonly string[] | undefined,
): Promise<'posted' | 'refused' | number> {
  if (place.kind === 'channel') {
    const readers = await deps.readers.of(place.channel);
    if (readers === 'not-yet') return readersAgainMs;
    if (readers !== 'ours') {
      await deps.gallery.recant(record.id, place);
      await deps.notices.channel(place.channel, { kind: readers });
      return 'refused';
    }
  }
  const { view, reading } = await pictureFor(deps, record, place.kind, place.person, approvers);
  if (!view) return 'posted';
  const card = requestCard(view, reading);
  const outcome = await deps.deliver.once(
    { method: 'chat.postMessage', place: place.channel, about: record.id, what: 'a card' },
    async (form) => {
      await deps.gallery.announce(record.id, place);
      await deps.gallery.reach('draw:before-post', record.id);
      return posting(deps.client, place.channel, card)(form);
    },
  );
  if (outcome.kind === 'refused') {
    await deps.gallery.recant(record.id, place);
    return 'refused';
  }
  if (outcome.kind === 'again') {
    if (outcome.isThere === 'no') await deps.gallery.recant(record.id, place);
    const isPatient = place.kind !== 'channel' || outcome.refusedForMs < channelPatienceMs;
    return isPatient ? outcome.againInMs : 'refused';
  }
  await deps.gallery.reach('draw:after-post', record.id);
  const { ts, channel = place.channel } = outcome.value;
  if (ts !== undefined) {
    const { kind, person } = place;
    await deps.gallery.addCopy(record.id, { kind, channel, ts, person, drawnVersion: record.version });
  }
  if (place.kind === 'channel') deps.notices.channelIsFine(place.channel);
  return 'posted';
}

/** When to try again, in milliseconds; 0 when there is nothing left to do with this copy. */
async function redraw(
  deps: DrawDeps,
  record: RequestRecord,
  copy: Copy,
  approvers: readonly string[] | undefined,
): Promise<number> {
  const { channel, ts } = copy;
  const isModal = copy.kind === 'modal';
  const ageMs = deps.clock.now().getTime() - record.askedAt.getTime();
  const outcome = await deps.deliver.once(
    {
      method: isModal ? 'views.update' : 'chat.update',
      place: `${channel}/${ts}`,
      about: record.id,
      what: isModal ? 'a request’s modal' : 'the new state of a card',
      expected: goneWords,
    },
    async (form) => {
      await deps.gallery.reach('draw:before-update', record.id);
      if (isModal) return redrawModal(deps, record, copy, approvers);
      const { view, reading } = await pictureFor(deps, record, copy.kind, copy.person, approvers);
      if (!view) return undefined;
      const card = requestCard(view, reading);
      return deps.client.chat.update({ channel, ts, ...inForm(card, form) });
    },
  );
  if (outcome.kind === 'again') {
    // A modal is on the screen for moments, and the asker's message says the same and stays.
    if (!isModal || ageMs < modalPatienceMs) return outcome.againInMs;
    await deps.gallery.dropCopy(copy);
    return 0;
  }
  if (outcome.kind === 'refused') {
    // What can't be changed any more is left behind: what is missing now is posted, here or to those who may decide.
    await deps.gallery.dropCopy(copy);
    return 0;
  }
  await deps.gallery.markDrawn(copy, record.version);
  await deps.gallery.reach('draw:after-update', record.id);
  return 0;
}

async function redrawModal(
  deps: DrawDeps,
  record: RequestRecord,
  copy: Copy,
  approvers: readonly string[] | undefined,
): Promise<unknown> {
  if (record.state === 'checking') return undefined;
  if (record.state === 'refused') {
    return deps.client.views.update({
      view_id: copy.ts,
      view: refusedModal({
        title: deps.labelOf(record.action),
        requestId: record.id,
        why: record.explanation ?? 'It was refused.',
      }),
    });
  }
  const { view, reading } = await pictureFor(deps, record, 'modal', copy.person, approvers);
  return view ? deps.client.views.update({ view_id: copy.ts, view: requestModal(view, reading) }) : undefined;
}
