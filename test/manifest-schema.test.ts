import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestProblems } from './support/manifest-schema.ts';

const written = () => structuredClone(parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')));

it('the manifest fits the schema of Slack’s reference', () => {
  expect(manifestProblems(written())).toEqual([]);
});

type Shortcut = { name: string; type: 'global' | 'message'; callback_id: string; description: string };
const shortcuts = (type: Shortcut['type'], count: number): Shortcut[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `${type} ${index}`,
    type,
    callback_id: `${type}.${index}`,
    description: 'x',
  }));

it.each([
  ['a sixth global shortcut', shortcuts('global', 6), false],
  ['a sixth shortcut on messages', shortcuts('message', 6), false],
  ['five of each', [...shortcuts('global', 5), ...shortcuts('message', 5)], true],
])('%s', (_what, features, fits) => {
  const manifest = written();
  manifest.features.shortcuts = features;
  expect(manifestProblems(manifest).length === 0).toBe(fits);
});

it.each<[string, (manifest: ReturnType<typeof written>) => void]>([
  ['a command in two words', (manifest) => (manifest.features.slash_commands[0].command = '/customer lookup')],
  ['a command in upper case', (manifest) => (manifest.features.slash_commands[0].command = '/Customer')],
  ['a member that Slack does not know', (manifest) => (manifest.features.colour = 'red')],
  ['a name of 36 letters', (manifest) => (manifest.display_information.name = 'x'.repeat(36))],
  ['a long description that is too short', (manifest) => (manifest.display_information.long_description = 'short')],
  ['a request URL without TLS', (manifest) => (manifest.settings.interactivity.request_url = 'http://desk.example/slack/events')],
  ['a sixth domain of links', (manifest) => (manifest.features.unfurl_domains = ['a', 'b', 'c', 'd', 'e', 'f'])],
  ['a scope twice', (manifest) => manifest.oauth_config.scopes.bot.push('commands')],
])('refuses %s', (_what, change) => {
  const manifest = written();
  change(manifest);
  expect(manifestProblems(manifest)).not.toEqual([]);
});
