import { isMap, isNode, isPair, isScalar, isSeq, type LineCounter, type Node, type Document as YamlDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from './pattern.ts';
import type { Problem } from './types.ts';

export type Path = readonly PropertyKey[];

/** Finds the place of a path in the text: of the value, or with `key` of the key before it. What is missing is found at its parent. */
export type Locate = (path: Path, at?: 'value' | 'key') => { line: number; column: number };

export function locator(document: YamlDocument.Parsed, lines: LineCounter): Locate {
  return (path, at = 'value') => {
    let node: unknown = document.contents;
    let start = offsetOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
      const last = depth === path.length - 1;
      if (isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && keyText(item.key) === String(step));
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

/** What zod found, each thing where it stands in the file. */
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
