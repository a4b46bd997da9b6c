import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml';
import { type Locate, locator, type Problem, syntaxProblems } from './yaml-problems.ts';

/** What somebody wrote in a file of YAML, and where in it; or everything that is wrong with it as YAML. */
export type YamlFile =
  | { ok: true; value: unknown; locate: Locate; document: YamlDocument.Parsed }
  | { ok: false; problems: Problem[] };

/** So many things may come by repetition (`*name`). Repetitions of repetitions are soon more than any memory holds. */
const mostRepeated = 10_000;

export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  // The parser compares each key with each one before it, which for thousands of them takes minutes; they are compared here.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core', uniqueKeys: false });
  const { twice, repetition } = looked(document.contents);
  const broken = syntaxProblems(document, lines, text, twice);
  if (broken.length > 0) return { ok: false, problems: broken };
  if (repetition !== undefined) {
    const { line, col } = lines.linePos(repetition.offset);
    return { ok: false, problems: [{ line, column: col, path: '', say: repetition.say }] };
  }
  // What repeats too much has been found above.
  return { ok: true, value: document.toJS({ maxAliasCount: -1 }), locate: locator(document, lines), document };
}

/** Where a key stands a second time, and the first repetition (`*name`) that cannot be written out. */
function looked(contents: unknown): { twice: number[]; repetition: { offset: number; say: string } | undefined } {
  const twice: number[] = [];
  /** How many things each name repeats, with what is repeated in them; undefined while it is still being looked at. */
  const sizes = new Map<string, number | undefined>();
  let repeated = 0;
  let repetition: { offset: number; say: string } | undefined;

  function repeat(name: string, offset: number): number {
    const size = sizes.get(name) ?? 0;
    repeated += size;
    const say = !sizes.has(name)
      ? `Nothing before this is named &${name}, so *${name} repeats nothing. A text that begins with * needs quotes.`
      : sizes.get(name) === undefined
        ? `*${name} repeats what it is a part of. Write it out.`
        : repeated > mostRepeated
          ? `*${name} repeats what holds repetitions itself, which makes too much of them. Write it out.`
          : undefined;
    if (say !== undefined) repetition ??= { offset, say };
    return size;
  }

  function sizeOf(node: unknown): number {
    if (isAlias(node)) return repeat(node.source, offsetOf(node));
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (!isMap(node) && !isSeq(node)) {
      if (isScalar(node) && node.anchor !== undefined) sizes.set(node.anchor, 1);
      return 1;
    }
    if (node.anchor !== undefined) sizes.set(node.anchor, undefined);
    if (isMap(node)) twice.push(...keysTwice(node));
    let size = 1;
    for (const item of node.items) size += sizeOf(item);
    if (node.anchor !== undefined) sizes.set(node.anchor, size);
    return size;
  }

  sizeOf(contents);
  return { twice, repetition };
}

function keysTwice({ items }: YAMLMap): number[] {
  const known = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    if (known.has(key.value)) return [offsetOf(key)];
    known.add(key.value);
    return [];
  });
}

function offsetOf(node: unknown): number {
  return (isNode(node) ? (node as Node).range?.[0] : undefined) ?? 0; // safe: isNode has just said so
}
