import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Copy, Directory, Place, PostedMessages } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';
import type { Clock } from '../lib/clock.ts';
import { readKept } from '../lib/language/both.ts';
import { speaking } from '../lib/language/language.ts';
import { spokenWord } from '../lib/language/speak.ts';
import type { Log } from '../lib/log.ts';
import { briefMessage } from '../views/request/brief.ts';
import { requestCard, requestModal } from '../views/request/card.ts';
import { refusedModal } from '../views/request/checking.ts';
import type { RequestAudience } from '../views/request/view.ts';
import { type Deliver, sooner } from './deliver.ts';
import { hideFromOthers } from './hide.ts';
import type { OwnerNotices } from './notices.ts';
import { pingOf } from './ping.ts';
import {
  approversAgainMs,
  approversFor,
  isIn,
  missingPlaces,
  mustBeDecided,
  type Placed,
  placesOf,
  stillPassingMs,
} from './places.ts';
import { inForm, posting } from './post.ts';
import { readerOf } from './reader.ts';
import { type ChannelReaders, readersAgainMs } from './readers.ts';
import { requestView } from './request-view.ts';

export type DrawDeps = {
  client: WebClient;
  deliver: Deliver;
  readers: ChannelReaders;
  notices: OwnerNotices;
  postedMessages: PostedMessages;
  directory: Directory;
  policy: Pick<Policy, 'approvals' | 'roles' | 'tickets' | 'privacy' | 'dashboardLink' | 'language' | 'away'>;
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
  const { postedMessages } = deps;
  const head = await postedMessages.headOf(id);
  if (!head) return 'done';
  const passingMs = stillPassingMs(head, deps.clock.now());
  if (passingMs > 0) return { againInMs: passingMs };
  const record = await postedMessages.load(id);
  if (!record) return 'done';
  const placed = await postedMessages.placesOf(id);
  const { copies, againInMs: hidingMs } = await hideFromOthers(deps, id, placed.copies);
  const approvers = await approversFor(deps, record);
  let againInMs = hidingMs;
  const outdated = copies.filter(({ drawnVersion }) => drawnVersion < record.version);
  let standing: readonly Copy[] = copies;
  let { announced } = placed;
  for (const copy of outdated) {
    const outcome = await redraw(deps, record, copy, { approvers, isBeside: isBesideCard(copy, standing) });
    if (typeof outcome === 'number') {
      againInMs = sooner(againInMs, outcome);
      continue;
    }
    standing = standing.filter((other) => other !== copy);
    // It stays there with a state that is over, and with its buttons: the truth is put beside it.
    if (outcome === 'left' && !isIn(standing, copy)) {
      await postedMessages.announce(id, copy);
      announced = [...announced, copy];
    }
    await postedMessages.dropCopy(copy);
  }
  if (record.state !== 'checking' && record.state !== 'refused') {
    againInMs = sooner(againInMs, await postMissing(deps, record, { copies: standing, announced }, approvers));
    // What is open is in everybody's Home.
    const concerned = record.opened === undefined ? [record.asker, ...(approvers ?? [])] : 'everybody';
    await postedMessages.redrawHomes(record, concerned);
  }
  // Anyone who was held up while it drew may have drawn what was true before over what another had drawn since; and the job may be that
  // other's by now, so it is put right here.
  const now = await postedMessages.headOf(id);
  if (now !== undefined && now.version !== record.version) {
    for (const copy of outdated) await postedMessages.drawnOver(copy, record.version);
    return draw(deps, id);
  }
  return againInMs > 0 ? { againInMs } : 'done';
}

/** The asker's first message is the card; what came after it told them something, and stays short. */
function isBesideCard({ kind, ts }: Copy, standing: readonly Copy[]): boolean {
  return kind === 'asker' && standing.some((other) => other.kind === 'asker' && other.ts < ts);
}

async function postMissing(
  deps: DrawDeps,
  record: RequestRecord,
  { copies: standing, announced }: Placed,
  approvers: readonly string[] | undefined,
): Promise<number> {
  const { places, laterMs } = await missingPlaces(deps, record, { copies: standing, announced }, approvers);
  deps.deliver.nothingLeft(
    record.id,
    places.map(({ channel }) => channel),
  );
  let againInMs = laterMs;
  let isRefused = false;
  let isWithDeciders = standing.some(({ kind }) => kind === 'channel' || kind === 'approver');
  const post = async (place: Place): Promise<'posted' | 'refused' | 'later'> => {
    const outcome = await postAt(deps, record, place, { approvers, isAnnounced: isIn(announced, place) });
    if (typeof outcome === 'number') againInMs = sooner(againInMs, outcome);
    if (place.kind !== 'asker' && outcome === 'posted') isWithDeciders = true;
    if (place.kind === 'approver' && outcome === 'refused') isRefused = true;
    return typeof outcome === 'number' ? 'later' : outcome;
  };
  for (const place of places) {
    if ((await post(place)) !== 'refused' || place.kind !== 'channel' || !mustBeDecided(record)) continue;
    // The rule's channel doesn't take the card, or isn't ours alone: those who may decide get it themselves.
    if (approvers === undefined) againInMs = sooner(againInMs, approversAgainMs);
    for (const instead of placesOf(approvers ?? [], standing)) await post(instead);
  }
  if (isRefused && !isWithDeciders && againInMs === 0 && record.state === 'pending') await deps.notices.nobodyReached(record.id);
  return againInMs;
}

const audiences: Readonly<Record<Copy['kind'], RequestAudience>> = {
  channel: 'channel',
  approver: 'approver',
  asker: 'asker',
  modal: 'asker',
};

