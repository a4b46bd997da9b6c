import { describe, expect, it } from 'vitest';
import { dashboardUrl } from '../../../src/approvals/policy/dashboard-pages.ts';
import { lookupCommand, lookupRead } from '../../../src/commands/customer/lookup.ts';
import { writePointer } from '../../../src/views/pointer.ts';
import { isCall, lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const { button: openCustomerButton } = lookupRead;

const pointer = (customer: number, branch = 1) => writePointer({ customer, branch });

/** The parts of a profile of customer 1010. */
const parts = [
  '/details',
  '/groups',
  '/payment-sources',
  '/vouchers',
  '/ratings',
  '/customer-identity-cards?',
  '/rental-requirements/start',
];
const isPart = ({ path }: { path: string }) => parts.some((part) => path.includes(part));

it('all parts of a profile are asked for before any of them is answered', async () => {
  const harness = await openCommandHarness();
  const hold = harness.backOffice.hold((call) => isCall(call) && isPart(call), 'before');
  const press = await harness.press(pointer(1010));
  const running = openCustomerButton.run(press);
  await hold.arrived(parts.length);
  expect(hold.waiting()).toBe(parts.length);
  hold.release();
  await running;
  expect(harness.calls().filter((call) => isPart({ path: call }))).toHaveLength(parts.length);
  expect(readBlocks(lastOf(press).blocks)).toContain('Lena Novak');
});

it('the second profile costs nine calls: branches and categories are remembered', async () => {
  const harness = await openCommandHarness();
  await openCustomerButton.run(await harness.press(pointer(1010)));
  const before = harness.calls().length;
  await openCustomerButton.run(await harness.press(pointer(1001)));
  expect(harness.calls().slice(before)).toHaveLength(9);
});

it('says who it is, masked, whether they can drive and pay, and why not', async () => {
  const harness = await openCommandHarness();
  const interaction = await harness.command();
  await lookupCommand.run(interaction, ['1010']);
  const text = readBlocks(lastOf(interaction).blocks);
  expect(text).toContain('Lena Novak (customer 1010)');
  expect(text).toContain('l…@example.com');
  expect(text).not.toContain('lena.novak@example.com');
  expect(text).toMatch(/Can’t rent in Vienna \(Compact car\): terms not accepted/);
  expect(text).toContain('Can pay');
});

it('shows each card once, no matter who knew of it', async () => {
  const harness = await openCommandHarness();
  const interaction = await harness.command();
  await lookupCommand.run(interaction, ['1001']);
  expect(readBlocks(lastOf(interaction).blocks).match(/HM-10001/g)).toHaveLength(1);
});

describe('a part that fails', () => {
  it('says so while the rest is shown', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.world.permissions.delete('PAYMENT_SOURCE_READ');
    harness.backOffice.world.permissions.delete('USER_GROUP_READ');
    const press = await harness.press(pointer(1010));
    await openCustomerButton.run(press);
    const text = readBlocks(lastOf(press).blocks);
    expect(text).toContain('Lena Novak');
    expect(text).toMatch(/Payment methods: could not be loaded/);
    expect(text).toMatch(/Business account: could not be loaded/);
    expect(text).toContain('Cards: none');
  });

  it('leaves the cards that the details know', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.world.permissions.delete('IDENTITY_CARD_READ');
    const press = await harness.press(pointer(1001));
    await openCustomerButton.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('HM-10001');
  });

  it('of the details leaves the customer, read alone, and no verdict that nobody gave', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(pointer(1010, 99));
    await openCustomerButton.run(press);
    const text = readBlocks(lastOf(press).blocks);
    expect(text).toContain('Lena Novak');
    expect(text).toMatch(/Terms, invoices and rides: could not be loaded/);
    expect(text).toMatch(/Whether they can rent in branch 99 is not known/);
  });
});

it('a customer who cannot be read at all is a sentence and not half a profile', async () => {
  const harness = await openCommandHarness();
  const press = await harness.press(pointer(99));
  await openCustomerButton.run(press);
  expect(press.said).toHaveLength(1);
  expect(readBlocks(lastOf(press).blocks)).not.toContain('Can’t rent');
});

it('a back office that fails is reported, with a button that does the same again', async () => {
  const harness = await openCommandHarness();
  harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
  const interaction = await harness.command();
  await lookupCommand.run(interaction, ['1010']);
  expect(buttonObjects(lastOf(interaction).blocks)).toMatchObject([{ text: 'Try again', value: 'customer lookup 1010' }]);
});

