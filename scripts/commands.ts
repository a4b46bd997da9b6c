/** Writes docs/commands.md from the commands: `npm run docs`. A test holds the page against them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createRegistry } from '../src/commands/registry.ts';
import { projectFile } from '../src/lib/project.ts';
import { type CommandsManifest, commandsPage } from './commands-page.ts';

const manifest: CommandsManifest = parse(readFileSync(projectFile('manifest.yml'), 'utf8'));
writeFileSync(projectFile('docs/commands.md'), commandsPage(createRegistry(), manifest));
console.log('docs/commands.md is written.');
