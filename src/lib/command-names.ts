/** The app's slash commands, without the slash (manifest.yml). */
export const commandNames = [
  'customer',
  'eligibility',
  'card',
  'voucher',
  'account',
  'rating',
  'verification',
  'terms',
  'business-unit',
  'smartmove',
  'approvals',
  'wheelhouse',
] as const;

/** A command as people write it: at the beginning of a text, or behind something that belongs to no path and no word. */
const written = new RegExp(String.raw`(?<![\w/.:-])/(${commandNames.join('|')})(?![\w/-])`, 'g');
/** Where Slack shows a text; all other members are ours or Slack's own. */
const shown: ReadonlySet<string> = new Set(['text', 'alt_text', 'title', 'fallback']);

/**
 * How the commands are called in Slack. Two apps of one workspace may want the same command, and the last installed one gets it, so a
 * prefix (`wm-`) can come before each. Inside, commands have the names of `commandNames`; they are spelled otherwise only here.
 */
export type CommandSpelling = {
  /** A delivery of Slack's, with the command's own name. */
  read<T>(delivery: T): T;
  /** What goes to Slack, with every command that it shows as people must type it. */
  write<T>(payload: T): T;
  /** The same for one text. */
  inText(text: string): string;
};

export const plainSpelling: CommandSpelling = {
  read: (delivery) => delivery,
  write: (payload) => payload,
  inText: (text) => text,
};

/** What is wrong with a prefix, as the end of a sentence; undefined when nothing is. Slack takes 32 letters for a whole command. */
export function prefixProblem(prefix: string): string | undefined {
  return /^[a-z0-9][a-z0-9_-]{0,17}$/.test(prefix)
    ? undefined
    : 'must be at most 18 small letters, digits, - or _, such as wm-, without the slash';
}

export function spellingWith(prefix: string | undefined): CommandSpelling {
  if (prefix === undefined || prefix === '') return plainSpelling;
  const inText = (text: string) => text.replace(written, `/${prefix}$1`);

  function everywhere(value: unknown, isShown: boolean): unknown {
    if (typeof value === 'string') return isShown ? inText(value) : value;
    if (Array.isArray(value)) return value.map((item) => everywhere(item, false));
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, everywhere(member, shown.has(key))]));
  }

  return {
    read(delivery) {
      if (typeof delivery !== 'object' || delivery === null || !('command' in delivery)) return delivery;
      const { command } = delivery;
      const start = `/${prefix}`;
      if (typeof command !== 'string' || !command.startsWith(start)) return delivery;
      return { ...delivery, command: `/${command.slice(start.length)}` };
    },
    write: <T>(payload: T) => everywhere(payload, typeof payload === 'string') as T, // safe: only texts are changed, and no shape
    inText,
  };
}
