import { expect, it } from 'vitest';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { voucherList } from '../../../src/commands/voucher/list.ts';
import { type CommandHarness, lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const voucher = {
  id: 1,
  voucherableCode: 'GOODWILL20',
  name: 'Goodwill 20',
  voucherType: 'CUSTOMER_CARE',
  status: 'ACTIVE',
  createdAt: '2026-01-01T00:00:00Z',
  valueGross: 20,
  remainingValueGross: 12.5,
  currency: 'EUR',
  validFrom: '2026-01-01T00:00:00Z',
};

function give(harness: CommandHarness, holder: number) {
  harness.backOffice.world.vouchers.set(holder, [voucher]);
}

it.each([
  ['1001', 1001, 'Maja Horvat (customer 1001) has 1 voucher', 'action:voucher.apply customer:1001 branch:1'],
  ['card hm 10001', 1001, 'Maja Horvat (customer 1001) has 1 voucher', 'action:voucher.apply customer:1001 branch:1'],
  [
    'account:7001',
    7001,
    'Alpenblick Facility Services GmbH (business account 7001) has 1 voucher',
    'action:voucher.apply account:7001 branch:1',
  ],
])('/voucher list %s', async (word, holder, heading, apply) => {
  const harness = await openCommandHarness();
  give(harness, holder);
  const interaction = await harness.command(staff.lead);
  await voucherList.command.run(interaction, [word]);
  const { blocks } = lastOf(interaction);
  expect(readBlocks(blocks)).toContain(heading);
  expect(readBlocks(blocks)).toMatch(/Goodwill 20.*Active · €12\.50 of €20 left/s);
  expect(buttonObjects(blocks)).toMatchObject([{ text: 'Apply voucher', value: apply }]);
});

it('takes the grant read.voucher, and offers no voucher to those who may give none', async () => {
  expect(voucherFeature.reads?.map(({ command: { verb, needs } }) => [verb, needs])).toContainEqual(['list', 'read.voucher']);
  const harness = await openCommandHarness();
  give(harness, 1001);
  const interaction = await harness.command(staff.reader);
  await voucherList.command.run(interaction, ['1001']);
  expect(buttonObjects(lastOf(interaction).blocks)).toEqual([]);
});

it('without a word asks whose', async () => {
  const harness = await openCommandHarness();
  await voucherList.command.run(await harness.command(), []);
  expect(harness.drawn.now().callback_id).toBe(voucherList.submission.callbackId);
});

it('is opened from an account, too; a button that names nobody says so', async () => {
  const harness = await openCommandHarness();
  give(harness, 7001);
  const press = await harness.press('account:7001 branch:1', undefined, staff.lead);
  await voucherList.button.run(press);
  expect(readBlocks(lastOf(press).blocks)).toContain('Alpenblick');
  const empty = await harness.press('branch:1', undefined, staff.lead);
  await voucherList.button.run(empty);
  expect(readBlocks(lastOf(empty).blocks)).toContain('does not say whose vouchers');
});
