import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

describe('every exported view builder', () => {
  const builders = sourcesIn('../../src/views').flatMap(buildersIn);
  const drawn = calledIn(sourcesIn('../views').filter(({ path }) => !path.endsWith('.test.ts')));

  it('is drawn for these files and for hostile data: test/views/every-view.ts calls it', () => {
    expect(builders.length).toBeGreaterThan(60);
    expect(builders.filter((name) => !drawn.has(name) && !parts.has(name))).toEqual([]);
  });

  it('is found when its file exports a function that returns a message, a modal or Home', () => {
    const planted = { path: 'planted.ts', text: 'export function newMessage(): Message {}\nfunction own(): Message {}' };
    expect(buildersIn(planted)).toEqual(['newMessage']);
    expect(calledIn([{ path: 'drawing.ts', text: 'import { newMessage } from "x";' }]).has('newMessage')).toBe(false);
    expect(calledIn([{ path: 'drawing.ts', text: 'const view = newMessage();' }]).has('newMessage')).toBe(true);
  });
});

/** Frames that others fill: they say nothing of their own. */
const parts = new Set(['modal', 'homeView', 'rowsMessage']);
const whole = new Set(['Message', 'ModalView', 'HomeView']);

type Source = { path: string; text: string };

function sourcesIn(folder: string): Source[] {
  const at = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(`${at}/${path}`, 'utf8') }));
}

function buildersIn({ path, text }: Source): string[] {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return [];
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    return isExported && whole.has(statement.type?.getText() ?? '') ? [statement.name.text] : [];
  });
}

function calledIn(sources: readonly Source[]): ReadonlySet<string> {
  const called = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) called.add(node.expression.getText());
    ts.forEachChild(node, visit);
  };
  for (const { path, text } of sources) visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return called;
}
