import { speak, spokenWord } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { humanise, oneLine } from '../../lib/text.ts';
import { stateWord } from '../../states/interpret.ts';
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
  /** Where they are in the operator's dashboard. */
  page?: string | undefined;
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
  redactor: Redactor;
  pages: readonly RowButton[];
};

/** Who is in a business account, a page of them. To one person. */
export function membersMessage(props: MembersProps): Message {
  const { members, redactor, accountId, branchId } = props;
  return rowsMessage({
    heading: headingOf(props),
    none: speak('No members.'),
    rows: members.map((member) => ({
      key: String(member.id),
      title: redactor.person(member),
      page: member.page,
      facts: memberFacts(member, redactor),
      buttons: [
        {
          text: speak('Open customer'),
          actionId: uniqueId(actionIds.openCustomer, member.id),
          value: writePointer({ customer: member.id, branch: branchId }),
        },
        {
          text: speak('Membership'),
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
  const heading = speak('{rest} of {account}', {
    rest: all === undefined ? speak('Members') : speak('{all, plural, one {# member} other {# members}}', { all }),
    account: oneLine(account),
  });
  const isWhole = all === members.length || members.length === 0;
  return isWhole ? heading : speak('{heading}, {first}–{first2} shown', { heading, first, first2: first + members.length - 1 });
}

/** Role, state, cost centre and superior, as far as they are reported. */
export function memberFacts(member: Omit<MemberFacts, 'id' | 'page'>, redactor: Redactor): string[] {
  return [
    ...(member.role === undefined ? [] : [spokenWord(humanise(member.role))]),
    ...(member.state === undefined ? [] : [stateWord('membership', member.state)]),
    ...(member.costCenter === undefined ? [] : [speak('cost centre {costCenter}', { costCenter: oneLine(member.costCenter) })]),
    ...(member.superiorEmail === undefined ? [] : [speak('superior {email}', { email: redactor.email(member.superiorEmail) })]),
  ];
}
