import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory, PostedMessages } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';
import type { Clock } from '../lib/clock.ts';
import { readKept } from '../lib/language/both.ts';
import { speaking } from '../lib/language/language.ts';
import { spokenWord } from '../lib/language/speak.ts';
import type { Message } from '../views/common/blocks.ts';
import { briefMessage } from '../views/request/brief.ts';
import { refusedMessage } from '../views/request/checking.ts';
import { offerDeclinedMessage, offerMessage } from '../views/request/offer.ts';
import { answerMessage, questionMessage } from '../views/request/question.ts';
import { reminderMessage, undecidableMessage } from '../views/request/reminder.ts';
import type { Deliver } from './deliver.ts';
import { posting } from './post.ts';
import { readerOf, type SlackReader } from './reader.ts';
import { requestView } from './request-view.ts';

export type RemindDeps = {
  client: WebClient;
  postedMessages: PostedMessages;
  directory: Directory;
  deliver: Deliver;
  policy: Pick<Policy, 'owners' | 'tickets' | 'privacy' | 'dashboardLink'>;
  clock: Clock;
  labelOf(action: string): string;
};

/** When to look again whether the asker's card is there. */
const cardFirstMs = 500;
/** For how long after the end the message about it waits for a card that cannot be posted. */
const cardPatienceMs = 60_000;

/**
 * The job that writes to one person about a request: `ref` is `<request>:<person>:<waiting-n | undecidable | question-q | answer-q | offered-o |
 * declined-o | ended-state>`. What is not so any more is not told.
 */
export async function remind(deps: RemindDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const { client, postedMessages, deliver } = deps;
  const [id = '', person = '', why = ''] = ref.split(':');
  const line = { method: 'chat.postMessage', place: person, about: ref, what: 'a message about a request' };
  const waitMs = deliver.waitMs(line);
  if (waitMs > 0) return { againInMs: waitMs };
  const record = await postedMessages.load(id);
  if (record === undefined) return 'done';
  if (why.startsWith('ended-') && (await isCardToCome(deps, record, person))) return { againInMs: cardFirstMs };
  const reader = await readerOf(deps.directory, person);
  const message = await speaking(reader.language, () =>
    why.startsWith('ended-')
      ? ended(deps, record, person, why.slice('ended-'.length), reader)
      : /^(?:question|answer)-/.test(why)
        ? askedBack(deps, record, person, why)
        : /^(?:offered|declined)-/.test(why)
          ? offered(deps, record, person, why)
          : waiting(deps, record, person, why),
  );
  if (message === undefined) return 'done';
  const outcome = await deliver.once(line, posting(client, person, message));
  if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  // What is unknown now is settled later, and a question or an offer answered: what the asker was told stays true like every other copy.
  const isTheirCopy = /^(?:ended|question|offered)-/.test(why);
  if (outcome.kind === 'sent' && isTheirCopy && record.state !== 'refused' && outcome.value.ts !== undefined) {
    const { ts, channel = person } = outcome.value;
    await postedMessages.addCopy(id, { kind: 'asker', channel, ts, person, drawnVersion: record.version });
  }
  return 'done';
}

/**
 * Whether the asker's card comes first, for the message about the end is kept as a copy of the asker's, too: it is not posted yet where
 * all was over within a moment, or somebody died posting it, and it may be there with its old word.
 */
async function isCardToCome({ postedMessages, clock }: RemindDeps, record: RequestRecord, person: string): Promise<boolean> {
  const isTheirs = (place: { kind: string; person: string | undefined }) => place.kind === 'asker' && place.person === person;
  const { copies, announced } = await postedMessages.placesOf(record.id);
  if (announced.some(isTheirs)) return true;
  const { state, finishedAt, isErased } = record;
  if (state === 'refused' || isErased || finishedAt === undefined) return false;
  if (clock.now().getTime() - finishedAt.getTime() > cardPatienceMs) return false;
  return !copies.some(isTheirs);
}

/** It names the customer in full: nobody gets it who may neither decide nor has to hear that nobody can, whatever a row says. */
async function waiting(deps: RemindDeps, record: RequestRecord, person: string, why: string): Promise<Message | undefined> {
  if (record.state !== 'pending' || !(await concerns(deps, record, person, why))) return undefined;
  const view = requestView(record, { label: deps.labelOf(record.action), audience: 'approver', policy: deps.policy });
  if (view === undefined) return undefined;
  return why === 'undecidable' ? undecidableMessage(view, { isAsker: person === record.asker }) : reminderMessage(view);
}

/** To the asker, what somebody wants to know; to that one, if they may still decide it, what was answered. */
async function askedBack(deps: RemindDeps, record: RequestRecord, person: string, why: string): Promise<Message | undefined> {
  const [what, id] = why.split('-');
  const isForAsker = what === 'question';
  const view = requestView(record, {
    label: deps.labelOf(record.action),
    audience: isForAsker ? 'asker' : 'approver',
    policy: deps.policy,
  });
  const question = view?.questions.find((one) => one.id === id);
  if (view === undefined || question === undefined || record.state !== 'pending') return undefined;
  if (isForAsker) return person === record.asker && question.answer === undefined ? questionMessage(view, question) : undefined;
  if (question.by !== person || question.answer === undefined || !(await concerns(deps, record, person, why))) return undefined;
  return answerMessage(view, question);
}

/** To the asker, what is offered instead while it stands; to who offered it, if they may still decide, that it was declined. */
async function offered(deps: RemindDeps, record: RequestRecord, person: string, why: string): Promise<Message | undefined> {
  const [what, id] = why.split('-');
  const isForAsker = what === 'offered';
  const view = requestView(record, {
    label: deps.labelOf(record.action),
    audience: isForAsker ? 'asker' : 'approver',
    policy: deps.policy,
  });
  const offer = view?.offers?.find((one) => one.id === id);
  if (view === undefined || offer === undefined || record.state !== 'pending') return undefined;
  if (isForAsker) return person === record.asker && offer.state === 'open' ? offerMessage(view, offer) : undefined;
  if (offer.by !== person || offer.state !== 'declined' || !(await concerns(deps, record, person, why))) return undefined;
  return offerDeclinedMessage(view, offer);
}

async function concerns(deps: RemindDeps, record: RequestRecord, person: string, why: string): Promise<boolean> {
  if (why !== 'undecidable') return (await deps.postedMessages.approversOf(record)).some(({ id }) => id === person);
  if (person === record.asker) return true;
  const look = { freshMs: 60_000, withinMs: 5_000, stale: 'on-trouble' } as const;
  return (await deps.directory.peopleOf(deps.policy.owners, look)).includes(person);
}

async function ended(
  deps: RemindDeps,
  record: RequestRecord,
  person: string,
  state: string,
  { timeZone }: SlackReader,
): Promise<Message | undefined> {
  if (record.state !== state || person !== record.asker) return undefined;
  if (record.state === 'refused') {
    const why = spokenWord(readKept(record.explanation ?? 'It was refused.'));
    return refusedMessage({ title: deps.labelOf(record.action), requestId: record.id, why, reason: record.reason });
  }
  const view = requestView(record, { label: deps.labelOf(record.action), audience: 'asker', policy: deps.policy });
  if (view === undefined) return undefined;
  return briefMessage(view, { now: deps.clock.now(), timeZone, audience: 'asker' });
}
