import { clip, counted, oneLine } from '../../lib/text.ts';
import { bold, isUserId, type Line, mention, say } from '../common/rich.ts';

/** What will happen when the form is sent, said before it is sent. */
export type GateNote =
  | { kind: 'at-once'; rule?: string }
  /** `approvers`: Slack ids, of which two are named; `others`: how many more could decide. */
  | { kind: 'asks'; role: string; count: number; approvers: readonly string[]; others?: number; rule?: string }
  /** Nobody could decide it at present; `why` says so in words. */
  | { kind: 'nobody'; why: string }
  /** It could not be found out; `say` tells what that means. */
  | { kind: 'not-known'; say: string };

/** Two people by name and how many others. */
export function peopleLine(people: readonly string[], others = 0): Line {
  const named = people.filter(isUserId);
  const shown = named.slice(0, 2);
  const rest = named.length - shown.length + others;
  const parts = shown.flatMap((id, index) => (index === 0 ? [mention(id)] : [say(rest > 0 ? ', ' : ' or '), mention(id)]));
  if (rest === 0) return parts;
  return [...parts, say(shown.length === 0 ? counted(rest, 'person', 'people') : ` or ${counted(rest, 'other')}`)];
}

export function gateLine(note: GateNote): Line {
  switch (note.kind) {
    case 'at-once':
      return [bold('Runs at once'), say(note.rule === undefined ? ' when you send it.' : ` (rule “${name(note.rule)}”).`)];
    case 'asks': {
      const people = peopleLine(note.approvers, note.others);
      return [
        bold(`Asks ${counted(note.count, name(note.role))} first`),
        ...(people.length === 0 ? [] : [say(': '), ...people]),
        say(note.rule === undefined ? '.' : ` (rule “${name(note.rule)}”).`),
      ];
    }
    case 'nobody':
      return [bold('Nobody could approve this right now: '), say(note.why, 400)];
    case 'not-known':
      return [say(note.say, 400)];
  }
}

function name(text: string): string {
  return clip(oneLine(text), 80);
}
