import { expect, it } from 'vitest';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { voucherList, voucherListButton } from '../../../src/commands/voucher/list.ts';
import { callbackIds } from '../../../src/views/ids.ts';
import { type Desk, deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const voucher = {
  id: 1,
  voucherableCode: 'GOODWILL20',
  name: 'Goodwill 20',
  status: 'ACTIVE',
  valueGross: 20,
  remainingValueGross: 12.5,
  currency: 'EUR',
  validFrom: '2026-01-01T00:00:00Z',
};

function give(desk: Desk, holder: number) {
  desk.office.world.vouchers.set(holder, [voucher]);
}

it.each([
  ['1001', 1001, 'Maja Horvat (customer 1001) has 1 voucher', 'action:voucher.apply customer:1001 branch:1'],
  [
    'account:7001',
    7001,
    'Alpenblick Facility Services GmbH (business account 7001) has 1 voucher',
    'action:voucher.apply account:7001 branch:1',
  ],
])('/voucher list %s', async (word, holder, heading, apply) => {
  const desk = await openDesk();
  give(desk, holder);
  const interaction = await desk.command(deskPeople.lead);
  await voucherList.command.run(interaction, [word]);
  const { blocks } = lastOf(interaction);
  expect(readBlocks(blocks)).toContain(heading);
  expect(readBlocks(blocks)).toMatch(/Goodwill 20.*Active · 12\.5\d* EUR of 20\.?\d* EUR left/s);
  expect(buttonObjects(blocks)).toMatchObject([{ text: 'Apply voucher', value: apply }]);
});

it('takes the grant read.voucher, and offers no voucher to those who may give none', async () => {
  expect(voucherFeature.commands?.map(({ verb, needs }) => [verb, needs])).toContainEqual(['list', 'read.voucher']);
  const desk = await openDesk();
  give(desk, 1001);
  const interaction = await desk.command(deskPeople.reader);
  await voucherList.command.run(interaction, ['1001']);
  expect(buttonObjects(lastOf(interaction).blocks)).toEqual([]);
});

it('without a word asks whose', async () => {
  const desk = await openDesk();
  await voucherList.command.run(await desk.command(), []);
  expect(desk.drawn.now().callback_id).toBe(callbackIds.voucherList);
});

it('is opened from an account, too; a button that names nobody says so', async () => {
  const desk = await openDesk();
  give(desk, 7001);
  const press = await desk.press('account:7001 branch:1', undefined, deskPeople.lead);
  await voucherListButton.run(press);
  expect(readBlocks(lastOf(press).blocks)).toContain('Alpenblick');
  const empty = await desk.press('branch:1', undefined, deskPeople.lead);
  await voucherListButton.run(empty);
  expect(readBlocks(lastOf(empty).blocks)).toContain('does not say whose vouchers');
});
