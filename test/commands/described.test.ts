import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createRegistry } from '../../src/commands/registry.ts';
import { german } from '../../src/lib/language/german/index.ts';
import { speaking } from '../../src/lib/language/language.ts';

it('the title of every form fits above it, in either language', () => {
  // Slack takes 24 letters; more of them are cut. What each command shows is in the golden files.
  const drawn = ['commands', 'german/commands'].flatMap((folder) => {
    const path = fileURLToPath(new URL(`../golden/${folder}/`, import.meta.url));
    return readdirSync(path).flatMap((file) => readFileSync(path + file, 'utf8').match(/^modal: .*$/gm) ?? []);
  });
  expect(drawn.length).toBeGreaterThan(100);
  expect(drawn.filter((title) => title.endsWith('…'))).toEqual([]);
});

it('every command is described in the language of whoever reads its help', () => {
  const { commands } = createRegistry();
  const english = commands.map(({ description }) => description);
  const spoken = speaking('de', () => commands.map(({ description }) => description));
  expect(english.length).toBeGreaterThan(40);
  expect(spoken).toEqual(english.map((words) => Object.entries(german).find(([key]) => key === words)?.[1]));
});
