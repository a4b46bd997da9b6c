import type { App } from '@slack/bolt';
import type { Command } from '../context.ts';
import type { Kit } from '../kit.ts';
import type { Registry } from '../registry.ts';
import { mustHold, whoIs } from '../rights.ts';
import { helpMessageFor } from '../wheelhouse/help.ts';
import { splitWords } from '../words.ts';
import { actOf, repliesBy, tellFault } from './interaction.ts';

/** Slash commands: acked at once, run once however often they are delivered. */
export function mountCommands(app: App, kit: Kit, registry: Registry): void {
  const names = [...new Set(registry.commands.map(({ command }) => command))];
  for (const name of names) {
    app.command(`/${name}`, async ({ command, ack, respond }) => {
      await ack();
      const act = actOf(kit, { person: command.user_id, team: command.team_id, triggerId: command.trigger_id, what: `/${name}` });
      const replies = repliesBy(respond);
      try {
        if (!(await kit.approvals.firstDelivery(`command:${act.origin}`))) return;
        const who = await whoIs(kit, command.user_id);
        const { found, words, help } = choose(
          registry.commands.filter((one) => one.command === name),
          splitWords(command.text ?? ''),
        );
        if (help || !found) {
          await replies.reply(helpMessageFor(who, registry.commands, `/${name}`));
          return;
        }
        mustHold(who, found.needs);
        await found.run(
          {
            ...replies,
            kit,
            who,
            log: act.log,
            ref: act.ref,
            triggerId: act.triggerId,
            origin: act.origin,
            channel: command.channel_id,
          },
          words,
        );
      } catch (error) {
        await tellFault(act, error, replies.reply);
      }
    });
  }
}

/** The verb, or where the command has none the whole line; an unknown verb gets the command's help. */
function choose(
  verbs: readonly Command[],
  words: readonly string[],
): { found?: Command; words: readonly string[]; help: boolean } {
  const first = words[0]?.toLowerCase();
  if (first === 'help') return { words: [], help: true };
  const verbless = verbs.find(({ verb }) => verb === '');
  if (verbless) return { found: verbless, words, help: false };
  const found = verbs.find(({ verb }) => verb === first);
  return { ...(found ? { found } : {}), words: words.slice(1), help: false };
}