it('hostile names, streets and tags ping nobody and break nothing', async () => {
  const harness = await openCommandHarness();
  for (const id of [1007, 1017, 1018, 1019, 1020, 1015, 1014]) {
    const press = await harness.press(pointer(id));
    await openCustomerButton.run(press); // the harness holds every answer against Slack's limits and looks for live pings
    expect(press.said).toHaveLength(1);
    expect(readBlocks(lastOf(press).blocks)).toContain(`customer ${id}`);
  }
});

describe('what this person may not see', () => {
  it('is not even read, and the profile says what is left out', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(pointer(1001), undefined, staff.reader);
    await openCustomerButton.run(press);
    const text = readBlocks(lastOf(press).blocks);
    expect(text).toContain('Not shown to your role: business account, payment methods, vouchers, credit rating');
    expect(harness.calls().filter((call) => /payment-sources|vouchers|ratings|groups/.test(call))).toEqual([]);
  });

  it('is there for those who may', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(pointer(1001));
    await openCustomerButton.run(press);
    const text = readBlocks(lastOf(press).blocks);
    expect(text).not.toContain('Not shown to your role');
    expect(text).toContain('Vouchers:');
    expect(text).toContain('Credit rating:');
    expect(text).toContain('Tags: vip');
  });
});

describe('the states of verification', () => {
  it.each([
    [1003, 'Driving licence: rejected', 'see why (/verification show)'],
    [1024, 'Manual verification: in progress', 'wait for the back-office check'],
    [1026, 'Driving licence: expired', 'ask the customer to upload the new one'],
  ])('of customer %s are reported in words with the next step', async (id, state, next) => {
    const harness = await openCommandHarness();
    const press = await harness.press(pointer(id));
    await openCustomerButton.run(press);
    const text = readBlocks(lastOf(press).blocks);
    expect(text).toContain(state);
    expect(text).toContain(next);
  });
});

describe('what is offered', () => {
  const startsOf = async (customer: number, person: string) => {
    const harness = await openCommandHarness();
    const press = await harness.press(pointer(customer), undefined, person);
    await openCustomerButton.run(press);
    return JSON.stringify(lastOf(press).blocks);
  };

  it('is what this person may start, with the customer filled in', async () => {
    const blocks = await startsOf(1010, staff.agent);
    expect(blocks).toContain('action:card.assign customer:1010 branch:1');
    expect(blocks).toContain('action:voucher.apply customer:1010 branch:1');
    expect(blocks).toContain('action:customer.accept-terms customer:1010 branch:1');
    expect(blocks).not.toContain('card.unassign');
  });

  it('is every action of a customer, for those who may all, and not what makes no sense now', async () => {
    const blocks = await startsOf(1001, staff.lead);
    for (const action of [
      'card.assign',
      'voucher.apply',
      'customer.update',
      'customer.tag',
      'customer.delete',
      'access.send-password-reset',
      'access.add-sign-in',
      'access.remove-sign-in',
      'access.reset-mfa',
      'access.logout',
    ])
      expect(blocks).toContain(`action:${action} customer:1001`);
    expect(blocks).not.toContain('customer.create');
    expect(await startsOf(1010, staff.lead)).not.toContain('access.reset-mfa');
  });

  it('leaves out accepting terms that are accepted, and offers to take back a card that there is', async () => {
    const blocks = await startsOf(1001, staff.agent);
    expect(blocks).not.toContain('accept-terms');
    expect(blocks).toContain('action:card.unassign customer:1001 card:3001 branch:1');
  });

  it('is nothing for somebody who may only look, nor a reveal', async () => {
    const blocks = await startsOf(1010, staff.reader);
    expect(blocks).not.toContain('action:');
    expect(blocks).not.toContain('customer.reveal');
  });

  it('is nothing for a deleted account', async () => {
    const blocks = await startsOf(1014, staff.agent);
    expect(blocks).not.toContain('action:');
    expect(blocks).toContain('Account deleted');
  });
});

describe('a link to the back office', () => {
  it('is there if the policy has a pattern with a place for the id', () => {
    const urlBy = (customer: string | null) => dashboardUrl({ customer, account: null, card: null }, 'customer', 7);
    expect(urlBy('https://back.example/customers/{id}?tab=1')).toBe('https://back.example/customers/7?tab=1');
    expect(urlBy('https://back.example/customers')).toBeUndefined();
    expect(urlBy(null)).toBeUndefined();
  });

  it('is on the profile', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(pointer(1010));
    await openCustomerButton.run(press);
    expect(JSON.stringify(lastOf(press).blocks)).toContain('https://back.example/customers/1010');
  });
});
