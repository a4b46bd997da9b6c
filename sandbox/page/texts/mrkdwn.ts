import { withEmoji } from './emoji.ts';

/** A run of text as Slack's mrkdwn means it. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'user' | 'channel' | 'group'; id: string; label?: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; epoch: number; format: string; fallback: string; url?: string };

export type Paragraph = { kind: 'lines' | 'quote'; children: Inline[] } | { kind: 'code'; text: string };

/** Atoms (mentions, links, code) are in the text as one private-use character each while the markers around them are read. */
const FIRST_ATOM = 0xe000;
const MOST_ATOMS = 6000;
const PRIVATE_USE = /[\uE000-\uF8FF]/g;

/**
 * Reads Slack's mrkdwn. Only `<…>` makes mentions and links, and only after that the entities are decoded: what an app escaped
 * (`&lt;!channel&gt;`) is shown as text and never as a mention, exactly as in Slack. That is why this is not left to
 * slack-blocks-to-jsx, which decodes first, and reads Markdown's `[x](y)` and `#` besides.
 */
export function parseMrkdwn(source: string, options: { verbatim?: boolean } = {}): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  source.split(/```\n?([\s\S]+?)\n?```/).forEach((part, index) => {
    if (index % 2 === 1) paragraphs.push({ kind: 'code', text: decode(part) });
    else if (part.trim() !== '') paragraphs.push(...readLines(index === 0 ? part : part.replace(/^\n/, ''), options));
  });
  return paragraphs;
}

function readLines(text: string, options: { verbatim?: boolean }): Paragraph[] {
  const groups: { kind: 'lines' | 'quote'; lines: string[] }[] = [];
  for (const line of text.replace(/\n+$/, '').split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line);
    const kind = quoted ? 'quote' : 'lines';
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(quoted?.[1] ?? line);
    else groups.push({ kind, lines: [quoted?.[1] ?? line] });
  }
  return groups.map(({ kind, lines }) => ({
    kind,
    children: lines.flatMap((line, index): Inline[] => {
      const inline = parseInline(line, options);
      return index === 0 ? inline : [{ kind: 'break' }, ...inline];
    }),
  }));
}

const ATOM = /`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>|`*]+)/g;

/** One line of mrkdwn. */
export function parseInline(line: string, options: { verbatim?: boolean } = {}): Inline[] {
  const atoms: Inline[] = [];
  const text = line
    .replace(PRIVATE_USE, '\uFFFD')
    .replace(ATOM, (whole: string, code?: string, special?: string, url?: string) => {
      if (atoms.length >= MOST_ATOMS) return whole;
      let rest = '';
      let atom: Inline | undefined;
      if (code !== undefined) atom = { kind: 'code', text: decode(code) };
      else if (special !== undefined) atom = readSpecial(special);
      else if (url !== undefined && !options.verbatim) {
        rest = /(?:&gt;|[.,;:!?)\]}'"_~])+$/.exec(url)?.[0] ?? '';
        const target = decode(url.slice(0, url.length - rest.length));
        atom = { kind: 'link', url: target, children: [{ kind: 'text', text: target }] };
      }
      if (!atom) return whole;
      atoms.push(atom);
      return String.fromCharCode(FIRST_ATOM + atoms.length - 1) + rest;
    });
  return readMarkers(text, atoms);
}

function readSpecial(inside: string): Inline | undefined {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : inside.slice(bar + 1);
  const named = label ? { label: decode(label) } : {};
  const id = /^(@|#|!subteam\^)([A-Z0-9]+)$/.exec(target);
  if (id?.[2]) return { kind: id[1] === '@' ? 'user' : id[1] === '#' ? 'channel' : 'group', id: id[2], ...named };
  if (/^!(?:here|channel|everyone)$/.test(target)) return { kind: 'broadcast', range: target.slice(1) };
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(target);
  if (date?.[1] && date[2] !== undefined) {
    const url = date[3] && safeUrl(date[3]);
    return {
      kind: 'date',
      epoch: Number(date[1]),
      format: decode(date[2]),
      fallback: decode(label ?? ''),
      url: url || undefined,
    };
  }
  const url = safeUrl(decode(target));
  return url
    ? { kind: 'link', url, children: [{ kind: 'text', text: label ? withEmoji(decode(label)) : decode(target) }] }
    : undefined;
}

/** The address, if it is of a kind that Slack makes a link of. */
export function safeUrl(url: string): string | undefined {
  return /^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(url) ? url : undefined;
}

const MARKERS = /(?<![\p{L}\p{N}])([*_~])(?=\S)((?:(?!\1)[^\n])*?(?!\1)\S)\1(?![\p{L}\p{N}])/u;
const MARKED = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

function readMarkers(text: string, atoms: readonly Inline[]): Inline[] {
  const match = MARKERS.exec(text);
  if (!match?.[2]) return readLeaf(text, atoms);
  const kind = match[1] === '*' || match[1] === '_' || match[1] === '~' ? MARKED[match[1]] : 'bold';
  return [
    ...readLeaf(text.slice(0, match.index), atoms),
    { kind, children: readMarkers(match[2], atoms) },
    ...readMarkers(text.slice(match.index + match[0].length), atoms),
  ];
}

function readLeaf(text: string, atoms: readonly Inline[]): Inline[] {
  return text.split(/([\uE000-\uF8FF])/).flatMap((piece): Inline[] => {
    if (piece === '') return [];
    const atom = atoms[piece.charCodeAt(0) - FIRST_ATOM];
    return [piece.length === 1 && atom ? atom : { kind: 'text', text: withEmoji(decode(piece)) }];
  });
}

/** The three entities that Slack's texts know; nothing else is decoded. */
export function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
