import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cruised, filesUnder, root } from './cruise.ts';
import { configuration, rooms } from './rules.ts';

const folders = ['src', 'sandbox', 'scripts'] as const;
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A little house of these files, beside the same node_modules. */
function house(files: Readonly<Record<string, string>>): string {
  const base = mkdtempSync(join(tmpdir(), 'wheelhouse-house-'));
  made.push(base);
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  for (const [path, text] of Object.entries({
    'src/lib/a.ts': 'export const a = 1;',
    'sandbox/a.ts': 'export const a = 1;',
    'scripts/a.ts': 'export const a = 1;',
    ...files,
  })) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  return base;
}

const thing = 'export type Thing = string;\nexport const thing = 1;';

/** For every rule a house that breaks it, and the message then. */
const planted: Readonly<Record<string, { files: Readonly<Record<string, string>>; edge: string }>> = {
  ...Object.fromEntries(
    Object.keys(rooms).map((room) => {
      const file = room === 'errors' || room === 'config' ? `src/${room}.ts` : `src/${room}/deep/b.ts`;
      const up = room === 'errors' || room === 'config' ? './' : '../../';
      return [
        `room-${room}`,
        {
          files: { [file]: `export * from '${up}cli/thing.ts';`, 'src/cli/thing.ts': thing },
          edge: `${file} → src/cli/thing.ts`,
        },
      ];
    }),
  ),
  'slack-sees-ports-only': {
    files: {
      'src/slack/b.ts': "import type { Thing } from '../approvals/machine.ts';\nexport type B = Thing;",
      'src/approvals/machine.ts': thing,
    },
    edge: 'src/slack/b.ts → src/approvals/machine.ts',
  },
  'commands-draw-and-do-not-send': {
    files: { 'src/commands/b.ts': "export { thing } from '../slack/thing.ts';", 'src/slack/thing.ts': thing },
    edge: 'src/commands/b.ts → src/slack/thing.ts',
  },
  'commands-know-actions-as-types': {
    files: { 'src/commands/b.ts': "export { thing } from '../actions/thing.ts';", 'src/actions/thing.ts': thing },
    edge: 'src/commands/b.ts → src/actions/thing.ts',
  },
  'only-api-knows-undici': {
    files: { 'src/slack/b.ts': "export { fetch } from 'undici';" },
    edge: 'src/slack/b.ts → node_modules/undici/',
  },
  'only-commands-and-composition-know-bolt': {
    files: { 'src/slack/b.ts': "export { App } from '@slack/bolt';" },
    edge: 'src/slack/b.ts → node_modules/@slack/bolt/',
  },
  'views-know-slack-as-types': {
    files: { 'src/views/b.ts': "export * from '@slack/types';" },
    edge: 'src/views/b.ts → node_modules/@slack/types/',
  },
  'views-know-block-types-alone': {
    files: { 'src/views/b.ts': "import type { WebClient } from '@slack/web-api';\nexport type B = WebClient;" },
    edge: 'src/views/b.ts → node_modules/@slack/web-api/',
  },
  'src-knows-no-sandbox': { files: { 'src/main.ts': "export * from '../sandbox/a.ts';" }, edge: 'src/main.ts → sandbox/a.ts' },
  'local-slack-knows-no-product': {
    files: {
      'sandbox/page/b.ts': "import type { Thing } from '../../src/lib/thing.ts';\nexport type B = Thing;",
      'src/lib/thing.ts': thing,
    },
    edge: 'sandbox/page/b.ts → src/lib/thing.ts',
  },
  'scripts-know-no-tests': {
    files: { 'scripts/b.ts': "export { thing } from '../test/thing.ts';", 'test/thing.ts': thing },
    edge: 'scripts/b.ts → test/thing.ts',
  },
  'product-knows-no-tests': {
    files: { 'sandbox/b.ts': "export * from '../test/thing.ts';", 'test/thing.ts': thing },
    edge: 'sandbox/b.ts → test/thing.ts',
  },
  'nobody-imports-main': {
    files: { 'src/app.ts': "export * from './main.ts';", 'src/main.ts': thing },
    edge: 'src/app.ts → src/main.ts',
  },
  'no-circles': {
    files: {
      'src/lib/b.ts': "import type { C } from './c.ts';\nexport type B = C | 1;",
      'src/lib/c.ts': "import type { B } from './b.ts';\nexport type C = B | 2;",
    },
    edge: 'src/lib/b.ts → src/lib/c.ts',
  },
  'everything-resolves': { files: { 'src/lib/b.ts': "export * from './gone.ts';" }, edge: 'src/lib/b.ts → ./gone.ts' },
};

describe('the house', () => {
  it('every file of ours was read, and no room imports what it may not', async () => {
    const { read, violations } = await cruised(root, folders);
    expect(read).toEqual(filesUnder(root, folders));
    expect(read.length).toBeGreaterThan(40);
    expect(violations).toEqual([]);
    // Generous, for a busy machine: it reads every file.
  }, 180_000);

  it('every rule has a planted violation', () => {
    expect(Object.keys(planted).sort()).toEqual(configuration.forbidden.map(({ name }) => name).sort());
  });

  it.each(Object.entries(planted))('the rule %s catches the violation planted for it', async (rule, { files, edge }) => {
    const base = house(files);
    const { read, violations } = await cruised(base, folders);
    expect(read).toEqual(filesUnder(base, folders));
    expect(violations.join('\n')).toContain(`${rule}: ${edge}`);
  });

  it('what the table allows is not accused', async () => {
    const base = house({
      'src/errors.ts': "export * from './lib/a.ts';",
      'src/api/b.ts': "export { fetch } from 'undici';\nexport * from '../errors.ts';",
      'src/actions/b.ts': "export * from '../api/b.ts';",
      'src/views/b.ts': "import type { KnownBlock } from '@slack/types';\nexport type B = KnownBlock;",
      'src/approvals/ports.ts': "import type { Thing } from '../actions/c.ts';\nexport type Port = Thing;",
      'src/actions/c.ts': thing,
      'src/slack/b.ts': "import type { Port } from '../approvals/ports.ts';\nexport type C = Port;",
      'src/commands/b.ts':
        "import type { Thing } from '../actions/c.ts';\nexport { App } from '@slack/bolt';\nexport type D = Thing;",
      'src/app.ts': "export * from './commands/b.ts';",
      'src/main.ts': "export * from './app.ts';",
      'sandbox/b.ts': "export * from '../src/app.ts';",
    });
    const { read, violations } = await cruised(base, folders);
    expect(read).toHaveLength(14);
    expect(violations).toEqual([]);
  });

  it('no file is longer than a reader can hold in mind', () => {
    const files = filesUnder(root, ['src', 'sandbox', 'test']);
    const long = files
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300)
      .map(({ file, lines }) => `${file} has ${lines} lines; 300 are a mistake`);
    expect(long).toEqual([]);
  });
});
