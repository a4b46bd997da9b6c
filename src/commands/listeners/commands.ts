import type { App } from '@slack/bolt';
import { speak } from '../../lib/language/speak.ts';
import { cut, oneLine } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { noteMessage } from '../../views/common/note.ts';
import { didYouMeanMessage } from '../../views/help/did-you-mean.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { withoutPages } from '../link/dashboard.ts';
import type { Registry } from '../registry.ts';
import { mustHold, whoIs } from '../rights.ts';
import { chooseVerb, lineOf, takesWords } from '../verb.ts';
import { helpMessageFor } from '../wheelhouse/help.ts';
import { splitWords, textBehindFirst } from '../words.ts';
import { actOf, interactionOf, repliesBy, tellFault } from './interaction.ts';

/** Slash commands: acked at once, run once however often they are delivered. */
export function addCommandListeners(bolt: App, app: AppContext, registry: Registry): void {
  const names = new Set(registry.commands.map(({ command }) => command));
  bolt.command(/.*/, async ({ command, ack }) => {
    await ack();
    const name = command.command.replace(/^\//, '');
    const act = actOf(app, {
      person: command.user_id,
      team: command.team_id,
      triggerId: command.trigger_id,
      what: names.has(name) ? `/${name}` : 'unknown',
    });
    const place = { responseUrl: command.response_url, person: command.user_id, channel: command.channel_id };
    const replies = repliesBy(app, place, 'command');
    try {
      if (!(await app.approvals.firstDelivery(`command:${act.origin}`))) return;
      const who = await whoIs(app, command.user_id);
      if (!names.has(name)) {
        await replies.reply(
          noteMessage(speak('This version of Wheelhouse does not have that command. Type /wheelhouse help for those it has.')),
        );
        return;
      }
      const typed = withoutPages(app.policy.dashboardLink, command.text ?? '');
      const text = textBehindFirst(typed);
      const chosen = chooseVerb(name, registry.commands, splitWords(typed));
      if (chosen.kind === 'help') {
        await replies.reply(helpFor(who, registry, name, chosen.unknown));
        return;
      }
      if (chosen.kind === 'meant') {
        const verbs = chosen.verbs.filter(({ needs }) => needs === undefined || who.may(needs));
        if (verbs.length === 0 && chosen.whole === undefined) {
          await replies.reply(helpFor(who, registry, name, chosen.word));
          return;
        }
        await replies.reply(
          didYouMeanMessage({
            word: chosen.word,
            command: name,
            meant: verbs.map((verb) => lineOf(verb, takesWords(verb) ? text.trim() : '')),
            whole: chosen.whole === undefined ? undefined : lineOf(chosen.whole, typed.trim()),
          }),
        );
        return;
      }
      const { found, words, ifNothing } = chosen;
      mustHold(who, found.needs);
      const interaction = interactionOf(app, act, replies, who, found.needs, command.channel_id);
      await found.run(
        ifNothing === undefined ? interaction : { ...interaction, ifNothing },
        words,
        chosen.isWhole ? typed : text,
      );
    } catch (error) {
      await tellFault(act, error, replies.reply);
    }
  });
}

function helpFor(who: Who, registry: Registry, name: string, unknown: string | undefined): Message {
  const help = helpMessageFor(who, registry.commands, `/${name}`);
  if (unknown === undefined) return help;
  const sorry = noteMessage(
    speak('“{unknown}” isn’t a /{name} command. These are:', { unknown: cut(oneLine(unknown), 60), name }),
  );
  return { text: `${sorry.text}\n${help.text}`, blocks: [...sorry.blocks, ...help.blocks] };
}
