import { speak, spokenWord } from '../../lib/language/speak.ts';
import { clip, counted, oneLine } from '../../lib/text.ts';
import { bold, isUserId, type Line, mention, say, spokenLine } from '../common/rich.ts';
import { ruleWords } from '../common/rule.ts';

/** What will happen when the form is sent, said before it is sent. */
export type GateNote =
  /** `envelope`: what it is drawn from, and what is left of it. */
  | { kind: 'at-once'; rule?: string; envelope?: { name: string; left: number; most: number } | undefined }
  /** `approvers`: Slack ids, of which two are named; `others`: how many more could decide; `because`: why it does not run at once. */
  | { kind: 'asks'; role: string; count: number; approvers: readonly string[]; others?: number; rule?: string; because?: string }
  /** Nobody could decide it at present; `why` says so in words. */
  | { kind: 'nobody'; why: string }
  /** It could not be found out; `say` tells what that means. */
  | { kind: 'not-known'; say: string };

/** Two people by name and how many others; `count` of them must say yes. */
export function peopleLine(people: readonly string[], others = 0, count = 1): Line {
  const named = people.filter(isUserId);
  const shown = named.slice(0, 2);
  const rest = named.length - shown.length + others;
  const all = named.length + others;
  // Two who must both say yes aren't one or the other.
  const [lead, join] =
    count < 2 ? ['', speak('or')] : all <= count ? ['', speak('and')] : [speak('any {count} of ', { count }), speak('and')];
  const parts = shown.flatMap((id, index) => (index === 0 ? [mention(id)] : [say(rest > 0 ? ', ' : ` ${join} `), mention(id)]));
  const before = lead === '' || parts.length === 0 ? [] : [say(lead)];
  if (rest === 0) return [...before, ...parts];
  return [
    ...before,
    ...parts,
    say(
      shown.length === 0
        ? speak('{rest, plural, one {# person} other {# people}}', { rest })
        : ` ${join} ${speak('{rest, plural, one {# other} other {# others}}', { rest })}`,
    ),
  ];
}

export function gateLine(note: GateNote): Line {
  switch (note.kind) {
    case 'at-once':
      if (note.envelope !== undefined)
        return spokenLine('{runs} (envelope “{name}”, {left} of {most} left).', {
          ...note.envelope,
          runs: bold(speak('Runs at once')),
        });
      return (
        ruled([bold(speak('Runs at once'))], note.rule) ??
        spokenLine('{runs}, as soon as you submit.', { runs: bold(speak('Runs at once')) })
      );
    case 'asks': {
      const people = peopleLine(note.approvers, note.others, note.count);
      const asks = [
        bold(speak('Asks {counted} first', { counted: counted(note.count, name(note.role)) })),
        ...(people.length === 0 ? [] : [say(': '), ...people]),
      ];
      const why = note.because === undefined ? undefined : speak('Why: {because}.', { because: spokenWord(note.because) });
      return [...(ruled(asks, note.rule) ?? [...asks, say('.')]), ...(why === undefined ? [] : [say(` ${why}`, 300)])];
    }
    case 'nobody':
      return [bold(`${speak('Nobody could approve this right now')}: `), say(spokenWord(note.why), 400)];
    case 'not-known':
      return [say(spokenWord(note.say), 400)];
  }
}

/** What happens, and the rule that says so; undefined if none does. */
function ruled(what: Line, rule: string | undefined): Line | undefined {
  return rule === undefined ? undefined : spokenLine('{what} ({rule}).', { what, rule: ruleWords(rule) });
}

function name(text: string): string {
  return clip(oneLine(text), 80);
}
