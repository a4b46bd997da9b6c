import type { Interaction } from '../../src/commands/context.ts';
import { accountOptions } from '../../src/commands/find/accounts.ts';
import { cardOptions } from '../../src/commands/find/cards.ts';
import { customerOptions } from '../../src/commands/find/customers.ts';
import { createPermissions } from '../../src/commands/find/permissions.ts';
import { unfurl } from '../../src/commands/link/unfurl.ts';
import { lookUpInMessage } from '../../src/commands/shortcut/look-up.ts';

/** What people do without a command, and how many calls that makes when nothing is remembered yet. */
export type OtherSample = { what: string; calls: number; run(interaction: Interaction): Promise<unknown> };

const dashboardLink = 'https://back.example/customers/{id}';

export const otherSamples: readonly OtherSample[] = [
  { what: 'typing a customer into a form', calls: 1, run: ({ kit }) => customerOptions(kit, 'gruber', 1) },
  { what: 'typing a card into a form', calls: 1, run: ({ kit }) => cardOptions(kit, 'HM-1', 1) },
  { what: 'typing a business account into a form', calls: 1, run: ({ kit }) => accountOptions(kit, 'catering', 1) },
  {
    what: 'Look up customer, on a message',
    calls: 2,
    run: (interaction) => lookUpInMessage.run(interaction, { text: '1010 and anna.gruber@example.com' }),
  },
  {
    what: 'a link of the dashboard',
    calls: 1,
    run: ({ kit, log, who }) =>
      unfurl({ ...kit, policy: { ...kit.policy, dashboardLink } }, log, {
        channel: 'C0DESK',
        ts: '1.1',
        person: who.id,
        urls: ['https://back.example/customers/1010'],
        isForeign: false,
      }),
  },
  {
    what: 'offering an action that has a permission',
    calls: 1,
    run: ({ kit }) =>
      createPermissions({ ...kit, policy: { permissions: { 'rating.queue': 'RATING_TRIGGER' }, branch: 1 } }).look([
        'rating.queue',
      ]),
  },
];