/** Slack's ids: `C` and `G` are channels and groups, `D` a direct message, `U` and `W` people, who are written to by their id. */
const isChannel = (id: string): boolean => /^[CG]/.test(id);

async function pictureFor(
  deps: DrawDeps,
  record: RequestRecord,
  { kind, channel, person }: Place,
  approvers: readonly string[] | undefined,
) {
  // What the row calls it does not count: many people read a channel.
  const audience = kind !== 'modal' && isChannel(channel) ? 'channel' : audiences[kind];
  const reader = await readerOf(deps.directory, person ?? record.asker);
  const language = audience === 'channel' ? deps.policy.language : reader.language;
  const view = speaking(language, () =>
    requestView(record, {
      label: deps.labelOf(record.action),
      audience,
      policy: deps.policy,
      approvers: record.state === 'pending' ? approvers : undefined,
    }),
  );
  const ping = kind === 'channel' ? pingOf(deps.policy, record, await calledIn(deps, record)) : undefined;
  if (view !== undefined && ping !== undefined) view.ping = ping;
  return { view, language, reading: { now: deps.clock.now(), timeZone: reader.timeZone, audience } };
}

/** Who is to decide it, where somebody can be away: nobody by name if Slack doesn't say. */
async function calledIn({ policy, postedMessages }: DrawDeps, record: RequestRecord) {
  if (policy.away === null || record.state !== 'pending') return undefined;
  return postedMessages.approversOf(record).catch(() => []);
}

/** `posted`; `refused` when this place is not to have it; else when to try again, in milliseconds. */
async function postAt(
  deps: DrawDeps,
  record: RequestRecord,
  place: Place,
  { approvers, isAnnounced }: { approvers: readonly string[] | undefined; isAnnounced: boolean },
): Promise<'posted' | 'refused' | number> {
  const card = { method: 'chat.postMessage', place: place.channel, about: record.id, what: 'a card', isKept: true } as const;
  // Nothing is read or drawn before its turn.
  const waitMs = deps.deliver.waitMs(card);
  if (waitMs > 0) return waitMs;
  if (place.kind === 'channel') {
    const readers = await deps.readers.of(place.channel);
    if (readers === 'not-yet') return readersAgainMs;
    if (readers !== 'ours') {
      await deps.postedMessages.recant(record.id, place);
      await deps.notices.channel(place.channel, { kind: readers });
      return 'refused';
    }
  }
  const { view, language, reading } = await pictureFor(deps, record, place, approvers);
  if (!view) return 'posted';
  const drawn = speaking(language, () => requestCard(view, reading));
  const outcome = await deps.deliver.once(card, async (form) => {
    await deps.postedMessages.announce(record.id, place);
    await deps.postedMessages.reach('draw:before-post', record.id);
    return posting(deps.client, place.channel, drawn)(form);
  });
  if (outcome.kind === 'refused') {
    await deps.postedMessages.recant(record.id, place);
    return 'refused';
  }
  if (outcome.kind === 'again') {
    // What an earlier card there needs beside it is not forgotten.
    if (outcome.isThere === 'no' && !isAnnounced) await deps.postedMessages.recant(record.id, place);
    const isPatient = place.kind !== 'channel' || outcome.refusedForMs < channelPatienceMs;
    return isPatient ? outcome.againInMs : 'refused';
  }
  await deps.postedMessages.reach('draw:after-post', record.id);
  const { ts, channel = place.channel } = outcome.value;
  if (ts !== undefined) {
    const { kind, person } = place;
    await deps.postedMessages.addCopy(record.id, { kind, channel, ts, person, drawnVersion: record.version });
  }
  if (place.kind === 'channel') deps.notices.channelIsFine(place.channel);
  return 'posted';
}

/** When to try again, in milliseconds; 0 when it shows what it should; `gone` when it isn't there any more, `left` when Slack leaves it as it is. */
async function redraw(
  deps: DrawDeps,
  record: RequestRecord,
  copy: Copy,
  { approvers, isBeside }: { approvers: readonly string[] | undefined; isBeside: boolean },
): Promise<number | 'gone' | 'left'> {
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
      await deps.postedMessages.reach('draw:before-update', record.id);
      if (isModal) return redrawModal(deps, record, copy, approvers);
      const { view, language, reading } = await pictureFor(deps, record, copy, approvers);
      if (!view) return undefined;
      const card = speaking(language, () => (isBeside ? briefMessage : requestCard)(view, reading));
      return deps.client.chat.update({ channel, ts, ...inForm(card, form) });
    },
  );
  if (outcome.kind === 'again') {
    // A modal is on the screen for moments, and the asker's message says the same and stays.
    return !isModal || ageMs < modalPatienceMs ? outcome.againInMs : 'gone';
  }
  if (outcome.kind === 'refused') return isModal || goneWords.has(outcome.word) ? 'gone' : 'left';
  await deps.postedMessages.markDrawn(copy, record.version);
  await deps.postedMessages.reach('draw:after-update', record.id);
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
    const { language } = await readerOf(deps.directory, record.asker);
    const refused = () =>
      refusedModal({
        title: deps.labelOf(record.action),
        requestId: record.id,
        why: spokenWord(readKept(record.explanation ?? 'It was refused.')),
      });
    return deps.client.views.update({ view_id: copy.ts, view: speaking(language, refused) });
  }
  const { view, language, reading } = await pictureFor(deps, record, copy, approvers);
  if (view === undefined) return undefined;
  return deps.client.views.update({ view_id: copy.ts, view: speaking(language, () => requestModal(view, reading)) });
}
