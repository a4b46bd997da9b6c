import { expect, it, vi } from 'vitest';
import { knownSmartmoveUser } from '../../sandbox/back-office/index.ts';
import type { AppContext } from '../../src/commands/app-context.ts';
import { lookupCommand } from '../../src/commands/customer/lookup.ts';
import { lookingApp } from '../../src/commands/looking.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { smartmoveFeature } from '../../src/commands/smartmove/index.ts';
import { Fault } from '../../src/errors.ts';
import type { JournalLook } from '../../src/journal/looks.ts';
import { actionIds } from '../../src/views/ids.ts';
import { writePointer } from '../../src/views/pointer.ts';
import { nobodyElse, openCommandHarness, staff } from '../support/command-harness.ts';

async function opened(options: Parameters<typeof openCommandHarness>[0] = {}) {
  const open = await openCommandHarness(options);
  const noted: JournalLook[] = [];
  const interaction = await open.command();
  const watch = (app: AppContext) => lookingApp({ ...app, looks: { note: (look) => noted.push(look) } }, staff.agent);
  return { interaction: { ...interaction, app: watch(interaction.app) }, noted };
}

it('somebody who opens a profile has looked at that customer, with all that it shows', async () => {
  const { interaction, noted } = await opened();
  await lookupCommand.run(interaction, ['1010']);
  expect(new Set(noted.map(({ who, customer }) => `${who} ${customer}`))).toEqual(new Set([`${staff.agent} 1010`]));
  expect(new Set(noted.map(({ saw }) => saw))).toEqual(new Set(['profile', 'accounts', 'payment', 'vouchers', 'eligibility']));
});

it('a profile that is drawn again after a change is a look once more', async () => {
  const noted: JournalLook[] = [];
  const draw = vi.fn<AppContext['afterChange']['draw']>();
  const open = await openCommandHarness({ app: { looks: { note: (look) => noted.push(look) }, afterChange: { draw } } });
  const start = createRegistry().buttons.find(({ id }) => id === actionIds.start);
  const pointer = { action: 'customer.update', from: 'profile', customer: 1010, branch: 1 };
  await start?.run(await open.press(writePointer(pointer)));
  expect(noted).toEqual([]);
  await draw.mock.calls[0]?.[1](open.app);
  expect(new Set(noted.map(({ who, customer }) => `${who} ${customer}`))).toEqual(new Set([`${staff.agent} 1010`]));
});

it('a list of hits and somebody who is not there are no look', async () => {
  const { interaction, noted } = await opened();
  await lookupCommand.run(interaction, ['an']);
  await lookupCommand.run(interaction, ['999999']);
  expect(noted).toEqual([]);
});

it('somebody who looks at a Smartmove user has looked at them, by their UUID', async () => {
  const { interaction, noted } = await opened({ smartmove: true });
  await smartmoveFeature.reads?.[0]?.command.run(interaction, [knownSmartmoveUser.toUpperCase()]);
  expect(noted).toEqual([{ who: staff.agent, customer: knownSmartmoveUser, saw: 'Smartmove user' }]);
});

it('a form that shows a customer is a look, and one that is refused is none', async () => {
  const { interaction, noted } = await opened();
  const preview = (subjects: readonly string[], isRefused: boolean): AppContext => ({
    ...interaction.app,
    looks: { note: (look) => noted.push(look) },
    approvals: {
      ...interaction.app.approvals,
      preview: async () =>
        isRefused
          ? { kind: 'refused', fault: new Fault('refused', 'no') }
          : {
              kind: 'ready',
              about: subjects,
              plain: { title: '' },
              lately: nobodyElse,
              needsTicket: false,
              gate: { kind: 'at-once', rule: null },
            },
    },
  });
  const asked = { action: 'customer.update', input: {}, asker: staff.agent };
  await lookingApp(preview(['customer:1010', 'account:4', 'smartmove:new'], false), staff.agent).approvals.preview(asked);
  await lookingApp(preview(['customer:1011'], true), staff.agent).approvals.preview(asked);
  expect(noted).toEqual([{ who: staff.agent, customer: 1010, saw: 'form' }]);
});
