import { z } from 'zod';
import { AssignableRole, type Membership } from '../../api/operations/index.ts';
import { Fault, refuse } from '../../errors.ts';
import { showToOne } from '../../lib/mask.ts';
import { listed } from '../../lib/text.ts';
import { defineAction, type Readers } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { failedOf, failureLines, howMany, type InPart, nameLines, noneDone } from '../vocabulary/in-part.ts';
import {
  bulkAbove,
  conflictOf,
  customerIfThere,
  membershipOf,
  mostPeople,
  oneAccountOnly,
  roleWord,
} from '../vocabulary/membership.ts';
import { mustExist, type SeenCustomer, seenCustomer } from '../vocabulary/seen.ts';

/** Puts customers into a business account: one with a role and a cost centre, several as plain members. */
export const addMembers = defineAction({
  name: 'account.add-members',
  label: 'Add members',
  risk: 'sensitive',
  reason: 'optional',
  input: z.object({
    accountId: z.number().int(),
    customerIds: z.array(z.number().int()).min(1).max(mostPeople),
    role: AssignableRole.optional(),
    costCenterId: z.number().int().optional(),
  }),
  subjects: ({ accountId, customerIds }) => [`account:${accountId}`, ...customerIds.map((id) => `customer:${id}`)],
  async precheck(readers, { accountId, customerIds, role, costCenterId }) {
    const [account, people] = await Promise.all([
      readers.operations.accounts.get({ params: { userGroupId: accountId } }),
      Promise.all(customerIds.map((id) => candidate(readers, accountId, id))),
    ]);
    const conflicts = people.flatMap(({ conflict }) => (conflict === undefined ? [] : [conflict]));
    if (conflicts.length > 0) throw refuse(allConflicts(conflicts));
    if (customerIds.length > 1 && (role === 'ADMIN' || costCenterId !== undefined))
      throw refuse('Several people at once are added as members. Add them first, then give each a role or a cost centre.');
    const costCenter = account.costCenters?.find(({ id }) => id === costCenterId);
    if (costCenterId !== undefined && costCenter === undefined)
      throw refuse(`${accountName(account)} has no such cost centre. Choose one of its own.`);
    return {
      account: seenAccount(account),
      branchId: account.branchId,
      people: people.flatMap(({ customer }) => (customer === undefined ? [] : [customer])),
      costCenter: costCenter?.name ?? costCenter?.code,
    };
  },
  riskOf: (_seen, { customerIds }) => (customerIds.length > bulkAbove ? 'bulk' : 'sensitive'),
  count: ({ customerIds }) => customerIds.length,
  branches: ({ branchId, people }) => [branchId, ...people.map((person) => person.branchId)],
  fingerprint: ({ account, people }) => ({
    'Business account': account.id,
    Customers: people.map(({ id }) => id),
    ...Object.fromEntries(people.map(({ id, blockState }) => [`Block state of customer ${id}`, blockState])),
  }),
  preview({ account, people, costCenter }, { role }, show) {
    const [only] = people;
    const blocked = people.filter(({ blockState }) => blockState === 'BLOCKED').map(show.person);
    const where = accountName(account, show);
    return {
      ...(people.length === 1 && only !== undefined
        ? {
            title: `Add ${show.person(only)} to ${where} as ${roleWord(role ?? 'MEMBER')}`,
            lines: costCenter === undefined ? [] : [`Cost centre: ${show.text(costCenter)}`],
          }
        : { title: `Add ${people.length} people to ${where}`, lines: nameLines(people.map(show.person)) }),
      ...(blocked.length === 0 ? {} : { warning: `${listed(blocked)} ${blocked.length === 1 ? 'is' : 'are'} blocked.` }),
      undo: 'Can be undone by removing them again.',
    };
  },
  async execute({ operations }, { accountId, customerIds, role, costCenterId }, _told, { people }): Promise<InPart<number>> {
    const [only] = customerIds;
    if (customerIds.length > 1 || only === undefined) {
      const result = await operations.accounts.addMembers({
        params: { userGroupId: accountId },
        body: { userIds: customerIds },
      });
      if (failedOf(customerIds, result).length === customerIds.length)
        throw noneDone(result, 'Nobody was added.', nameFrom(people));
      return result;
    }
    try {
      await operations.accounts.addMember({
        params: { userGroupId: accountId },
        body: { userId: only, role: role ?? 'MEMBER', ...(costCenterId === undefined ? {} : { costCenterId }) },
      });
    } catch (error) {
      throw await worded({ operations }, error, accountId, only, nameFrom(people));
    }
    return { successful: [only], unsuccessful: [] };
  },
  async settled(readers, { accountId, customerIds, role, costCenterId }, _seen, _told, result) {
    const failed = failedOf(customerIds, result);
    const added = customerIds.filter((id) => !failed.includes(id));
    const memberships = await Promise.all(added.map((id) => membershipOf(readers, accountId, id)));
    const asAsked = (membership: Membership | undefined) =>
      membership !== undefined &&
      (customerIds.length > 1 ||
        ((role === undefined || membership.role === role) &&
          (costCenterId === undefined || membership.costCenterId === costCenterId)));
    return memberships.every(asAsked) ? 'done' : 'not-done';
  },
  render(seen, { customerIds }, show, result) {
    const { account, people } = seen;
    const [only] = people;
    const done = customerIds.length - failedOf(customerIds, result).length;
    const where = accountName(account, show);
    if (customerIds.length === 1 && only !== undefined) return { title: `${show.person(only)} is added to ${where}` };
    return {
      title: `${howMany(done, customerIds.length, 'person', 'people')} added to ${where}`,
      lines: result === undefined ? [] : failureLines(result, nameFrom(people, show.person), show, seen),
    };
  },
  again({ accountId, customerIds }, result) {
    const failed = failedOf(customerIds, result);
    return failed.length === 0 ? undefined : { accountId, customerIds: failed };
  },
});

