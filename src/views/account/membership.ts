import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { type RowButton, rowsMessage } from '../common/rows.ts';
import { type MemberFacts, memberFacts } from './members.ts';

export type MembershipProps = {
  /** Worded for the reader. */
  account: string;
  member: MemberFacts;
  redactor: Redactor;
  /** What can be seen and done from here. */
  buttons: readonly RowButton[];
};

/** One person in one business account. To one person. */
export function membershipMessage({ account, member, redactor, buttons }: MembershipProps): Message {
  const facts = memberFacts(member, redactor);
  return rowsMessage({
    heading: speak('Membership in {account}', { account: oneLine(account) }),
    none: '',
    rows: [{ key: String(member.id), title: redactor.person(member), page: member.page, facts, buttons }],
    notes: member.role === 'OWNER' ? [speak('The owner’s membership can be read here, but not changed.')] : [],
  });
}
