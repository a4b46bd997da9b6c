import { showToMany, showToOne } from '../../src/lib/mask.ts';
import { candidatesMessage } from '../../src/views/customer/candidates.ts';
import { devicesMessage } from '../../src/views/customer/devices.ts';
import { noneFoundMessage } from '../../src/views/customer/none-found.ts';
import { paymentMessage } from '../../src/views/customer/payment.ts';
import { profileMessage } from '../../src/views/customer/profile.ts';
import { sharedProfileMessage } from '../../src/views/customer/profile-shared.ts';
import { revealedView, revealForm } from '../../src/views/customer/reveal.ts';
import { searchElsewhereView } from '../../src/views/customer/search-elsewhere.ts';
import type { Drawn } from './every-view.ts';
import { customer, profile } from './props.ts';
import type { World } from './worlds.ts';

/** What people see of customers. */
export function customerViews(world: World): Drawn[] {
  const { text, maybe, list } = world;
  const one = showToOne();
  const many = showToMany();
  const branch = { id: 1, name: text('Vienna') };
  return [
    { view: 'customer/profile', message: profileMessage(profile(world, one)) },
    { view: 'customer/profile with failed parts', message: profileMessage(brokenProfile(world)) },
    { view: 'customer/profile-shared', message: sharedProfileMessage({ ...profile(world, many), sharedBy: 'U0AGENT1' }) },
    {
      view: 'customer/candidates',
      message: candidatesMessage({
        search: text('nowak'),
        branch,
        hits: list((index) => customer(world, index)),
        first: 1,
        total: 200,
        show: one,
        previous: 'page:0',
        next: 'page:2',
        elsewhere: 'branch:1',
      }),
    },
    {
      view: 'customer/candidates by filters',
      message: candidatesMessage({
        search: '',
        branch,
        hits: list((index) => customer(world, index)),
        first: 1,
        total: 200,
        filters: text('sign-up not finished'),
        scope: 'cut',
        show: one,
        pick: { text: text('Payment'), actionId: 'customer.payment' },
      }),
    },
    {
      view: 'customer/none-found by filters',
      message: noneFoundMessage({ search: '', branch, elsewhere: 'x', filters: text('not blocked'), scope: 'everywhere' }),
    },
    {
      view: 'customer/payment',
      message: paymentMessage({
        who: one.person(customer(world)),
        firstName: maybe('Anna'),
        paymentState: maybe('SOURCE_ADDED'),
        isBlockedByInvoices: true,
        sources: list((index) => ({
          type: maybe('CREDIT_CARD'),
          label: maybe('Visa 4242'),
          state: maybe('ACTIVE'),
          isDefault: index === 0,
          expiresAt: maybe('2027-01-31'),
          isExpired: index % 2 === 1,
        })),
      }),
    },
    {
      view: 'customer/devices',
      message: devicesMessage({
        who: one.person(customer(world)),
        devices: list(() => ({
          userAgent: maybe('Firefox on Linux'),
          createdAt: maybe('2026-11-02T10:00:00Z'),
          lastUsedAt: maybe('yesterday'),
        })),
        timeZone: 'Europe/Vienna',
        logout: 'action:access.logout customer:42',
      }),
    },
    { view: 'customer/none-found', message: noneFoundMessage({ search: text('nowak'), branch, elsewhere: 'branch:1' }) },
    {
      view: 'customer/search-elsewhere',
      modal: searchElsewhereView({
        search: text('nowak'),
        branches: list((index) => ({ text: text(`Branch ${index}`), value: `branch:${index}` })),
        branch: 'branch:1',
      }),
    },
    { view: 'customer/reveal', modal: revealForm({ who: one.person(customer(world)), metadata: 'customer:42' }) },
    { view: 'customer/revealed', modal: revealedView({ customer: customer(world) }) },
  ];
}

function brokenProfile(world: World) {
  const failed = { ok: false as const, say: world.text('The back office does not answer.') };
  return {
    ...profile(world, showToOne()),
    details: failed,
    accounts: failed,
    paymentSources: failed,
    cards: failed,
    requirements: failed,
  };
}
