import { redactorForMany, redactorForOne } from '../../src/lib/mask.ts';
import { noteMessage } from '../../src/views/common/note.ts';
import { withWaysOn } from '../../src/views/common/ways-on.ts';
import { candidatesMessage } from '../../src/views/customer/candidates.ts';
import { devicesMessage } from '../../src/views/customer/devices.ts';
import { historyMessage } from '../../src/views/customer/history.ts';
import { noneFoundMessage } from '../../src/views/customer/none-found.ts';
import { paymentMessage } from '../../src/views/customer/payment.ts';
import { profileMessage } from '../../src/views/customer/profile.ts';
import { sharedProfileMessage } from '../../src/views/customer/profile-shared.ts';
import { revealedView, revealForm } from '../../src/views/customer/reveal.ts';
import type { Drawn } from './every-view.ts';
import { customer, now, profile, request } from './props.ts';
import type { World } from './worlds.ts';

/** What people see of customers. */
export function customerViews(world: World): Drawn[] {
  const { text, maybe, list } = world;
  const one = redactorForOne();
  const many = redactorForMany();
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
        redactor: one,
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
        redactor: one,
        pick: { text: text('Payment'), actionId: 'customer.payment' },
      }),
    },
    {
      view: 'customer/candidates of another spelling',
      message: candidatesMessage({
        search: text('nowak'),
        branch,
        alike: true,
        hits: list((index) => customer(world, index)),
        first: 1,
        redactor: one,
        elsewhere: 'branch:1',
        spelling: { text: text('novak'), command: 'customer lookup novak' },
      }),
    },
    {
      view: 'customer/candidates with others elsewhere',
      message: candidatesMessage({
        search: text('nowak'),
        branch,
        hits: list((index) => customer(world, index)),
        first: 1,
        total: 200,
        others: 3,
        everywhere: 'everywhere',
        redactor: one,
      }),
    },
    {
      view: 'customer/profile found by name',
      message: profileMessage({
        ...profile(world, one),
        found: { say: text('Found in Vienna.'), others: 'others', elsewhere: 'elsewhere' },
      }),
    },
    {
      view: 'customer/history of nothing',
      message: historyMessage({ who: one.person(customer(world)), requests: [], from: 0, looks: [], now, timeZone: undefined }),
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
        invoices: { openInvoicesGross: 31.5, currency: text('EUR') },
        dashboardUrl: 'https://dash.example/customers/42',
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
    {
      view: 'customer/history',
      message: historyMessage({
        now,
        timeZone: 'Europe/Vienna',
        who: one.person(customer(world)),
        requests: list((index) => ({ ...request(world, 'done'), id: `HISTORY${index}` })),
        from: 0,
        looks: list(() => ({ person: 'U0LEAD1', at: now })),
        previous: 'customer:42 page:0',
        next: 'customer:42 page:2',
      }),
    },
    {
      view: 'customer/none-found but something else',
      message: noneFoundMessage({
        search: text('HM-1'),
        branch,
        elsewhere: 'x',
        scope: 'everywhere',
        isCode: true,
        ways: ways(world),
      }),
    },
    {
      view: 'customer/none-found, and nothing else either',
      message: noneFoundMessage({ search: text('HM-1'), branch, elsewhere: 'x', scope: 'everywhere', isCode: true }),
    },
    { view: 'common/ways on', message: withWaysOn(noteMessage('-'), ways(world)) },
    { view: 'customer/none-found', message: noneFoundMessage({ search: text('nowak'), branch, elsewhere: 'branch:1' }) },
    { view: 'customer/reveal', modal: revealForm({ who: one.person(customer(world)), metadata: 'customer:42' }) },
    { view: 'customer/revealed', modal: revealedView({ customer: customer(world) }) },
  ];
}

function ways({ text, list }: World) {
  return list((index) => ({ say: text('That’s card HM-1.'), text: text('Show card'), command: `card find ${index}` }));
}

function brokenProfile(world: World) {
  const failed = { ok: false as const, say: world.text('The back office does not answer.') };
  return {
    ...profile(world, redactorForOne()),
    details: failed,
    accounts: failed,
    paymentSources: failed,
    cards: failed,
    requirements: failed,
  };
}
