import type { Show } from '../../lib/mask.ts';
import { counted, humanise, oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { type RowButton, rowsMessage } from '../common/rows.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';

export type MemberFacts = {
  id: number;
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  role?: string | undefined;
  state?: string | undefined;
  /** By name. */
  costCenter?: string | undefined;
  superiorEmail?: string | undefined;
};

export type MembersProps = {
  /** Worded for the reader. */
  account: string;
  accountId: number;
  branchId: number;
  members: readonly MemberFacts[];
  /** Place of the first of them among all, from 1. */
  first: number;
  total?: number | undefined;
  show: Show;
  pages: readonly RowButton[];
};

/** Who is in a business account, a page of them. To one person. */
export function membersMessage(props: MembersProps): Message {
  const { members, show, accountId, branchId } = props;
  return rowsMessage({
    heading: headingOf(props),
    none: 'Nobody is in it.',
    rows: members.map((member) => ({
      key: String(member.id),
      title: show.person(member),
      facts: memberFacts(member, show),
      buttons: [
        {
          text: 'Open customer',
          actionId: uniqueId(actionIds.openCustomer, member.id),
          value: writePointer({ customer: member.id, branch: branchId }),
        },
        {
          text: 'Membership',
          actionId: uniqueId(actionIds.accountMember, member.id),
          value: writePointer({ account: accountId, member: member.id, branch: branchId }),
        },
      ],
    })),
    below: props.pages,
  });
}

function headingOf({ account, members, first, total }: MembersProps): string {
  const all = total ?? (first === 1 ? members.length : undefined);
  const heading = `${all === undefined ? 'Members' : counted(all, 'member')} of ${oneLine(account)}`;
  const isWhole = all === members.length || members.length === 0;
  return isWhole ? heading : `${heading}, ${first}–${first + members.length - 1} shown`;
}

/** Role, state, cost centre and superior, as far as they are said. */
export function memberFacts(member: Omit<MemberFacts, 'id'>, show: Show): string[] {
  return [
    ...(member.role === undefined ? [] : [humanise(member.role)]),
    ...(member.state === undefined ? [] : [humanise(member.state).toLowerCase()]),
    ...(member.costCenter === undefined ? [] : [`cost centre ${oneLine(member.costCenter)}`]),
    ...(member.superiorEmail === undefined ? [] : [`superior ${show.email(member.superiorEmail)}`]),
  ];
}
