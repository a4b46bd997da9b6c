import type { operations } from '../../../src/api/operations/index.ts';
import { findBranch, findCustomer, findGroup, findLivingCustomer } from '../find.ts';
import { type BackOfficeState, type HandlersOf, idFrom, newestFirst } from '../handlers.ts';
import { conflict, notFound } from '../refusal.ts';
import type { Voucher } from '../world/types.ts';

const DAY_MS = 86_400_000;
/** The user that the API client acts as: what it hands out bears this id, never an agent's. */
const apiClientId = 9001;

/** One voucher for each benefit of the template: the first carries the money, the last the free minutes. */
function apply(
  { world, clock }: BackOfficeState,
  accountId: number,
  given: { voucherableId: number; comment?: string | undefined },
): Voucher[] {
  const template = world.voucherables.get(given.voucherableId);
  if (template === undefined) throw notFound('VA101', 'Voucherable not found');
  if (template.type !== 'CustomerCare') throw conflict('VA103', 'Only customer-care vouchers can be applied here');
  if (!template.active) throw conflict('VA102', 'The voucherable is not active');
  if (template.accountType === 'GROUP' && !world.groups.has(accountId))
    throw conflict('VA104', 'This voucherable is for business accounts');
  const now = clock.now().getTime();
  const benefits = template.benefits.length > 0 ? template.benefits : [{ name: template.name }];
  const issued = benefits.map((benefit, place): Voucher => {
    const voucher: Voucher = {
      id: world.nextId(),
      voucherableCode: template.code,
      name: benefits.length === 1 ? template.name : benefit.name,
      voucherType: 'CUSTOMER_CARE',
      status: 'ACTIVE',
      createdAt: new Date(now).toISOString(),
      createdByUserId: apiClientId,
      validFrom: new Date(now).toISOString(),
    };
    if (place === 0 && template.valueGross !== undefined) {
      voucher.valueGross = template.valueGross;
      voucher.remainingValueGross = template.valueGross;
      voucher.currency = template.currency ?? world.currency;
    }
    if (place === benefits.length - 1 && template.freeMinutes !== undefined) voucher.freeMinutes = template.freeMinutes;
    if (template.validForDays !== undefined) voucher.validUntil = new Date(now + template.validForDays * DAY_MS).toISOString();
    if (world.keepComments && given.comment !== undefined) voucher.comment = given.comment;
    return voucher;
  });
  // What is written beside a voucher is a note on the account; no call reads those.
  if (given.comment !== undefined) world.notes.set(accountId, [...(world.notes.get(accountId) ?? []), given.comment]);
  world.vouchers.set(accountId, [...issued, ...(world.vouchers.get(accountId) ?? [])]);
  return issued;
}

export const voucherHandlers: HandlersOf<(typeof operations)['vouchers']> = {
  templates: {
    needs: 'VOUCHER_READ',
    handle({ world }, { query }) {
      if (query.branchId !== undefined) findBranch(world, query.branchId);
      return newestFirst(world.voucherables.values(), (template) => {
        // A branch that is not billable has none of its own, although it uses those of the branch above it.
        if (query.branchId !== undefined && template.branchId !== undefined && template.branchId !== query.branchId) return false;
        return template.type === query.type && (query.active === undefined || template.active === query.active);
      }).reverse();
    },
  },
  ofCustomer: {
    needs: 'VOUCHER_READ',
    handle: ({ world }, { params }) => world.vouchers.get(findCustomer(world, idFrom(params.userId)).id) ?? [],
  },
  ofAccount: {
    needs: 'VOUCHER_READ',
    handle: ({ world }, { params }) => world.vouchers.get(findGroup(world, idFrom(params.groupId)).id) ?? [],
  },
  applyToCustomer: {
    needs: 'VOUCHER_WRITE',
    handle: (office, { params, body }) => apply(office, findLivingCustomer(office.world, idFrom(params.userId)).id, body),
  },
  applyToAccount: {
    needs: 'VOUCHER_WRITE',
    handle: (office, { params, body }) => apply(office, findGroup(office.world, idFrom(params.groupId)).id, body),
  },
};
