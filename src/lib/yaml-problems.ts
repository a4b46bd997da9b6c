import {
  type ErrorCode,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLError,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml';
import type { z } from 'zod';
import { didYouMean } from './nearest.ts';

/** Something to say about a file that people write, at a place in it. Lines and columns count from 1. */
export type Problem = { line: number; column: number; path: string; say: string };

export type Path = readonly PropertyKey[];

/** `policy.yml:12:5 approvals[0].match.action: "card.asign" is not known. Did you mean "card.assign"?` */
export function formatProblem(file: string, { line, column, path, say }: Problem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${say}`;
}

/**
 * What is wrong with the file as YAML, in plain words: each key that appears twice (`twice`), and of everything else the first. What a parser says
 * after its first stumble is about its stumble: one name in brackets without quotes would be a thousand lines.
 */
export function syntaxProblems(
  document: YamlDocument.Parsed,
  lines: LineCounter,
  text: string,
  twice: readonly number[],
): Problem[] {
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const found = twice
    .filter((offset) => first === undefined || offset < first.pos[0])
    .sort((a, b) => a - b)
    .map((offset) => ({ offset, say: 'This key appears twice here.' }));
  if (first !== undefined) found.push({ offset: first.pos[0], say: syntaxWords(first, text) });
  return found.map(({ offset, say }) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), path: '', say };
  });
}

const wordsOfCode: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Indent with spaces, not tabs.',
  BAD_INDENT: 'This line is not indented like the lines it belongs to.',
  MISSING_CHAR: 'A closing quote, bracket or brace, a comma or a space is missing here.',
  BAD_ALIAS: 'A text that begins with * or & needs quotes.',
  BAD_SCALAR_START: 'A text that begins like this needs quotes.',
  BAD_DQ_ESCAPE: 'A backslash does not mean this in double quotes; use single ones.',
  MULTIPLE_DOCS: 'The file holds one document: take out the second ---.',
  BAD_DIRECTIVE: 'A line that begins with % needs quotes.',
  TAG_RESOLVE_FAILED: 'A text that begins with ! needs quotes.',
  RESOURCE_EXHAUSTION: 'There are too many brackets, or too many levels, in each other here.',
  MULTILINE_IMPLICIT_KEY: 'A key and its colon belong on one line.',
};

function syntaxWords({ code, pos }: YAMLError, text: string): string {
  const words = wordsOfCode[code];
  if (words !== undefined) return words;
  const isBracket = /[[\]{}]/.test(text.slice(pos[0], pos[0] + 1));
  return `From here on this is not valid YAML.${isBracket ? ' A text with brackets or braces needs quotes, such as "ids[]".' : ''}`;
}

/** Finds the place of a path in the text: of the value, or with `key` of the key before it. What is missing is found at its parent. */
export type Locate = (path: Path, at?: 'value' | 'key') => { line: number; column: number };

export function locator(document: YamlDocument.Parsed, lines: LineCounter): Locate {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  // Of thousands of keys, each may have its problem.
  const pairIn = (map: YAMLMap, key: string) => {
    const pairs = known.get(map) ?? new Map([...map.items].reverse().map((pair) => [keyText(pair.key), pair]));
    known.set(map, pairs);
    return pairs.get(key);
  };
  return (path, at = 'value') => {
    let node: unknown = document.contents;
    let start = offsetOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
      const last = depth === path.length - 1;
      if (isMap(node)) {
        const pair = pairIn(node, String(step));
        if (pair === undefined) break;
        node = pair.value;
        start = (last && at === 'key' ? offsetOf(pair.key) : offsetOf(pair.value)) ?? offsetOf(pair.key) ?? start;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        start = offsetOf(node) ?? start;
      } else break;
    }
    const { line, col } = lines.linePos(start);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined; // safe: isNode has just said so
}

/** `approvals[0].match.action` */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

export function problemAt(locate: Locate, path: Path, say: string, at?: 'value' | 'key'): Problem {
  return { ...locate(path, at), path: pathText(path), say };
}

/** What zod found, each thing where it is in the file. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], locate: Locate, base: Path = []): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...base, ...issue.path];
    // The input is reported (parse.ts asks for it), so an absent one is a key that is not there.
    if ('input' in issue && issue.input === undefined) return [problemAt(locate, path, `"${String(path.at(-1))}" is missing.`)];
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(' ');
      return issue.keys.map((key) =>
        problemAt(
          locate,
          [...path, key],
          `"${key}" is not known here.${didYouMean(key, known) || ` Known: ${known.join(', ')}.`}`,
          'key',
        ),
      );
    }
    if (issue.code === 'invalid_union') {
      const branch = likeliest(issue.errors) ?? (issue.message === 'Invalid input' ? issue.errors[0] : undefined);
      return branch === undefined ? [problemAt(locate, path, issue.message)] : problemsOf(branch, locate, path);
    }
    if (issue.code === 'invalid_key') return [problemAt(locate, path, issue.issues[0]?.message ?? issue.message, 'key')];
    return [problemAt(locate, path, wordsFor(issue))];
  });
}

/** Of the forms that a value may have, the one that it tried to be: what is wrong with it lies deeper than its type. */
function likeliest(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const typed = errors.filter((branch) =>
    branch.every((issue) => issue.path.length > 0 || (issue.code !== 'invalid_type' && issue.code !== 'invalid_value')),
  );
  return [...typed].sort((a, b) => a.length - b.length)[0];
}

const articles: Readonly<Record<string, string>> = {
  object: 'keys with values',
  array: 'a list',
  record: 'keys with values',
  string: 'a text',
};

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `Write ${articles[issue.expected] ?? `a ${issue.expected}`} here.`;
  return issue.message;
}
