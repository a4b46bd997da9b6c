import { speak } from '../../lib/language/speak.ts';
import { counted, oneLine, short } from '../../lib/text.ts';
import { formatShortInstant, zoneName } from '../../lib/when.ts';
import type { Detail } from '../common/fit.ts';
import { bold, type Line, link, mention, mentionGroup, say, spokenLine } from '../common/rich.ts';
import { ruleWords } from '../common/rule.ts';
import { peopleLine } from '../form/gate-note.ts';
import type { RequestReading, RequestView } from './view.ts';
import { stateSigns, stateWords } from './words.ts';

/** An instant for this reader; if several read, the zone is with it. A card stays for hours, so it says times and not `in 3 h`. */
export function cardTime(at: Date, reading: RequestReading): string {
  const time = formatShortInstant(at, reading.now, reading.timeZone);
  return reading.audience === 'channel' ? `${time} ${zoneName(at, reading.timeZone)}` : time;
}

/** The state's word and the one sentence that belongs to it. */
export function stateLine(request: RequestView, reading: RequestReading): Line {
  const sentence = stateSentence(request, reading);
  return [
    say(`${stateSigns[request.state]} `),
    bold(stateWords[request.state]),
    ...(sentence.length === 0 ? [] : [say(' · '), ...sentence]),
  ];
}

function stateSentence(request: RequestView, reading: RequestReading): Line {
  const { state, settledBy } = request;
  switch (state) {
    case 'pending':
      return pendingSentence(request, reading);
    case 'approved':
      return [
        say(
          request.executeBy === undefined
            ? speak('it runs in a moment')
            : speak('it runs in a moment, by {cardTime} at the latest', { cardTime: cardTime(request.executeBy, reading) }),
        ),
      ];
    case 'rejected': {
      const no = request.votes.find((vote) => vote.verdict === 'no');
      if (no === undefined) return explanationOr(request, speak('nothing was changed'));
      const by = mention(no.user);
      if (no.givenFor !== undefined) {
        const line = spokenLine('by {person} for {absent}', { person: by, absent: mention(no.givenFor) });
        return no.reason === undefined ? line : [...line, say(`: ${no.reason}`, 500)];
      }
      return no.reason === undefined
        ? spokenLine('by {person}', { person: by })
        : spokenLine('by {person}: {reason}', { person: by, reason: no.reason }, 500);
    }
    case 'expired':
      return [
        say(
          request.expired === 'not-executed'
            ? speak('approved, but not carried out in time; nothing was changed')
            : speak('not decided in time; nothing was changed'),
        ),
      ];
    case 'cancelled':
      return explanationOr(request, speak('withdrawn; nothing changed'));
    case 'stale':
      return request.explanation === undefined || oneLine(request.explanation) === ''
        ? [say(speak('something changed since this was requested, so nothing was done'))]
        : [say(speak('nothing was done: {explanation}', { explanation: request.explanation }), 500)];
    case 'running':
      return [say(speak('it is being carried out'))];
    case 'done':
      if (settledBy !== undefined) return spokenLine('{person} checked: it happened', { person: mention(settledBy) });
      return request.finishedAt === undefined ? [] : [say(cardTime(request.finishedAt, reading))];
    case 'failed':
      if (settledBy !== undefined) return spokenLine('{person} checked: it did not happen', { person: mention(settledBy) });
      return explanationOr(request, speak('the back office refused; nothing was changed'));
    case 'unknown':
      return explanationOr(request, speak('the back office did not confirm it'));
  }
}

function explanationOr(request: RequestView, otherwise: string): Line {
  return [say(request.explanation === undefined || oneLine(request.explanation) === '' ? otherwise : request.explanation, 500)];
}

