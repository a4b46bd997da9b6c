import ts from 'typescript';
import { expect, it } from 'vitest';
import { type Drawn, everyView } from './every-view.ts';
import { type World, worlds } from './worlds.ts';

/** Where the literals are checked as if they were a file of the project, so that the package's types are found. */
const file = `${import.meta.dirname}/drawn-views.ts`;

/** What a stranger's types say about these views: each is written down as a literal of the type of its surface and compiled. */
function problemsOf(views: readonly { name: string; type: string; value: unknown }[]): string[] {
  const text = [
    "import type { AnyMessageBlock, HomeTabView, ModalView } from 'slack-web-api-client';",
    ...views.map(({ type, value }, index) => `export const view${index}: ${type} = ${JSON.stringify(value)};`),
  ].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true) : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)].map(
    ({ messageText, start = 0 }) => {
      const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      return `${views[line - 1]?.name ?? 'the import'}: ${ts.flattenDiagnosticMessageText(messageText, '\n').slice(0, 900)}`;
    },
  );
}

function typed(world: World, drawn: Drawn): { name: string; type: string; value: unknown } {
  const name = `${drawn.view} with ${world.name} data`;
  if ('message' in drawn) return { name, type: 'AnyMessageBlock[]', value: drawn.message.blocks };
  return 'modal' in drawn ? { name, type: 'ModalView', value: drawn.modal } : { name, type: 'HomeTabView', value: drawn.home };
}

it('every view that the app draws fits the Block Kit types of a package that nobody here wrote, on its surface', () => {
  const views = worlds()
    .filter(({ name }) => name === 'ordinary' || name === 'empty' || name === 'hostile')
    .flatMap((world) => everyView(world).map((drawn) => typed(world, drawn)));
  expect(views.length).toBeGreaterThan(180);
  expect(problemsOf(views)).toEqual([]);
}, 120_000);

it('those types refuse a misspelt field, a block of another surface and a wrong element', () => {
  const text = { type: 'plain_text', text: 'x' };
  const problems = problemsOf([
    { name: 'misspelt', type: 'AnyMessageBlock[]', value: [{ type: 'section', txt: text }] },
    { name: 'elsewhere', type: 'ModalView', value: { type: 'modal', title: text, blocks: [{ type: 'table', rows: [] }] } },
    {
      name: 'element',
      type: 'HomeTabView',
      value: { type: 'home', blocks: [{ type: 'actions', elements: [{ type: 'nothing' }] }] },
    },
  ]);
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['misspelt', 'elsewhere', 'element']);
}, 120_000);
