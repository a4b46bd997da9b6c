import { expect, it } from 'vitest';
import { historyButtons } from '../../../src/commands/customer/history.ts';
import { lookAtMenu } from '../../../src/commands/customer/look-at.ts';
import { lookupCommand } from '../../../src/commands/customer/lookup.ts';
import { actionIds } from '../../../src/views/ids.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const [history] = historyButtons;
const entry = (kind: string) => ({
  seq: 7,
  at: new Date('2026-11-01T10:00:00Z'),
  kind,
  actor: staff.lead,
  requestId: undefined,
  action: undefined,
  subjects: [],
  facts: {},
  reason: undefined,
});

it('shows who looked at a customer to those who may read the journal, and to nobody else', async () => {
  const asked: unknown[] = [];
  const harness = await openCommandHarness({
    app: {
      audit: {
        find: async (filter) => {
          asked.push(filter);
          return { entries: [entry('look.customer')], hasOlder: false, hasNewer: false };
        },
      },
    },
  });
  const agent = await harness.press('customer:1010 branch:1');
  await history?.run(agent);
  expect(readBlocks(lastOf(agent).blocks)).toContain('Nothing was requested for this customer');
  expect(readBlocks(lastOf(agent).blocks)).not.toContain('looked');
  expect(asked).toEqual([]);
  const lead = await harness.press('customer:1010 branch:1', undefined, staff.lead);
  await history?.run(lead);
  expect(readBlocks(lastOf(lead).blocks)).toContain('Who looked at this customer last');
  expect(JSON.stringify(lastOf(lead).blocks)).toContain(staff.lead);
  expect(asked).toEqual([{ customer: 1010, kind: 'look' }]);
});

it('of a customer who cannot be read is not shown', async () => {
  const harness = await openCommandHarness();
  const press = await harness.press('customer:99999 branch:1');
  await history?.run(press);
  expect(readBlocks(lastOf(press).blocks)).not.toContain('History of');
});

it('a profile offers the lists that this person may see, and each opens', async () => {
  const harness = await openCommandHarness();
  const menuOf = async (person?: string) => {
    const interaction = await harness.command(person);
    await lookupCommand.run(interaction, ['1010']);
    const { blocks } = lastOf(interaction);
    const values = [...JSON.stringify(blocks).matchAll(/"value":"(look:[^"]+)"/g)].map(([, value = '']) => value);
    return { values, blocks };
  };
  const { values, blocks } = await menuOf(staff.lead);
  expect(values).toHaveLength(5);
  for (const value of values.slice(0, 4)) {
    const press = await harness.press(value, undefined, staff.lead);
    await lookAtMenu.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('Lena Novak');
  }
  expect((await menuOf(staff.reader)).values).toEqual([]);
  const refused = await harness.press(values[0] ?? '', undefined, staff.reader);
  await expect(lookAtMenu.run(refused)).rejects.toMatchObject({ code: 'not_allowed' });
  const [primary] = buttonObjects(blocks).filter(({ style }) => style === 'primary');
  expect(primary).toMatchObject({ text: 'Accept terms', actionId: `${actionIds.start}:customer.accept-terms` });
});

it('notes whom somebody has looked up', async () => {
  const noted: unknown[] = [];
  const harness = await openCommandHarness({
    app: { recent: { note: async (person, customer) => void noted.push([person, customer]), of: async () => [] } },
  });
  await lookupCommand.run(await harness.command(), ['1010']);
  expect(noted).toEqual([[staff.agent, { id: 1010, name: 'Lena Novak' }]]);
});
