import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Whoever types a command reads what it says; all else is the app's log. */
const filesOfTheApp = () =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/'))
    .map((file) => `src/${file}`);

/** The words of every warning and error, without what is put into them. */
function linesIn(file: string): string[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const lines: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && /\blog\??\.(warn|error)$|^warnSeldom$/.test(node.expression.getText())) {
      const words = node.arguments.at(-1);
      if (words !== undefined && ts.isStringLiteralLike(words)) lines.push(words.text);
      if (words !== undefined && ts.isTemplateExpression(words)) {
        const parts = [words.head.text, ...words.templateSpans.map(({ literal }) => literal.text)];
        lines.push(parts.sort((one, other) => other.length - one.length)[0]?.trim() ?? '');
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return lines;
}

it('every warning and error of the app is found in docs/operations.md', () => {
  const page = readFileSync('docs/operations.md', 'utf8').replaceAll('’', "'");
  const lines = filesOfTheApp().flatMap(linesIn);
  expect(lines.length).toBeGreaterThan(20);
  expect([...new Set(lines)].filter((line) => !page.includes(line.replaceAll('’', "'")))).toEqual([]);
});
