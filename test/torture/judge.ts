import type { Told } from './hands.ts';
import type { Book, BookRequest } from './orders.ts';
import { type Card, cardsOf, type Outside, people, refusedWord, writesOf } from './outside.ts';
import { firstLeadOf } from './people.ts';
import { offeredIn, type Story } from './plan.ts';

export const faultKinds = [
  'double execution',
  'lost decision',
  'wrong final word',
  'lost request',
  'stale card',
  'broken journal',
  'own approval',
  'over an envelope',
  'stuck',
  'not as agreed',
] as const;
export type FaultKind = (typeof faultKinds)[number];
/** Something that must never be, found in the run of this seed. */
export type Finding = { seed: number; kind: FaultKind; say: string };

const finalWords = ['Done', 'Rejected', 'Expired', 'Cancelled', 'Facts changed', 'Failed', refusedWord];
const buttonsOfTheEnded: Readonly<Record<string, readonly string[]>> = {
  // An envelope that nobody closed.
  Done: ['Close envelope'],
  Expired: ['Ask again'],
  Failed: ['Ask again'],
  Rejected: ['Ask again'],
  'Facts changed': ['Ask again'],
  [refusedWord]: ['Back to the form'],
};
/** They decide nothing, and are on any card. */
const alwaysFine = ['Details', 'Back to the customer'];

/** The word that all say, once it is a final one; cards that nobody knows of any more (see `stale card`) do not hold this up for ever. */
export function finalWord(cards: readonly Card[]): string | undefined {
  return cards.map(({ word }) => word).find((word) => finalWords.includes(word));
}

/**
 * Cards that show an old state beside one that shows the final one: the process was killed after Slack had taken the card and before its
 * place was noted, and posted another. The app learns of it when somebody presses it.
 */
export function strays(cards: readonly Card[]): Card[] {
  return cards.filter(
    (card) =>
      !finalWords.includes(card.word) && cards.some((other) => other.channel === card.channel && finalWords.includes(other.word)),
  );
}

/** Those of them that no press of the stories' people puts right: they press what decides. */
export function dumbStrays(cards: readonly Card[]): Card[] {
  return strays(cards).filter(({ buttons }) => buttons.every((button) => alwaysFine.includes(button)));
}

export function allFinal(cards: readonly Card[]): boolean {
  return cards.length > 0 && cards.every(({ word }) => finalWords.includes(word));
}

/** What a story came to, as seen from outside, when all is quiet. */
export function judgeStory(
  outside: Outside,
  seed: number,
  told: Told,
  lost: { sawUnknown: boolean; mayBeUnknown: boolean; lateWrite: boolean; mayBeStray: boolean },
): Finding[] {
  const { nonce, kind } = told.story;
  const cards = lastAsking(cardsOf(outside, nonce));
  const { arrived, applied } = writesOf(outside, nonce);
  const findings: Finding[] = [];
  const find = (fault: FaultKind, say: string) => {
    const seen = cards.map((card) => `${card.channel} ${card.ts} ${card.word} [${card.buttons}]`).join('; ');
    findings.push({ seed, kind: fault, say: `${nonce} (${kind}): ${say}. Cards: ${seen || 'none'}` });
  };
  if (applied > 1 || arrived > 1) find('double execution', `${arrived} writes arrived, ${applied} were applied`);
  const word = finalWord(cards);
  if (word === undefined) {
    if (told.asked === 'acked') find(cards.length === 0 ? 'lost request' : 'stuck', `asked and acked, and ${applied} applied`);
    return findings;
  }
  // An envelope sends nothing itself.
  if (word === 'Done' && applied === 0 && kind !== 'envelope')
    find('wrong final word', 'Done, and the back office does not have it');
  if (word !== 'Done' && applied > 0) find('wrong final word', `${word}, and the back office has it`);
  if (lost.sawUnknown && !lost.mayBeUnknown) find('wrong final word', 'Outcome unknown, and no answer was lost');
  if (lost.sawUnknown && applied > 0 && !lost.lateWrite) find('wrong final word', 'Outcome unknown, and reading back shows it');
  // Without a button that decides nobody presses it here: such a stray is counted by the run and keeps its old word.
  const dumb = lost.mayBeStray ? dumbStrays(cards) : [];
  for (const card of cards.filter((one) => !dumb.includes(one))) {
    const live = card.buttons.filter((button) => ![...alwaysFine, ...(buttonsOfTheEnded[word] ?? [])].includes(button));
    if (card.word !== word || live.length > 0)
      find('stale card', `a card says ${card.word} with [${live}] where others say ${word}`);
  }
  return findings;
}

