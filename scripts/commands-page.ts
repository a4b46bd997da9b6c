import type { Registry } from '../src/commands/registry.ts';
import { markdownTable } from './markdown-table.ts';

const intro = `# Commands

This page is made from the commands themselves by \`npm run docs\`, and a test fails when it is behind them.

Leave anything out and a form asks for it. \`help\` after a command shows its own part of this page. What you may see and do depends on your
role: [policy.md](policy.md) has the grants of the last column; what a command for any role opens may take one of its own. Changes that
cost money, can't be undone or touch many wait for an approval, as the policy file says.`;

/** What of the manifest the page needs. */
export type CommandsManifest = { features: { slash_commands: readonly { command: string; description: string }[] } };

/** The page docs/commands.md: everything that can be typed. */
export function commandsPage({ commands }: Pick<Registry, 'commands'>, manifest: CommandsManifest): string {
  const described = new Map(manifest.features.slash_commands.map(({ command, description }) => [command, description]));
  const names = [...new Set(commands.map(({ command }) => command))];
  const parts = names.map((name) => {
    const rows = commands
      .filter(({ command }) => command === name)
      .map(({ command, verb, usage, description, needs }) => [
        `\`/${[command, verb, usage].filter((word) => word !== '').join(' ')}\``.replaceAll('|', '\\|'),
        description,
        needs === undefined ? 'any role' : `\`${needs}\``,
      ]);
    return [
      `## /${name}`,
      `${described.get(`/${name}`) ?? ''}.`,
      markdownTable([['type', 'what it does', 'grant'], ...rows]),
    ].join('\n\n');
  });
  return `${[intro, ...parts].join('\n\n')}\n`;
}
