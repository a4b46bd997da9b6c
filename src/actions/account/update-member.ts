import { z } from 'zod';
import { AssignableRole, type Membership } from '../../api/operations/index.ts';
import { refuse, unchanged } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { redactorForOne } from '../../lib/mask.ts';
import { interpret, stateWord } from '../../states/interpret.ts';
import { defineAction } from '../define.ts';
import { EmailAddress } from '../shared/contact-fields.ts';
import { membershipOf, membershipStateWord, roleWord, seenMember } from './shared/membership.ts';
import { accountName, seenAccount } from './shared/names.ts';

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
type Whole = { role: string | null; state: string | null; costCenterId: number | null; superiorEmail: string | null };

/** Changes what a member is in a business account. */
export const updateMember = defineAction({
  name: 'account.update-member',
  label: 'Change a membership',
  risk: 'sensitive',
  input: Edit.extend({ accountId: z.number().int(), customerId: z.number().int() }),
  subjects: ({ accountId, customerId }) => [`account:${accountId}`, `customer:${customerId}`],
  async precheck(readers, { accountId, customerId, ...edit }) {
    const [account, membership] = await Promise.all([
      readers.operations.accounts.get({ params: { userGroupId: accountId } }),
      membershipOf(readers, accountId, customerId),
    ]);
    if (membership === undefined)
      throw refuse(
        speak('Customer {customerId} isn’t a member of {account}. Add them first.', {
          customerId,
          account: accountName(account),
        }),
      );
    const member = seenMember(membership);
    if (membership.role === 'OWNER')
      throw refuse(
        speak(
          '{member} owns {account}. The owner’s membership cannot be changed here; give the account another owner in the back office first.',
          { member: redactorForOne().person(member), account: accountName(account) },
        ),
      );
    const costCenters = account.costCenters ?? [];
    if (edit.costCenterId != null && !costCenters.some(({ id }) => id === edit.costCenterId))
      throw refuse(speak('{account} has no such cost centre. Choose one of its own.', { account: accountName(account) }));
    const before = wholeOf(membership);
    const role = AssignableRole.safeParse(edit.role ?? before.role);
    if (!role.success)
      throw refuse(
        before.role === null
          ? speak('The back office does not say which role they have, and a change writes it: choose a role, too.')
          : speak('The role {roleWord} cannot be written here: choose another role, too.', { roleWord: roleWord(before.role) }),
      );
    const after = { ...changed(before, edit), role: role.data };
    if (isSame(before, after))
      throw unchanged(speak('Nothing would change yet: choose another role, state, cost centre or superior.'));
    return {
      account: seenAccount(account),
      branchId: account.branchId,
      member,
      before,
      after,
      costCenters: Object.fromEntries(
        costCenters.map(({ id, name, code }) => [String(id), name ?? code ?? speak('no. {id}', { id })]),
      ),
    };
  },
  branches: ({ branchId }) => [branchId],
  concerns: ({ before, member }, redactor) => [
    isKnownMembership(before.state)
      ? undefined
      : speak('The membership of {member} {membershipDoubt}.', {
          member: redactor.person(member),
          membershipDoubt: membershipDoubt(before.state),
        }),
  ],
  fingerprint: ({ account, member, before }) => ({
    'Business account': account.id,
    Customer: member.id,
    Role: roleWord(before.role ?? undefined),
    State: membershipStateWord(before.state ?? undefined),
    'Cost centre': before.costCenterId,
    Superior: before.superiorEmail,
  }),
  preview({ account, member, before, after, costCenters }, _input, redactor) {
    const costCenter = (id: number | null) =>
      id === null ? speak('none') : redactor.text(costCenters[id] ?? speak('no. {id}', { id }));
    const superior = (email: string | null) => (email === null ? speak('none') : redactor.email(email));
    const all = [
      { label: speak('Role'), before: roleWord(before.role ?? undefined), after: roleWord(after.role) },
      {
        label: speak('State'),
        before: membershipStateWord(before.state ?? undefined),
        after: membershipStateWord(after.state ?? undefined),
      },
      { label: speak('Cost centre'), before: costCenter(before.costCenterId), after: costCenter(after.costCenterId) },
      { label: speak('Superior'), before: superior(before.superiorEmail), after: superior(after.superiorEmail) },
    ];
    const isKept = [
      before.role === after.role,
      before.state === after.state,
      before.costCenterId === after.costCenterId,
      before.superiorEmail === after.superiorEmail,
    ];
    return {
      title: speak('Change the membership of {member} in {account}', {
        member: redactor.person(member),
        account: accountName(account, redactor),
      }),
      changes: all.filter((_change, index) => isKept[index] !== true),
      warning:
        after.role === 'ADMIN' && before.role !== 'ADMIN'
          ? speak('An administrator can manage the account and its members.')
          : undefined,
      undo: speak('Can be changed back.'),
    };
  },
  execute({ operations }, { accountId, customerId }, _context, { after: { role, state, costCenterId, superiorEmail } }) {
    return operations.accounts.updateMember({
      params: { userGroupId: accountId, userId: customerId },
      body: {
        role,
        state: state ?? undefined,
        costCenterId: costCenterId ?? undefined,
        superiorEmail: superiorEmail ?? undefined,
      },
    });
  },
  async verify(readers, { accountId, customerId }, { after }) {
    const now = await membershipOf(readers, accountId, customerId);
    return now !== undefined && isSame(wholeOf(now), after) ? 'done' : 'not-done';
  },
  render: ({ account, member, after: { role, state } }, _input, redactor) => ({
    title: speak('{member} is now {roleWord} of {account}', {
      member: redactor.person(member),
      roleWord: roleWord(role),
      account: accountName(account, redactor),
    }),
    lines: [speak('State: {membershipStateWord}', { membershipStateWord: membershipStateWord(state ?? undefined) })],
  }),
});

function isKnownMembership(state: string | null): boolean {
  return interpret('membership', state ?? undefined).known;
}

function membershipDoubt(state: string | null): string {
  return state === null
    ? speak('has no state that the back office gave')
    : speak('has the state “{stateWord}”, which Wheelhouse does not know', { stateWord: stateWord('membership', state) });
}

/** The whole as it is to be. */
function changed(before: Whole, edit: z.output<typeof Edit>): Whole {
  return {
    role: edit.role ?? before.role,
    state: edit.state ?? before.state,
    costCenterId: edit.costCenterId === undefined ? before.costCenterId : edit.costCenterId,
    superiorEmail: edit.superiorEmail === undefined ? before.superiorEmail : edit.superiorEmail,
  };
}

/** What is there now; what is not said is not known, and no state is made up for it. */
function wholeOf({ role, state, costCenterId, superiorEmail }: Membership): Whole {
  return {
    role: role ?? null,
    state: state ?? null,
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
