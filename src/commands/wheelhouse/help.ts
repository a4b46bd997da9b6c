import { speak, spoken } from '../../lib/language/speak.ts';
import { type Message, modal } from '../../views/common/blocks.ts';
import { type CommandHelp, helpMessage } from '../../views/help/help.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { openOver } from '../answer.ts';
import type { Button, Command, Who } from '../context.ts';

/** What a slash command is for, in a few words; one that is not here is described by its first verb. */
const about: Readonly<Record<string, string>> = spoken({
  customer: 'Look customers up and correct what is wrong',
  account: 'Business accounts, their members and billing',
  rating: 'Credit ratings of customers and business accounts',
  verification: 'Checks of licence and identity',
  eligibility: 'Whether a customer may start, and what is missing',
  card: 'Customer cards',
  voucher: 'Goodwill vouchers',
  terms: 'Terms and conditions of the branches',
  'business-unit': 'Business units, by which billing and reports are divided',
  smartmove: 'Smartmove users',
  approvals: 'What waits for you, and what you asked for',
  wheelhouse: 'This app itself',
});

/** What this person can type; of one command (`/card`) or of all. */
export function helpMessageFor(who: Who, commands: readonly Command[], only?: string): Message {
  return helpMessage({ commands: helpOf(who, commands), only });
}

function helpOf(who: Who, commands: readonly Command[]): CommandHelp[] {
  const mine = commands.filter(({ needs }) => needs === undefined || who.may(needs));
  return [...new Set(mine.map(({ command }) => command))].map((name) => {
    const verbs = mine.filter(({ command }) => command === name);
    return {
      command: `/${name}`,
      description: (Object.hasOwn(about, name) ? about[name] : undefined) ?? verbs[0]?.description ?? '',
      verbs: verbs.map(({ verb, usage, description }) => ({ usage: `${verb} ${usage}`.trim(), description })),
    };
  });
}

/** *Help* on the Home. */
export function createHelpButton(commands: () => readonly Command[]): Button {
  return {
    id: actionIds.openHelp,
    needs: undefined,
    async run(press) {
      const { blocks } = helpMessageFor(press.who, commands());
      await openOver(press, modal({ title: speak('Help'), callbackId: callbackIds.information, blocks }));
      return undefined;
    },
  };
}