/** Where a form was refused and sent again, the refusal's message tells of the first time, and stays as it is. */
function lastAsking(cards: readonly Card[]): Card[] {
  const taken = cards.filter(({ word }) => word !== refusedWord);
  return taken.length > 0 ? taken : [...cards];
}

const wordsOfStates: Readonly<Record<string, string>> = {
  done: 'Done',
  rejected: 'Rejected',
  expired: 'Expired',
  cancelled: 'Cancelled',
  stale: 'Facts changed',
  failed: 'Failed',
  refused: refusedWord,
};

/** What the database says at the end, held against what people were told. */
export function judgeBook(
  outside: Outside,
  runs: readonly { seed: number; told: readonly Told[]; excused: number; movedAtMs: number }[],
  book: Book,
): Finding[] {
  const findings: Finding[] = [];
  for (const { seed, told, excused, movedAtMs } of runs) {
    let excuses = excused;
    for (const one of told) {
      const { nonce } = one.story;
      const find = (kind: FaultKind, say: string) => findings.push({ seed, kind, say: `${nonce} (${one.story.kind}): ${say}` });
      const all = book.requests.filter(({ reason }) => reason === nonce);
      const taken = all.filter(({ state }) => state !== 'refused');
      // What was refused at intake did nothing, and the same form may be sent again.
      const requests = taken.length > 0 ? taken : all;
      const [request] = requests;
      if (requests.length > 1)
        find('double execution', `${one.forms} forms were sent, and ${requests.length} requests came of them`);
      if (request === undefined) {
        if (one.asked === 'acked') find('lost request', 'acked, and not in the database');
        continue;
      }
      const word = finalWord(lastAsking(cardsOf(outside, nonce)));
      if (word !== wordsOfStates[request.state]) find('wrong final word', `the cards say ${word}, the database ${request.state}`);
      if (book.held.includes(request.id)) find('stuck', 'it is over and still keeps its customer from others');
      const votes = book.votes.filter((vote) => vote.request === request.id);
      if (votes.some(({ person }) => person === people[one.story.asker])) find('own approval', 'the asker voted');
      for (const say of strangeVotes(votes)) find('own approval', say);
      const states = book.entries.filter((entry) => entry.request === request.id).map((entry) => entry.kind);
      for (const say of journalFaults(request, states)) find('broken journal', say);
      for (const say of notAsAgreed(outside, one.story, states)) find('not as agreed', say);
      for (const press of one.pressed.filter(({ acked }) => acked)) {
        if (inForce(press, request, votes, states, movedAtMs)) continue;
        if (one.story.kind === 'away' && isBehindAnotherVote(press, firstLeadOf(one.story), votes)) continue;
        if (excuses > 0) excuses -= 1;
        else find('lost decision', `${press.person} pressed ${press.verdict}, it was acked, and the request is ${request.state}`);
      }
    }
  }
  for (const say of overdrawn(book)) findings.push({ seed: runs.at(-1)?.seed ?? 0, kind: 'over an envelope', say });
  for (const say of book.chain) findings.push({ seed: runs.at(-1)?.seed ?? 0, kind: 'broken journal', say });
  return findings;
}

/** What was given from an envelope, or may have been, is never more than it holds, and never two for one customer. */
function overdrawn({ requests }: Book): string[] {
  return requests.flatMap(({ id, holds }) => {
    const drawn = requests.filter(
      ({ envelope, state }) => envelope === id && ['done', 'unknown', 'running', 'approved'].includes(state),
    );
    const customers = new Set(drawn.map(({ beneficiary }) => beneficiary));
    return [
      ...(drawn.length > (holds ?? 0) ? [`envelope ${id} holds ${holds ?? 0}, and ${drawn.length} were drawn`] : []),
      ...(customers.size < drawn.length ? [`envelope ${id} gave one customer two`] : []),
    ];
  });
}

