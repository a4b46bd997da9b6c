import { describe, expect, it } from 'vitest';
import { addSignIn } from '../../src/actions/access/add-sign-in.ts';
import { logout } from '../../src/actions/access/logout.ts';
import { removeSignIn } from '../../src/actions/access/remove-sign-in.ts';
import { resetMfa } from '../../src/actions/access/reset-mfa.ts';
import { sendPasswordReset } from '../../src/actions/access/send-password-reset.ts';
import { addMembers } from '../../src/actions/account/add-members.ts';
import { assignCard } from '../../src/actions/card/assign.ts';
import { acceptTerms } from '../../src/actions/customer/accept-terms.ts';
import { deleteCustomer } from '../../src/actions/customer/delete.ts';
import { tagCustomer } from '../../src/actions/customer/tag.ts';
import { updateCustomer } from '../../src/actions/customer/update.ts';
import type { Plain } from '../../src/actions/define.ts';
import { approveRating } from '../../src/actions/rating/approve.ts';
import { createRating } from '../../src/actions/rating/create.ts';
import { queueRating } from '../../src/actions/rating/queue.ts';
import { applyVoucher } from '../../src/actions/voucher/apply.ts';
import { redactorForMany, redactorForOne } from '../../src/lib/mask.ts';
import { type ActionHarness, openActionHarness } from '../support/action-harness.ts';

const customerId = 1010;
const rated = { kind: 'customer' as const, id: customerId };
const redactor = redactorForOne();

/** Every action about a customer, and what its form and its card say before it is asked. */
const previews: Readonly<Record<string, (harness: ActionHarness) => Promise<Plain>>> = {
  'voucher.apply': async (harness) => {
    const input = { target: rated, templateId: 903, branchId: 1 };
    return applyVoucher.preview(await harness.look(applyVoucher, input), input, redactor);
  },
  'card.assign': async (harness) => {
    const card = [...harness.backOffice.world.cards.values()].find(({ state }) => state === 'NEW');
    const input = { cardId: card?.id ?? 0, customerId };
    return assignCard.preview(await harness.look(assignCard, input), input, redactor);
  },
  'customer.update': async (harness) => {
    const input = updateCustomer.input.parse({ customerId, edit: { city: 'Graz' } });
    return updateCustomer.preview(await harness.look(updateCustomer, input), input, redactor);
  },
  'customer.delete': async (harness) =>
    deleteCustomer.preview(await harness.look(deleteCustomer, { customerId }), { customerId }, redactor),
  'customer.tag': async (harness) => {
    const input = { customerId, branchId: 1, tags: ['vip'] };
    return tagCustomer.preview(await harness.look(tagCustomer, input), input, redactor);
  },
  'customer.accept-terms': async (harness) => {
    const input = acceptTerms.input.parse({ customerId, branchId: 1 });
    return acceptTerms.preview(await harness.look(acceptTerms, input), input, redactor);
  },
  'access.send-password-reset': async (harness) =>
    sendPasswordReset.preview(await harness.look(sendPasswordReset, { customerId }), { customerId }, redactor),
  'access.add-sign-in': async (harness) => {
    const input = { customerId, method: 'PHONE' as const };
    return addSignIn.preview(await harness.look(addSignIn, input), input, redactor);
  },
  'access.remove-sign-in': async (harness) => {
    const input = { customerId, method: 'EMAIL' as const };
    return removeSignIn.preview(await harness.look(removeSignIn, input), input, redactor);
  },
  'access.reset-mfa': async (harness) => resetMfa.preview(await harness.look(resetMfa, { customerId }), { customerId }, redactor),
  'access.logout': async (harness) => logout.preview(await harness.look(logout, { customerId }), { customerId }, redactor),
  'account.add-members': async (harness) => {
    const input = { accountId: 7001, customerIds: [customerId] };
    return addMembers.preview(await harness.look(addMembers, input), input, redactor);
  },
  'rating.approve': async (harness) => approveRating.preview(await harness.look(approveRating, { rated }), { rated }, redactor),
  'rating.create': async (harness) => {
    const input = { rated, status: 'APPROVED' as const, score: 500 };
    return createRating.preview(await harness.look(createRating, input), input, redactor);
  },
  'rating.queue': async (harness) => queueRating.preview(await harness.look(queueRating, { rated }), { rated }, redactor),
};

async function harnessWith(blockState: string | undefined): Promise<ActionHarness> {
  const harness = await openActionHarness();
  const { world } = harness.backOffice;
  const customer = world.customers.get(customerId);
  if (customer === undefined) throw new Error('the customer is gone');
  const { blockState: _, ...rest } = customer;
  const changed = { ...rest, mfaEnabled: true, signInMethods: ['EMAIL'], creditStatus: 'PENDING' };
  world.customers.set(customerId, (blockState === undefined ? changed : { ...changed, blockState }) as typeof customer); // safe: a back office may leave it out
  world.refreshTokens.set(customerId, [
    { id: 'rt', createdAt: '2026-01-01T00:00:00Z', lastUsedAt: '2026-01-01T00:00:00Z', userAgent: 'App' },
  ]);
  return harness;
}

describe.each(Object.entries(previews))('%s says before it is asked', (_name, previewOf) => {
  it.each([
    ['ADMIN_BLOCKED', 'is blocked by an administrator'],
    ['BLOCKED', 'is blocked'],
    ['ON_HOLD', 'has the block state “ON_HOLD”, which Wheelhouse does not know'],
    [undefined, 'does not say whether'],
  ])('that the block state is %s', async (state, words) => {
    expect((await previewOf(await harnessWith(state))).warning).toContain(words);
  });

  it('nothing about it of a customer who is known not to be blocked', async () => {
    expect((await previewOf(await harnessWith('NOT_BLOCKED'))).warning ?? '').not.toMatch(/block/i);
  });
});

it('what many see of a blocked customer has no name in it', async () => {
  const harness = await harnessWith('ADMIN_BLOCKED');
  const input = { target: rated, templateId: 903, branchId: 1 };
  const { warning } = applyVoucher.preview(await harness.look(applyVoucher, input), input, redactorForMany());
  expect(warning).toBe('L.N. · customer 1010 is blocked by an administrator.');
});

it.each([
  ['BLOCKED', 'is blocked'],
  ['ON_HOLD', '“ON_HOLD”'],
])('a voucher for a business account says that its block state is %s', async (state, words) => {
  const harness = await openActionHarness();
  const group = harness.backOffice.world.groups.get(7001);
  if (group) group.blockState = state;
  const input = { target: { kind: 'account' as const, id: 7001 }, templateId: 903, branchId: 1 };
  expect(applyVoucher.preview(await harness.look(applyVoucher, input), input, redactor).warning).toContain(words);
});
