import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { german } from '../../../src/lib/language/german/index.ts';

/*
 * What `speak` says is in German or does not compile. The rest is looked for in the sources: words that records declare, German that nothing
 * says any more, and sentences that are put together from pieces.
 */

const root = fileURLToPath(new URL('../../../src/', import.meta.url));
/** All of it but what operators read: the command line is in English. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/') && !file.includes('language/german/'))
  .map((file) => ({ file, text: readFileSync(root + file, 'utf8') }));

/** What takes records whose words are spoken when they are drawn. */
const declaring = new Set([
  'spoken',
  'defineAction',
  'defineForm',
  'defineRead',
  'defineEditForm',
  'defineThingForm',
  'ratedForm',
  'oneCustomerForm',
]);

/** Every literal of the sources, and what is wrong with how some are used. */
const literals = new Set<string>();
const undeclared: string[] = [];
const glued: string[] = [];
for (const { file, text } of files) {
  const visit = (node: ts.Node, isDeclared: boolean): void => {
    if (ts.isStringLiteralLike(node)) {
      literals.add(node.text);
      if (isDeclared && ts.isPropertyAssignment(node.parent) && isSentence(node.text) && !Object.hasOwn(german, node.text))
        undeclared.push(`${file}: ${node.text}`);
    }
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) literals.add(node.name.text);
    if (ts.isCallExpression(node) && node.expression.getText() === 'speak') {
      const [said] = node.arguments;
      if (said !== undefined && !ts.isStringLiteralLike(said) && !ts.isIdentifier(said)) glued.push(`${file}: ${said.getText()}`);
    }
    const isSpoken = ts.isCallExpression(node) && declaring.has(node.expression.getText());
    ts.forEachChild(node, (child) => visit(child, (isDeclared || isSpoken) && !ts.isFunctionLike(child)));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), false);
}

/** Begins like a label or a sentence; an example such as `<card> <customer>` does not. */
function isSentence(text: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text) && !/^[\w/]+\/[\w/]+$/.test(text);
}

/** The names of a file's properties. */
function keysOf(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) found.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('german.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('what the app says', () => {
  it('is in German wherever a record declares it', () => {
    expect(undeclared).toEqual([]);
  });

  it('is said somewhere, if it is in German', () => {
    expect(Object.keys(german).filter((sentence) => !literals.has(sentence))).toEqual([]);
  });

  it('is in German once: of two, whichever file is read last would win', () => {
    const folder = `${root}lib/language/german/`;
    const all = readdirSync(folder).flatMap((file) => keysOf(readFileSync(folder + file, 'utf8')));
    expect(all.filter((sentence, index) => all.indexOf(sentence) !== index)).toEqual([]);
  });

  it('is a whole sentence each time, never put together where it is said', () => {
    expect(glued).toEqual([]);
  });

  it('has no more pieces of sentences than there were', () => {
    // A piece is beside somebody who is mentioned, or beside bold words. Fewer of them is better: lower this.
    expect(Object.keys(german).filter((sentence) => /^[\s,;]|[^\S\n]$/.test(sentence)).length).toBeLessThanOrEqual(36);
  });
});
