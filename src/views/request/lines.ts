import { counted, oneLine, short } from '../../lib/text.ts';
import { formatShortInstant, zoneName } from '../../lib/when.ts';
import { bold, type Line, mention, say } from '../common/rich.ts';
import { peopleLine } from '../form/gate-note.ts';
import type { RequestReading, RequestView } from './view.ts';
import { stateSigns, stateWords } from './words.ts';

/** An instant for this reader; where several read, the zone stands with it. A card stays for hours, so it says times and not `in 3 h`. */
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
            ? 'it runs in a moment'
            : `it runs in a moment, by ${cardTime(request.executeBy, reading)} at the latest`,
        ),
      ];
    case 'rejected': {
      const no = request.votes.find((vote) => vote.verdict === 'no');
      if (no === undefined) return explanationOr(request, 'nothing was changed');
      return [say('by '), mention(no.user), ...(no.reason === undefined ? [] : [say(`: ${no.reason}`, 500)])];
    }
    case 'expired':
      return [
        say(
          request.expired === 'not-executed'
            ? 'approved, but not carried out in time; nothing was changed'
            : 'not decided in time; nothing was changed',
        ),
      ];
    case 'cancelled':
      return explanationOr(request, 'taken back; nothing was changed');
    case 'stale':
      return [say('what it rests on is not as it was shown, so nothing was done')];
    case 'running':
      return [say('it is being carried out')];
    case 'done':
      if (settledBy !== undefined) return [mention(settledBy), say(' looked and says that it happened')];
      return request.finishedAt === undefined ? [] : [say(cardTime(request.finishedAt, reading))];
    case 'failed':
      if (settledBy !== undefined) return [mention(settledBy), say(' looked and says that it did not happen')];
      return explanationOr(request, 'the back office refused; nothing was changed');
    case 'unknown':
      return explanationOr(request, 'the back office did not confirm it');
  }
}

function explanationOr(request: RequestView, otherwise: string): Line {
  return [say(request.explanation === undefined || oneLine(request.explanation) === '' ? otherwise : request.explanation, 500)];
}

function pendingSentence(request: RequestView, reading: RequestReading): Line {
  const { rule, votes, decideBy, approvers } = request;
  const by = decideBy === undefined ? '' : ` by ${cardTime(decideBy, reading)}`;
  if (rule === undefined) return by === '' ? [] : [say(`decide${by}`)];
  const yes = votes.filter((vote) => vote.verdict === 'yes').length;
  const role = counted(rule.count, short(rule.role, 60));
  const need = yes === 0 ? `needs ${role}${by}` : `${yes} of ${role} said yes, needs ${Math.max(1, rule.count - yes)} more${by}`;
  // Only the asker is told names: naming people in a channel would call them one by one.
  const who = reading.audience === 'asker' && approvers !== undefined ? peopleLine(approvers.named, approvers.others) : [];
  const wider =
    request.escalatedTo === undefined ? '' : ` · waited too long, so the role ${short(request.escalatedTo, 60)} may decide, too`;
  const stuck = request.explanation === undefined ? '' : ` · ${short(request.explanation, 300)}`;
  return [say(`${need}${wider}${stuck}`), ...(who.length === 0 ? [] : [say(' · can decide: '), ...who])];
}

/** Whether the explanation belongs to this state: what went wrong in an earlier step is no news once it is settled. */
export function explains(request: RequestView): boolean {
  const states: readonly RequestView['state'][] = ['rejected', 'cancelled', 'failed', 'unknown'];
  return request.settledBy === undefined && states.includes(request.state);
}

/** What is to be done about an outcome nobody knows, and by whom. */
export function settleLine(request: RequestView, reading: RequestReading): Line {
  if (request.state !== 'unknown') return [];
  return [
    say(
      reading.audience === 'asker'
        ? 'It is not repeated. Somebody who may approve it looks in the back office and says what happened.'
        : 'It is not repeated. Look in the back office, then say what happened.',
    ),
  ];
}

/** Who said yes or no and when; a rejection's no stands in the state's sentence already. */
export function voteLines(request: RequestView, reading: RequestReading): Line[] {
  return request.votes
    .filter((vote) => !(request.state === 'rejected' && vote.verdict === 'no'))
    .slice(0, 10)
    .map((vote) => [
      mention(vote.user),
      say(
        ` ${vote.verdict === 'yes' ? 'approved' : 'said no'}, ${cardTime(vote.at, reading)}${vote.reason === undefined ? '' : `: ${vote.reason}`}`,
        300,
      ),
    ]);
}

/** Who asked, when, under which rule, and the id to read out on the phone. */
export function originLine(request: RequestView, reading: RequestReading): Line {
  const rule = request.rule?.name === undefined ? '' : ` · rule “${oneLine(request.rule.name)}”`;
  return [
    say('Asked by '),
    mention(request.asker),
    say(`, ${cardTime(request.askedAt, reading)}${rule} · request ${request.id}`, 300),
  ];
}
