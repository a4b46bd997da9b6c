import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { spellingWith } from './lib/command-names.ts';
import { projectFile } from './lib/project.ts';

export type ManifestOptions = {
  /** Before the name of every command: `wm-` makes `/wm-customer`. */
  prefix?: string | undefined;
  /** Where Slack reaches the app; without it the app opens a socket. */
  url?: string | undefined;
};

/** The whole path of what Slack delivers (contract, Running). */
const deliveries = '/slack/events';

/** manifest.yml, as Slack wants it for these settings, with its comments. */
export function manifestFor({ prefix, url }: ManifestOptions): ReturnType<typeof parseDocument> {
  const document = parseDocument(readFileSync(projectFile('manifest.yml'), 'utf8'));
  const { inText } = spellingWith(prefix);
  const commands = document.getIn(['features', 'slash_commands']) as { items: unknown[] };
  for (const at of commands.items.keys()) {
    for (const member of ['command', 'description']) {
      const path = ['features', 'slash_commands', at, member];
      document.setIn(path, inText(String(document.getIn(path))));
    }
    if (url !== undefined) document.setIn(['features', 'slash_commands', at, 'url'], `${url}${deliveries}`);
  }
  if (url === undefined) return document;
  document.setIn(['settings', 'socket_mode_enabled'], false);
  document.setIn(['settings', 'event_subscriptions', 'request_url'], `${url}${deliveries}`);
  document.setIn(['settings', 'interactivity', 'request_url'], `${url}${deliveries}`);
  document.setIn(['settings', 'interactivity', 'message_menu_options_url'], `${url}${deliveries}`);
  return document;
}
