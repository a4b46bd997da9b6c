import { z } from 'zod';
import { AssignableRole, type Membership } from '../../api/operations/index.ts';
import { refuse, unchanged } from '../../errors.ts';
import { showToOne } from '../../lib/mask.ts';
import { defineAction } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { EmailAddress } from '../vocabulary/contact-fields.ts';
import { membershipOf, membershipStateWord, roleWord, seenMember } from '../vocabulary/membership.ts';

/** What changes of a membership; what is left out stays as it is, null is nothing. */
const Edit = z
  .object({
    role: AssignableRole,
    state: z.string().min(1),
    costCenterId: z.number().int().nullable(),
    superiorEmail: EmailAddress.nullable(),
  })
  .partial();

/** A membership as it is written: whole, so that nothing is lost. */
type Whole = { role: string; state: string; costCenterId: number | null; superiorEmail: string | null };

/** Changes what a member is in a business account. */
export const updateMember = defineAction({
  name: 'account.update-member',
  label: 'Change a membership',
  risk: 'sensitive',
  reason: 'optional',
  input: Edit.extend({ accountId: z.number().int(), customerId: z.number().int() }),
  subjects: ({ accountId, customerId }) => [`account:${accountId}`, `customer:${customerId}`],
  async precheck(readers, { accountId, customerId, ...edit }) {
    const [account, membership] = await Promise.all([
      readers.operations.accounts.get({ params: { userGroupId: accountId } }),
      membershipOf(readers, accountId, customerId),
    ]);
    if (membership === undefined) throw refuse(`Customer ${customerId} is no member of ${accountName(account)}. Add them first.`);
    const member = seenMember(membership);
    if (membership.role === 'OWNER')
      throw refuse(
        `${showToOne().person(member)} owns ${accountName(account)}. The owner’s membership cannot be changed here; give the account another owner in the back office first.`,
      );
    const costCenters = account.costCenters ?? [];
    if (edit.costCenterId != null && !costCenters.some(({ id }) => id === edit.costCenterId))
      throw refuse(`${accountName(account)} has no such cost centre. Choose one of its own.`);
    const before = wholeOf(membership);
    const role = AssignableRole.safeParse(edit.role ?? before.role);
    if (!role.success) throw refuse(`The role ${roleWord(before.role)} cannot be written here: choose another role, too.`);
    const after = { ...changed(before, edit), role: role.data };
    if (isSame(before, after)) throw unchanged('Nothing would change yet: choose another role, state, cost centre or superior.');
    return {
      account: seenAccount(account),
      branchId: account.branchId,
      member,
      before,
      after,
      costCenters: Object.fromEntries(costCenters.map(({ id, name, code }) => [String(id), name ?? code ?? `no. ${id}`])),
    };
  },
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account, member, before }) => ({
    'Business account': account.id,
    Customer: member.id,
    Role: roleWord(before.role),
    State: membershipStateWord(before.state),
    'Cost centre': before.costCenterId,
    Superior: before.superiorEmail,
  }),
  preview({ account, member, before, after, costCenters }, _input, show) {
    const costCenter = (id: number | null) => (id === null ? 'none' : show.text(costCenters[id] ?? `no. ${id}`));
    const superior = (email: string | null) => (email === null ? 'none' : show.email(email));
    const all = [
      { label: 'Role', before: roleWord(before.role), after: roleWord(after.role) },
      { label: 'State', before: membershipStateWord(before.state), after: membershipStateWord(after.state) },
      { label: 'Cost centre', before: costCenter(before.costCenterId), after: costCenter(after.costCenterId) },
      { label: 'Superior', before: superior(before.superiorEmail), after: superior(after.superiorEmail) },
    ];
    const isKept = [
      before.role === after.role,
      before.state === after.state,
      before.costCenterId === after.costCenterId,
      before.superiorEmail === after.superiorEmail,
    ];
    return {
      title: `Change the membership of ${show.person(member)} in ${accountName(account, show)}`,
      changes: all.filter((_change, index) => isKept[index] !== true),
      ...(after.role === 'ADMIN' && before.role !== 'ADMIN'
        ? { warning: 'An administrator can manage the account and its members.' }
        : {}),
      undo: 'Can be changed back.',
    };
  },
  execute({ operations }, { accountId, customerId }, _told, { after: { role, state, costCenterId, superiorEmail } }) {
    return operations.accounts.updateMember({
      params: { userGroupId: accountId, userId: customerId },
      body: {
        role,
        state,
        ...(costCenterId === null ? {} : { costCenterId }),
        ...(superiorEmail === null ? {} : { superiorEmail }),
      },
    });
  },
  async settled(readers, { accountId, customerId }, { after }) {
    const now = await membershipOf(readers, accountId, customerId);
    return now !== undefined && isSame(wholeOf(now), after) ? 'done' : 'not-done';
  },
  render: ({ account, member, after: { role, state } }, _input, show) => ({
    title: `${show.person(member)} is now ${state === 'ACTIVE' ? '' : `an ${membershipStateWord(state)} `}${roleWord(role)} of ${accountName(account, show)}`,
  }),
});

/** The whole as it is to be. */
function changed(before: Whole, edit: z.output<typeof Edit>): Whole {
  return {
    role: edit.role ?? before.role,
    state: edit.state ?? before.state,
    costCenterId: edit.costCenterId === undefined ? before.costCenterId : edit.costCenterId,
    superiorEmail: edit.superiorEmail === undefined ? before.superiorEmail : edit.superiorEmail,
  };
}

/** What is there now; a state that is not said is taken as active. */
function wholeOf({ role, state, costCenterId, superiorEmail }: Membership): Whole {
  return {
    role: role ?? 'MEMBER',
    state: state ?? 'ACTIVE',
    costCenterId: costCenterId ?? null,
    superiorEmail: superiorEmail ?? null,
  };
}

function isSame(one: Whole, other: Whole): boolean {
  return (
    one.role === other.role &&
    one.state === other.state &&
    one.costCenterId === other.costCenterId &&
    one.superiorEmail === other.superiorEmail
  );
}