type Candidate = { customer?: SeenCustomer; conflict?: string };

/** Whether this customer can be added, and why not. */
async function candidate(readers: Readers, accountId: number, id: number): Promise<Candidate> {
  const [found, theirs] = await Promise.all([
    customerIfThere(readers, id),
    readers.operations.customers.accounts({ params: { id } }).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'not_found') return { items: [] };
      throw error;
    }),
  ]);
  if (found === undefined) return { conflict: `There is no customer ${id}.` };
  const customer = seenCustomer(found);
  try {
    mustExist(customer);
  } catch (error) {
    if (error instanceof Fault) return { conflict: error.say };
    throw error;
  }
  const conflict = conflictOf(showToOne().person(customer), accountId, theirs.items);
  return { customer, ...(conflict === undefined ? {} : { conflict }) };
}

/** All of them, so that a long list is put right in one go. */
function allConflicts(conflicts: readonly string[]): string {
  const shown = conflicts.slice(0, 8);
  const rest = conflicts.length - shown.length;
  const isElsewhere = conflicts.some((conflict) => /\(business account \d{1,15}\) already\.$/.test(conflict));
  return [...shown, ...(rest === 0 ? [] : [`${rest} more cannot be added.`]), ...(isElsewhere ? [oneAccountOnly] : [])].join(' ');
}

function nameFrom(people: readonly SeenCustomer[], word: (person: SeenCustomer) => string = showToOne().person) {
  return (id: number) => word(people.find((person) => person.id === id) ?? { id, blockState: 'NONE' });
}

/** A 409 means that somebody else was quicker: said with the name of the account they are in now. */
async function worded(
  readers: Pick<Readers, 'operations'>,
  error: unknown,
  accountId: number,
  id: number,
  word: (id: number) => string,
): Promise<unknown> {
  if (!(error instanceof Fault) || error.code !== 'upstream_refused' || error.context.status !== 409) return error;
  const theirs = await readers.operations.customers.accounts({ params: { id } }).catch(() => ({ items: [] }));
  const conflict = conflictOf(word(id), accountId, theirs.items);
  if (conflict === undefined) return error;
  const isElsewhere = theirs.items.every((account) => account.id !== accountId);
  return new Fault('upstream_refused', `${conflict} ${isElsewhere ? `${oneAccountOnly} ` : ''}Nothing was changed.`, {
    message: error.message,
    cause: error,
    context: error.context,
  });
}
