import { spoken } from '../../lib/language/speak.ts';
import { type ShortcutId, shortcutIds } from '../../views/ids.ts';
import type { Command, Shortcut } from '../context.ts';
import { lookUpInMessage } from './look-up.ts';

/** Every shortcut; one whose command this version does not have is none. */
export function createShortcuts(commands: readonly Command[]): Shortcut[] {
  const global = globalShortcuts.flatMap(({ callbackId, command: name, verb }): Shortcut[] => {
    const command = commands.find((one) => one.command === name && one.verb === verb);
    return command === undefined
      ? []
      : [{ callbackId, needs: command.needs, run: (interaction) => command.run(interaction, []) }];
  });
  return [lookUpInMessage, ...global];
}

/**
 * Shortcuts that work anywhere, also in threads, where Slack takes no commands: each does what its command without words does.
 * `name` is at most 24 characters; the manifest declares the same, and a test says so. Slack takes five of
 * them, and five on messages; what isn't among them is a press away on a profile.
 */
export const globalShortcuts = spoken([
  { callbackId: shortcutIds.lookUp, name: 'Look up a customer', command: 'customer', verb: 'lookup' },
  { callbackId: shortcutIds.eligibility, name: 'Check eligibility', command: 'eligibility', verb: '' },
  { callbackId: shortcutIds.assignCard, name: 'Assign a card', command: 'card', verb: 'assign' },
  { callbackId: shortcutIds.voucher, name: 'Apply a voucher', command: 'voucher', verb: 'apply' },
  { callbackId: shortcutIds.approvals, name: 'My approvals', command: 'approvals', verb: '' },
]) satisfies readonly { callbackId: ShortcutId; name: string; command: string; verb: string }[];
