import { z } from 'zod';
import { AssignableRole, type Membership } from '../../api/operations/index.ts';
import { Fault, refuse, refuseBecauseOf } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { redactorForOne } from '../../lib/mask.ts';
import { interpret } from '../../states/interpret.ts';
import { defineAction, type Readers } from '../define.ts';
import { blockWarning, mustExist, type SeenCustomer, seenCustomer } from '../shared/snapshots.ts';
import { failedOf, failureLines, howMany, type InPart, nameLines, noneDone } from './shared/in-part.ts';
import {
  bulkAbove,
  conflictOf,
  customerIfThere,
  membershipOf,
  mostPeople,
  oneAccountOnly,
  roleWord,
} from './shared/membership.ts';
import { accountName, accountWarning, seenAccount } from './shared/names.ts';

/** Puts customers into a business account: one with a role and a cost centre, several as plain members. */
export const addMembers = defineAction({
  name: 'account.add-members',
  label: 'Add members',
  risk: 'sensitive',
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
    const bad = people.flatMap(({ id, conflict }) => (conflict === undefined ? [] : [{ id, conflict }]));
    if (bad.length > 0)
      throw refuseBecauseOf(
        bad.map(({ id }) => id),
        allConflicts(bad.map(({ conflict }) => conflict)),
      );
    if (customerIds.length > 1 && (role === 'ADMIN' || costCenterId !== undefined))
      throw refuse(speak('Several people at once are added as members. Add them first, then give each a role or a cost centre.'));
    const costCenter = account.costCenters?.find(({ id }) => id === costCenterId);
    if (costCenterId !== undefined && costCenter === undefined)
      throw refuse(speak('{account} has no such cost centre. Choose one of its own.', { account: accountName(account) }));
    return {
      account: seenAccount(account),
      branchId: account.branchId,
      people: people.flatMap(({ customer }) => (customer === undefined ? [] : [customer])),
      costCenter: costCenter?.name ?? costCenter?.code,
    };
  },
  riskOf: (_snapshot, { customerIds }) => (customerIds.length > bulkAbove ? 'bulk' : 'sensitive'),
  count: ({ customerIds }) => customerIds.length,
  branches: ({ branchId, people }) => [branchId, ...people.map((person) => person.branchId)],
  fingerprint: ({ account, people }) => ({
    'Business account': account.id,
    Customers: people.map(({ id }) => id),
    ...Object.fromEntries(people.map(({ id, blockState }) => [`Block state of customer ${id}`, blockState ?? null])),
  }),
  concerns: ({ account, people }, redactor) => [
    accountWarning(account, redactor),
    ...people.map((person) => blockWarning(person, redactor)),
  ],
  preview({ account, people, costCenter }, { role }, redactor) {
    const [only] = people;
    const where = accountName(account, redactor);
    return {
      ...(people.length === 1 && only !== undefined
        ? {
            title: speak('Add {only} to {where} as {roleWord}', {
              only: redactor.person(only),
              where,
              roleWord: roleWord(role ?? 'MEMBER'),
            }),
            lines: costCenter === undefined ? [] : [speak('Cost centre: {text}', { text: redactor.text(costCenter) })],
          }
        : {
            title: speak('Add {people} people to {where}', { people: people.length, where }),
            lines: nameLines(people.map(redactor.person)),
          }),
      undo: speak('Can be undone by removing them again.'),
    };
  },
  async execute({ operations }, { accountId, customerIds, role, costCenterId }, _context, { people }): Promise<InPart<number>> {
    const [only] = customerIds;
    if (customerIds.length > 1 || only === undefined) {
      const result = await operations.accounts.addMembers({
        params: { userGroupId: accountId },
        body: { userIds: customerIds },
      });
      if (failedOf(customerIds, result).length === customerIds.length)
        throw noneDone(result, speak('Nobody was added.'), nameFrom(people));
      return result;
    }
    try {
      await operations.accounts.addMember({
        params: { userGroupId: accountId },
        body: { userId: only, role: role ?? 'MEMBER', costCenterId },
      });
    } catch (error) {
      throw await worded({ operations }, error, accountId, only, nameFrom(people));
    }
    return { successful: [only], unsuccessful: [] };
  },
  async verify(readers, { accountId, customerIds, role, costCenterId }, _snapshot, _context, result) {
    const failed = failedOf(customerIds, result);
    const added = customerIds.filter((id) => !failed.includes(id));
    const memberships = await Promise.all(added.map((id) => membershipOf(readers, accountId, id)));
    const asAsked = (membership: Membership | undefined) =>
      membership !== undefined &&
      (customerIds.length > 1 ||
        ((role === undefined || membership.role === role) &&
          (costCenterId === undefined || membership.costCenterId === costCenterId)));
    if (!memberships.every(asAsked)) return 'not-done';
    // A state that nobody knows may be that somebody has yet to agree.
    const isClear = ({ state }: Pick<Membership, 'state'> = {}) => state === undefined || interpret('membership', state).known;
    return memberships.every(isClear) ? 'done' : 'cannot-tell';
  },
  render(snapshot, { customerIds }, redactor, result) {
    const { account, people } = snapshot;
    const [only] = people;
    const done = customerIds.length - failedOf(customerIds, result).length;
    const where = accountName(account, redactor);
    if (customerIds.length === 1 && only !== undefined)
      return { title: speak('{only} is added to {where}', { only: redactor.person(only), where }) };
    return {
      title: speak('{howMany} added to {where}', { howMany: howMany(done, customerIds.length, 'person', 'people'), where }),
      lines: result === undefined ? [] : failureLines(result, nameFrom(people, redactor.person), redactor, snapshot),
    };
  },
  again({ accountId, customerIds }, result) {
    const failed = failedOf(customerIds, result);
    return failed.length === 0 ? undefined : { accountId, customerIds: failed };
  },
});

type Candidate = { id: number; customer?: SeenCustomer; conflict?: string };

/** Whether this customer can be added, and why not. */
async function candidate(readers: Readers, accountId: number, id: number): Promise<Candidate> {
  const [found, theirs] = await Promise.all([
    customerIfThere(readers, id),
    readers.operations.customers.accounts({ params: { id } }).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'not_found') return { items: [] };
      throw error;
    }),
  ]);
  if (found === undefined) return { id, conflict: speak('There is no customer {id}.', { id }) };
  const customer = seenCustomer(found);
  try {
    mustExist(customer);
  } catch (error) {
    if (error instanceof Fault) return { id, conflict: error.say };
    throw error;
  }
  const conflict = conflictOf(redactorForOne().person(customer), accountId, theirs.items);
  return { id, customer, conflict };
}

/** All of them, so that a long list is put right in one go. */
function allConflicts(conflicts: readonly string[]): string {
  const shown = conflicts.slice(0, 8);
  const rest = conflicts.length - shown.length;
  const isElsewhere = conflicts.some((conflict) => /\(business account \d{1,15}\) already\.$/.test(conflict));
  return [
    ...shown,
    ...(rest === 0 ? [] : [speak('{rest} more cannot be added.', { rest })]),
    ...(isElsewhere ? [speak(oneAccountOnly)] : []),
  ].join(' ');
}

function nameFrom(people: readonly SeenCustomer[], word: (person: SeenCustomer) => string = redactorForOne().person) {
  return (id: number) => word(people.find((person) => person.id === id) ?? { id });
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
  return new Fault(
    'upstream_refused',
    speak('{conflict} {rest}Nothing was changed.', { conflict, rest: isElsewhere ? `${speak(oneAccountOnly)} ` : '' }),
    {
      message: error.message,
      cause: error,
      context: error.context,
    },
  );
}
