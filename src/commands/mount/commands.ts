import type { App } from '@slack/bolt';
import { cut, oneLine } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { noteMessage } from '../../views/common/note.ts';
import type { Command, Who } from '../context.ts';
import type { Kit } from '../kit.ts';
import type { Registry } from '../registry.ts';
import { mustHold, whoIs } from '../rights.ts';
import { helpMessageFor } from '../wheelhouse/help.ts';
import { splitWords } from '../words.ts';
import { actOf, interactionOf, repliesBy, tellFault } from './interaction.ts';

/** Slash commands: acked at once, run once however often they are delivered. */
export function mountCommands(app: App, kit: Kit, registry: Registry): void {
  const names = new Set(registry.commands.map(({ command }) => command));
  app.command(/.*/, async ({ command, ack }) => {
    await ack();
    const name = command.command.replace(/^\//, '');
    const act = actOf(kit, {
      person: command.user_id,
      team: command.team_id,
      triggerId: command.trigger_id,
      what: names.has(name) ? `/${name}` : 'unknown',
    });
    const place = { responseUrl: command.response_url, person: command.user_id, channel: command.channel_id };
    const replies = repliesBy(kit, place, 'command');
    try {
      if (!(await kit.approvals.firstDelivery(`command:${act.origin}`))) return;
      const who = await whoIs(kit, command.user_id);
      if (!names.has(name)) {
        await replies.reply(
          noteMessage('This version of Wheelhouse does not have that command. Type /wheelhouse help for those it has.'),
        );
        return;
      }
      const verbs = registry.commands.filter((one) => one.command === name);
      const chosen = choose(verbs, splitWords(command.text ?? ''));
      if ('help' in chosen) {
        await replies.reply(helpFor(who, registry, name, chosen.unknown));
        return;
      }
      mustHold(who, chosen.found.needs);
      const interaction = interactionOf(kit, act, replies, who, chosen.found.needs, command.channel_id);
      await chosen.found.run(interaction, chosen.words);
    } catch (error) {
      await tellFault(act, error, replies.reply);
    }
  });
}

type Chosen = { found: Command; words: readonly string[] } | { help: true; unknown?: string };

/** The verb, or where the command has none the whole line; an unknown verb gets the command's help. */
function choose(verbs: readonly Command[], words: readonly string[]): Chosen {
  const first = words[0]?.toLowerCase();
  // `/wheelhouse` has a help of its own, which says everything; it is also what the bare command means.
  const found = verbs.find(({ verb }) => verb === (first ?? 'help'));
  if (found) return { found, words: words.slice(1) };
  if (first === 'help') return { help: true };
  const verbless = verbs.find(({ verb }) => verb === '');
  if (verbless) return { found: verbless, words };
  return { help: true, ...(words[0] === undefined ? {} : { unknown: words[0] }) };
}

function helpFor(who: Who, registry: Registry, name: string, unknown: string | undefined): Message {
  const help = helpMessageFor(who, registry.commands, `/${name}`);
  if (unknown === undefined) return help;
  const sorry = noteMessage(`/${name} has no “${cut(oneLine(unknown), 60)}”. It has these:`);
  return { text: `${sorry.text}\n${help.text}`, blocks: [...sorry.blocks, ...help.blocks] };
}