/** Fay decides in somebody's place or not at all, and nobody stands behind two votes. */
function strangeVotes(votes: readonly { person: string; givenFor: string | null }[]): string[] {
  const behind = votes.flatMap(({ person, givenFor }) => (givenFor === null ? [person] : [person, givenFor]));
  return [
    ...(votes.some(({ person, givenFor }) => (person === people.fay) !== (givenFor !== null))
      ? ['somebody voted in the wrong place']
      : []),
    ...(new Set(behind).size < behind.length ? [`somebody stands behind two votes: ${behind.join()}`] : []),
  ];
}

/** What was sent is what was asked for, or what was offered if that was accepted; each once. */
function notAsAgreed(outside: Outside, story: Story, states: readonly string[]): string[] {
  const revised = states.filter((kind) => kind === 'request.revised').length;
  const agreed = revised > 0 ? offeredIn(story) : story.amount;
  const strange = writesOf(outside, story.nonce).templates.filter((template) => template !== templateIds[agreed]);
  return [
    ...(revised > 1 ? [`${revised} entries say that one offer was accepted`] : []),
    ...strange.map((template) => `voucher ${template} was sent, and ${agreed} EUR were agreed on`),
  ];
}

/** Of Vienna (sandbox/back-office/world/vouchers.ts). */
const templateIds: Readonly<Record<number, number>> = { 5: 901, 10: 902, 20: 903, 50: 904, 100: 905 };

/** A press that was acked counts, or somebody else's word (or the clock) had ended the vote. */
function inForce(
  press: { person: string; verdict: string; atMs: number },
  request: BookRequest,
  votes: readonly { person: string; verdict: string }[],
  states: readonly string[],
  movedAtMs: number,
): boolean {
  if (press.verdict === 'accept' && states.includes('request.revised')) return true;
  if (press.verdict === 'decline' && states.includes('request.offer-declined')) return true;
  if (press.person === request.asker && press.verdict !== 'cancel' && press.verdict !== 'accept' && press.verdict !== 'decline')
    return true;
  // A yes was to what was asked for then, and counts no more once less is agreed on.
  if (press.verdict === 'approve' && states.includes('request.revised')) return true;
  if (votes.some(({ person, verdict }) => person === press.person && verdict === press.verdict)) return true;
  const decided = ['request.approved', 'request.rejected', 'request.cancelled'].some((kind) => states.includes(kind));
  // The time that the rig lets pass at the end, for what nobody decided, excuses nothing.
  return decided || (request.state === 'expired' && request.expiredClock === 'decide' && movedAtMs <= press.atMs);
}

/**
 * The stand-in and the one who is away are behind one vote, and it does not matter who was first: the press of the other is heard and adds none. If the
 * request then ends by the clock, before the other lead came to it, nothing was lost.
 */
function isBehindAnotherVote(
  press: { person: string; verdict: string },
  away: string,
  votes: readonly { person: string; givenFor: string | null; verdict: string }[],
): boolean {
  if (press.person !== people.fay && press.person !== away) return false;
  return votes.some((vote) => (vote.person === away || vote.givenFor === away) && vote.verdict === press.verdict);
}

function journalFaults(request: BookRequest, kinds: readonly string[]): string[] {
  const faults: string[] = [];
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  if (count('request.asked') !== 1) faults.push(`${count('request.asked')} entries say that it was asked`);
  if (count(`request.${request.state}`) !== 1) faults.push(`no single entry says ${request.state}: ${kinds.join(', ')}`);
  if (count('request.running') > 1 || count('request.sent') > 1) faults.push(`claimed or sent twice: ${kinds.join(', ')}`);
  if (count('request.sent') !== (request.sent ? 1 : 0)) faults.push('the mark and the journal differ on whether it was sent');
  if (request.state === 'done' && count('request.sent') !== 1) faults.push('done without having been sent');
  return faults;
}
