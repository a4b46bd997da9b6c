import type { WebClient } from '@slack/web-api';
import type { AbsenceFacts, AwayNotes, Directory, PostedMessages } from '../approvals/ports.ts';
import { speaking } from '../lib/language/language.ts';
import {
  backMessage,
  declinedMessage,
  noLongerStandingInMessage,
  ownersMessage,
  standInMessage,
} from '../views/approvals/away-notes.ts';
import type { Message } from '../views/common/blocks.ts';
import type { Deliver } from './deliver.ts';
import { posting } from './post.ts';
import { readerOf, type SlackReader } from './reader.ts';
import type { TellOwners } from './tell-owners.ts';

export type AwayNoteDeps = {
  client: WebClient;
  deliver: Deliver;
  directory: Directory;
  awayNotes: AwayNotes;
  postedMessages: Pick<PostedMessages, 'keepMessage'>;
  tellOwners: TellOwners;
};

/** When to try again where no owner could be reached. */
const ownersAgainMs = 60_000;

/**
 * The job that tells one person of an absence; `ref` is `<absence>:<person>:<named | begun | ended | declined | back>`, the person `owners`
 * for the policy's owners. What is not so any more is not told.
 */
export async function awayNote(deps: AwayNoteDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const [id = '', person = '', what = ''] = ref.split(':');
  const line = { method: 'chat.postMessage', place: person, about: `away ${ref}`, what: 'a message about an absence' };
  const waitMs = person === 'owners' ? 0 : deps.deliver.waitMs(line);
  if (waitMs > 0) return { againInMs: waitMs };
  const absence = await deps.awayNotes.load(id);
  if (absence === undefined) return 'done';
  if (person === 'owners') {
    const isTold = await deps.tellOwners({
      key: `away ${id}`,
      message: () => ownersMessage({ ...absence, timeZone: undefined }),
    });
    return isTold || absence.isOver ? 'done' : { againInMs: ownersAgainMs };
  }
  const reader = await readerOf(deps.directory, person);
  const isBack = what === 'back' && person === absence.person;
  const decided = isBack ? await speaking(reader.language, () => deps.awayNotes.decidedFor(absence)) : [];
  const message = speaking(reader.language, () => messageOf(absence, person, what, { decided, reader }));
  if (message === undefined) return 'done';
  const outcome = await deps.deliver.once(line, posting(deps.client, person, message));
  if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  if (outcome.kind === 'sent' && outcome.value.ts !== undefined)
    for (const request of new Set(decided.map((one) => one.id)))
      await deps.postedMessages.keepMessage(request, { channel: outcome.value.channel ?? person, ts: outcome.value.ts });
  return 'done';
}

function messageOf(
  absence: AbsenceFacts,
  person: string,
  what: string,
  { decided, reader: { timeZone } }: { decided: Awaited<ReturnType<AwayNotes['decidedFor']>>; reader: SlackReader },
): Message | undefined {
  const told = { ...absence, timeZone };
  const standsIn = absence.standIn === person;
  if ((what === 'named' || what === 'begun') && standsIn && !absence.isOver) return standInMessage(told, what);
  if (what === 'ended' && standsIn && absence.isOver) return noLongerStandingInMessage(told);
  if (what === 'declined' && person === absence.person && !absence.isOver && absence.standIn === undefined)
    return declinedMessage(told);
  if (what === 'back' && person === absence.person && absence.isOver) return backMessage({ ...told, decided });
  return undefined;
}
