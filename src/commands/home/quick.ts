import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import { actionIds } from '../../views/ids.ts';
import { inItsPlace } from '../answer.ts';
import type { Button, Command } from '../context.ts';
import { mustHold } from '../rights.ts';
import { splitWords, textBehindFirst } from '../words.ts';

/** The command that a button types for somebody, and its words. Throws Fault('bad_input') for one that does not exist. */
function typed(commands: readonly Command[], line: string): { command: Command; words: readonly string[]; text: string } {
  const [name, ...rest] = splitWords(cut(line, 2_000));
  const behindName = textBehindFirst(line);
  const verbs = commands.filter(({ command }) => command === name);
  const verbless = verbs.find(({ verb }) => verb === '');
  if (verbless !== undefined) return { command: verbless, words: rest, text: behindName };
  const command = verbs.find(({ verb }) => verb === rest[0]);
  if (command === undefined) {
    throw new Fault('bad_input', speak('This button is from an older version. Type the command instead.'), {
      message: 'a button named a command that does not exist',
    });
  }
  return { command, words: rest.slice(1), text: textBehindFirst(behindName) };
}

/** The Home's buttons: each opens the form that the command without words opens. */
export function createQuickButton(commands: () => readonly Command[]): Button {
  return {
    id: actionIds.quick,
    // The command that it types says what it takes.
    needs: undefined,
    async run(press) {
      const { command } = typed(commands(), press.value);
      mustHold(press.who, command.needs);
      await command.run(press, []);
      return undefined;
    },
  };
}

/** *Try again*: runs the same command, with the rights that this person has now; the answer takes the place of what went wrong. */
export function createTryAgainButton(commands: () => readonly Command[]): Button {
  return {
    id: actionIds.tryAgain,
    needs: undefined,
    async run(press) {
      const { command, words, text } = typed(commands(), press.value);
      mustHold(press.who, command.needs);
      await command.run(await inItsPlace(press, speak('Wheelhouse')), words, text);
      return undefined;
    },
  };
}
