import { redactorForOne } from '../../src/lib/mask.ts';
import { membersMessage } from '../../src/views/account/members.ts';
import { membershipMessage } from '../../src/views/account/membership.ts';
import { accountPaymentMessage, billingMessage } from '../../src/views/account/money.ts';
import { accountMessage } from '../../src/views/account/profile.ts';
import type { Drawn } from './every-view.ts';
import type { World } from './worlds.ts';

/** What people see of business accounts. */
export function accountViews({ text, maybe, list }: World): Drawn[] {
  const redactor = redactorForOne();
  const account = text('Donau Catering (business account 7002)');
  const member = (id: number) => ({
    id,
    firstName: maybe('Anna'),
    lastName: maybe('Nowak'),
    email: maybe('anna@example.com'),
    role: maybe('ADMIN'),
    state: maybe('ACTIVE'),
    costCenter: maybe('Office'),
    superiorEmail: maybe('head@example.com'),
    page: maybe('https://dash.example/customers/42'),
  });
  const button = (index: number) => ({ text: text('Add members') || '-', actionId: `start:${index}`, value: 'account:7002' });
  return [
    {
      view: 'account/profile',
      message: accountMessage({
        account: {
          id: 7002,
          name: maybe('Donau Catering'),
          code: maybe('BA-002'),
          owner: member(42),
          membersCount: 7,
          billingCycle: maybe('MONTHLY'),
          paymentState: maybe('INVOICING'),
          creditStatus: maybe('PENDING'),
          defaultCostCenter: { id: 1 },
          costCenters: list((id) => ({ id, name: maybe('Office'), code: maybe('CC-1') })),
          defaultBusinessUnit: { id: 501, name: maybe('Logistics') },
          checkRentalRequirements: false,
          settings: { requireDrivingLog: true, shouldIgnoreBCategoryRentalRequirement: true },
          tags: list(() => text('key-account')),
        },
        branch: maybe('Vienna'),
        redactor,
        looks: [0, 1, 2, 3].map(button),
        dashboardUrl: maybe('https://back.example/accounts/7002'),
        starts: list((index) => ({ action: `account.add${index}`, label: text('Add'), value: `account:7002 page:${index}` })),
      }),
    },
    {
      view: 'account/members',
      message: membersMessage({
        account,
        accountId: 7002,
        branchId: 1,
        members: list(member),
        first: 11,
        total: 200,
        redactor,
        pages: [{ text: 'Next', actionId: 'account.members-page:next', value: 'account:7002 page:2' }],
      }),
    },
    {
      view: 'account/membership',
      message: membershipMessage({ account, member: { ...member(42), role: 'OWNER' }, redactor, buttons: [button(0)] }),
    },
    {
      view: 'account/billing',
      message: billingMessage({
        account,
        currency: maybe('EUR'),
        openGross: 12.5,
        periodStart: maybe('2026-11-01'),
        periodEnd: maybe('2026-11-21'),
      }),
    },
    {
      view: 'account/payment',
      message: accountPaymentMessage({
        account,
        sources: list(() => ({
          label: maybe('Visa 4242'),
          type: maybe('CARD'),
          state: maybe('ACTIVE'),
          isDefault: true,
          expiresAt: maybe('2027-01-31'),
        })),
      }),
    },
  ];
}
