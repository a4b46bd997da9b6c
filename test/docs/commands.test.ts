import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CommandsManifest, commandsPage } from '../../scripts/commands-page.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { read } from './support.ts';

const manifest: CommandsManifest = parse(read('manifest.yml'));

it('docs/commands.md says what the commands say; else: npm run docs', () => {
  expect(read('docs/commands.md')).toBe(commandsPage(createRegistry(), manifest));
});

it('the page follows the commands: words, description and grant', () => {
  const run = async () => undefined;
  const page = commandsPage(
    {
      commands: [
        { command: 'card', verb: 'find', usage: '<number | id>', description: 'Finds it', needs: 'read.card', run },
        { command: 'card', verb: 'help', usage: '', description: 'Helps', needs: undefined, run },
      ],
    },
    { features: { slash_commands: [{ command: '/card', description: 'Cards' }] } },
  );
  expect(page).toContain('## /card\n\nCards.');
  expect(page).toMatch(/\| `\/card find <number \\\| id>` \| Finds it +\| `read\.card` +\|/);
  expect(page).toMatch(/\| `\/card help` +\| Helps +\| any role +\|/);
});