function pendingSentence(request: RequestView, reading: RequestReading): Line {
  const { rule, votes, decideBy, approvers } = request;
  const at = decideBy === undefined ? undefined : cardTime(decideBy, reading);
  if (rule === undefined) return at === undefined ? [] : [say(speak('decide by {at}', { at }))];
  const yes = votes.filter((vote) => vote.verdict === 'yes').length;
  const role = counted(rule.count, short(rule.role, 60));
  const open = { yes, count: rule.count, more: Math.max(1, rule.count - yes) };
  const needed =
    yes === 0
      ? speak('needs {role}', { role })
      : speak('{yes} of {count, plural, one {# approval} other {# approvals}}, {more} more needed', open);
  const need = at === undefined ? needed : speak('{needed} by {at}', { needed, at });
  // Only the asker is told names: naming people in a channel would call them one by one.
  const who =
    reading.audience === 'asker' && approvers !== undefined
      ? peopleLine(approvers.named, approvers.others, Math.max(1, rule.count - yes))
      : [];
  const escalatedTo = short(request.escalatedTo ?? '', 60);
  const said = [
    need,
    ...(escalatedTo === '' ? [] : [speak('waited too long, so the role {escalatedTo} may decide, too', { escalatedTo })]),
    ...(request.explanation === undefined ? [] : [short(request.explanation, 300)]),
  ];
  return [
    say(said.join(' · ')),
    ...(who.length === 0 ? [] : [say(' · '), ...spokenLine('can decide: {people}', { people: who })]),
  ];
}

/** What is to be done about an outcome nobody knows, and by whom. */
export function settleLine(request: RequestView, reading: RequestReading): Line {
  if (request.state !== 'unknown') return [];
  return [
    say(
      reading.audience === 'asker'
        ? speak('It isn’t repeated. Someone who may approve it checks in the back office and confirms what happened.')
        : speak('It isn’t repeated. Check in the back office, then say what happened.'),
    ),
  ];
}

/** Who said yes or no and when; a rejection's no is in the state's sentence already. */
export function voteLines(request: RequestView, reading: RequestReading): Line[] {
  return request.votes
    .filter((vote) => !(request.state === 'rejected' && vote.verdict === 'no'))
    .slice(0, 10)
    .map(({ user, givenFor, verdict, at, reason }) => {
      const said = { person: mention(user), at: cardTime(at, reading) };
      const line =
        verdict === 'no'
          ? spokenLine('{person} rejected, {at}', said)
          : givenFor === undefined
            ? spokenLine('{person} approved, {at}', said)
            : spokenLine('Approved by {person} for {absent}, {at}', { ...said, absent: mention(givenFor) });
      return reason === undefined ? line : [...line, say(`: ${reason}`, 300)];
    });
}

/** What was asked back and what was answered, each on a line; the newest if there is little room. */
export function questionLines({ questions }: RequestView, reading: RequestReading, detail: Detail): Line[] {
  const { most, letters } = questionRoom[detail];
  return questions
    .slice(-most)
    .flatMap(({ by, at, text, answer }): Line[] => [
      [
        ...spokenLine('{person} asks, {at}:', { person: mention(by), at: cardTime(at, reading) }),
        say(` ${oneLine(text)}`, letters),
      ],
      answer === undefined
        ? [say(speak('Not answered yet.'))]
        : [say(speak('Answer, {at}: {text}', { at: cardTime(answer.at, reading), text: oneLine(answer.text) }), letters)],
    ]);
}

const questionRoom: Readonly<Record<Detail, { most: number; letters: number }>> = {
  full: { most: 5, letters: 600 },
  brief: { most: 3, letters: 300 },
  bare: { most: 2, letters: 150 },
};

/** The help desk's number of it, as a link if that is known. */
export function ticketLine({ ticket }: RequestView): Line {
  if (ticket === undefined) return [];
  return spokenLine('Ticket {ticket}', {
    ticket: ticket.address === undefined ? say(ticket.text, 64) : link(ticket.address, ticket.text),
  });
}

/** Who asked, when, under which rule, and the id to read out on the phone. */
export function originLine(request: RequestView, reading: RequestReading): Line {
  const asked = { person: mention(request.asker), at: cardTime(request.askedAt, reading), request: request.id };
  const rule = request.rule?.name;
  return rule === undefined
    ? spokenLine('Asked by {person}, {at} · request {request}', asked, 300)
    : spokenLine('Asked by {person}, {at} · {rule} · request {request}', { ...asked, rule: ruleWords(rule) }, 300);
}

/** Whom the card calls: they alone can decide it. */
export function pingLine({ ping, state }: RequestView, { audience }: RequestReading): Line {
  if (ping === undefined || audience !== 'channel' || state !== 'pending') return [];
  const called = [...ping.usergroups.map(mentionGroup), ...ping.users.map(mention)];
  if (called.length === 0) return [];
  return spokenLine('{called} Please approve or reject this.', {
    called: called.flatMap((one, index) => (index === 0 ? [one] : [say(' '), one])),
  });
}
