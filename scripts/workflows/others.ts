import type { Interaction } from '../../src/commands/context.ts';
import { unfurl } from '../../src/commands/link/unfurl.ts';
import { lookUpInMessage } from '../../src/commands/shortcut/look-up.ts';
import { accountOptions } from '../../src/commands/subjects/find-accounts.ts';
import { cardOptions } from '../../src/commands/subjects/find-cards.ts';
import { customerOptions } from '../../src/commands/subjects/find-customers.ts';
import { createPermissions } from '../../src/reference/permissions.ts';

/** What people do without a command, and how many calls that makes when nothing is remembered yet. */
export type OtherSample = { what: string; calls: number; run(interaction: Interaction): Promise<unknown> };

const dashboardLink = { customer: 'https://back.example/customers/{id}', account: null, card: null };

export const otherSamples: readonly OtherSample[] = [
  { what: 'typing a customer into a form', calls: 1, run: ({ app }) => customerOptions(app, 'gruber', 1) },
  { what: 'typing a card into a form', calls: 1, run: ({ app }) => cardOptions(app, 'HM-1', 1) },
  { what: 'typing a business account into a form', calls: 1, run: ({ app }) => accountOptions(app, 'catering', 1) },
  {
    what: 'Look up customer, on a message',
    calls: 3,
    run: (interaction) => lookUpInMessage.run(interaction, { text: '1010 and anna.gruber@example.com' }),
  },
  {
    what: 'a link of the dashboard',
    calls: 1,
    run: ({ app, log, who }) =>
      unfurl({ ...app, policy: { ...app.policy, dashboardLink } }, log, {
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
    run: ({ app }) =>
      createPermissions({ ...app, policy: { permissions: { 'rating.queue': 'RATING_TRIGGER' }, branch: 1 } }).look([
        'rating.queue',
      ]),
  },
];
